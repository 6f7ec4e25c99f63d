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

/// The words of the public policies, for everyone and for each audience, each as often as it stands there, whatever
/// their order.
fn words_of_policies(register: &Register) -> Vec<String> {
    let english = Arc::new(Language::of("en").expect("English"));
    let audiences = register.audiences.iter().map(|audience| Some(audience.id.as_str()));
    let mut words = Vec::new();
    for audience in audiences.chain([None]) {
        let asked = Asked { audience, ..Asked::plain("privacy-policy", Edition::Public) };
        let view = build(register, &Settings::default(), &english, &asked);
        let documents = Documents::new(&Arc::new(view), &english, &Arc::default());
        let bytes = Format::Text.render(&documents.make("privacy-policy"));
        let bytes = bytes.unwrap_or_else(|fault| panic!("{fault}"));
        let text = String::from_utf8(bytes).expect("text");
        words.extend(text.split_whitespace().map(str::to_owned));
    }
    words.sort_unstable();
    words
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
}

/// What the policy tells of only where it matters there, so that a change of it may be read by nobody: whether data
/// reveal something, where no condition is asked; when data of their own go, where no purpose has them; backups, where
/// none of the periods in words is kept in one.
const FIELDS: &[&str] = &["reveals-special", "class", "retention", "backups"];

/// Whether a name was given that ropa gives as well.
fn is_own_name(change: &Change) -> bool {
    let english = Language::of("en").expect("English");
    let own = change.ids.first().and_then(|id| english.name(change.kind, id.as_str()));
    change.field == "name" && change.before.as_ref().map(|told| &*told.words) == own
}

/// Each entry of each sample is taken away in turn.
#[test]
fn what_the_public_reads_otherwise_is_a_public_change_and_the_other_way_round() {
    for text in REGISTERS.iter() {
        let old = read(text);
        let words = words_of_policies(&old.1);
        let chunks = chunks(text);
        for (at, gone) in chunks.iter().enumerate() {
            let rest = [&chunks[..at], &chunks[at + 1..]].concat().concat();
            let new = read(&rest);
            let changes = diff::between(revision(&old), revision(&new));
            duties::follow(revision(&old), revision(&new), &changes);
            let public: Vec<_> = changes.iter().filter(|change| change.public).collect();
            if words == words_of_policies(&new.1) {
                // What no other entry uses is told by nobody, nor what only a service for insiders uses.
                let is_used = |change: &&&Change| {
                    let is_use = |id: &str| rest.contains(&format!("\"{id}\""));
                    change.ids.iter().any(|id| is_use(id.as_str()))
                };
                let told = |change: &&&Change| {
                    !FIELDS.contains(&change.field.as_str())
                        && is_used(change)
                        && !is_own_name(change)
                        // Told where the settings ask for it, which these don't.
                        && change.kind != "california"
                        && !text.contains("[service")
                };
                let unread: Vec<_> = public.iter().filter(told).collect();
                assert!(
                    unread.is_empty(),
                    "{unread:?} is read by nobody; without\n{gone}\nin\n{text}"
                );
            } else {
                // Who "all" are follows from every entry, those for insiders too; a measure that is gone is told by
                // its id, whether it may be or not.
                let by_all = text.contains("\"all\"") && !changes.is_empty();
                let secret = gone.contains("public = false");
                let said = by_all || secret || !public.is_empty();
                assert!(said, "{changes:?} is read by the public; without\n{gone}\nin\n{text}");
            }
        }
    }
}
