//! Laws of what changed between two registers.

use std::{collections::BTreeSet, sync::Arc};

use proptest::{prelude::*, sample::Index};
use ropa::{
    diff::{self, Change, Revision, Told, What, duties},
    document::Documents,
    language::Language,
    register::Register,
    render::Format,
    settings::{Edition, Settings},
    source::{Layer, Sources},
    view::build::{Asked, build},
};

use crate::{
    fingerprint,
    samples::{REGISTERS, chunks},
};

fn read(text: &str) -> (Sources, Register) {
    let (sources, register, _) = fingerprint::read(&[(text.as_bytes().to_vec(), Layer::Register)]);
    (sources, register)
}

fn revision((sources, register): &(Sources, Register)) -> Revision<'_> {
    Revision { register, sources, first_language: "en" }
}

/// A change in plain words.
fn plain(change: &Change) -> [String; 6] {
    let words =
        |told: &Option<Told>| told.as_ref().map(|told| told.words.clone()).unwrap_or_default();
    // A renamed entry is told by its new id, which is another on the other side.
    let entry = if change.what == What::Renamed { String::new() } else { change.entry() };
    [
        entry,
        change.field.clone(),
        change.what.word().to_owned(),
        words(&change.before),
        words(&change.after),
        format!("{} {}", change.public, change.wording),
    ]
}

/// A change, seen from the other side.
fn mirrored(change: &Change) -> [String; 6] {
    let mut mirrored = change.clone();
    std::mem::swap(&mut mirrored.before, &mut mirrored.after);
    mirrored.what = match change.what {
        What::Added => What::Removed,
        What::Removed => What::Added,
        what => what,
    };
    plain(&mirrored)
}

/// The words of a public policy, whatever their order.
fn words_of_policy(register: &Register) -> BTreeSet<String> {
    let english = Language::of("en").expect("English");
    let asked = Asked::plain("privacy-policy", Edition::Public);
    let view = build(register, &Settings::default(), &english, &asked);
    let documents = Documents::new(&Arc::new(view), &Arc::new(english), &Arc::default());
    let bytes = Format::Text.render(&documents.make("privacy-policy"));
    let bytes = bytes.unwrap_or_else(|fault| panic!("{fault}"));
    let text = String::from_utf8(bytes).expect("text");
    text.split_whitespace().map(str::to_owned).collect()
}

/// A register without one of its entries.
fn without(text: &str, which: Index) -> String {
    let mut chunks = chunks(text);
    if !chunks.is_empty() {
        chunks.remove(which.index(chunks.len()));
    }
    chunks.concat()
}

/// The same, as another program would lay it out.
fn laid_out(text: &str) -> Option<String> {
    let table: toml::Table = text.parse().ok()?;
    toml::to_string_pretty(&table).ok()
}

proptest! {
    #![proptest_config(crate::config(100))]

    #[test]
    fn nothing_changed_between_a_register_and_itself_in_any_layout(which in any::<Index>()) {
        let text = which.get(&REGISTERS);
        let old = read(text);
        prop_assert!(diff::between(revision(&old), revision(&old)).is_empty());
        let windows = read(&format!("\u{feff}# moved\n{}", text.replace('\n', "\r\n")));
        let changes = diff::between(revision(&old), revision(&windows));
        prop_assert!(changes.is_empty(), "{changes:?}");
        if let Some(other) = laid_out(text) {
            let other = read(&other);
            let changes = diff::between(revision(&old), revision(&other));
            prop_assert!(changes.is_empty(), "{changes:?}");
        }
    }

    #[test]
    fn what_came_one_way_went_the_other(which in any::<Index>(), entry in any::<Index>()) {
        let text = which.get(&REGISTERS);
        let (old, new) = (read(text), read(&without(text, entry)));
        let there = diff::between(revision(&old), revision(&new));
        let back = diff::between(revision(&new), revision(&old));
        let there: BTreeSet<_> = there.iter().map(mirrored).collect();
        let back: BTreeSet<_> = back.iter().map(plain).collect();
        prop_assert_eq!(there, back);
    }

    #[test]
    fn what_the_public_reads_otherwise_is_a_public_change(which in any::<Index>(), entry in any::<Index>()) {
        let text = which.get(&REGISTERS);
        let (old, new) = (read(text), read(&without(text, entry)));
        let changes = diff::between(revision(&old), revision(&new));
        duties::follow(revision(&old), revision(&new), &changes);
        if words_of_policy(&old.1) != words_of_policy(&new.1) {
            // Who "all" are follows from every entry, those for insiders too.
            let by_all = text.contains("\"all\"") && !changes.is_empty();
            prop_assert!(
                by_all || changes.iter().any(|change| change.public),
                "{changes:?}\n{text}\n----\n{}",
                without(text, entry)
            );
        }
    }
}
