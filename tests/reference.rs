//! Every key that can be written, as the reader knows it: `tests/reference.txt` is compared once by a person with
//! the reference of the language, and since then a key, a shape, or who may see it changes in a diff or not at all.
//! `BLESS=1 cargo test --test reference` writes it anew.
#![allow(clippy::disallowed_methods, reason = "a test reads and writes its own page")]

#[path = "reference/tables.rs"]
mod tables;

use std::{fmt::Write as _, fs, path::Path};

use ropa::register::{
    Register,
    keys::{Key, Seen},
};

#[test]
fn every_key_is_as_the_reference_says() {
    let mut text = String::new();
    let single = ["organisation", "california"];
    let kinds = single.iter().chain(Register::KINDS.iter().filter(|kind| !single.contains(kind)));
    for kind in kinds.filter(|kind| **kind != "default") {
        write(&mut text, kind, &Register::keys(kind).expect("a kind has keys"));
    }
    for (name, keys) in tables::TABLES {
        write(&mut text, name, &keys());
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reference.txt");
    if std::env::var_os("BLESS").is_some() {
        fs::write(path, text).expect("the page is written");
        return;
    }
    let expected = fs::read_to_string(path).expect("the page is there");
    let line = |(a, b): (&str, &str)| (a != b).then(|| format!("page: {a}\ncode: {b}"));
    let first = expected.lines().zip(text.lines()).find_map(line);
    assert!(expected == text, "{}", first.unwrap_or_else(|| "one is longer".into()));
}

#[test]
fn no_key_is_declared_twice_in_a_table() {
    let kinds = Register::KINDS.iter().filter_map(|kind| Some((*kind, Register::keys(kind)?)));
    let tables = tables::TABLES.iter().map(|(name, keys)| (*name, keys()));
    let mut looked_at = 0;
    for (table, keys) in kinds.chain(tables) {
        for (at, key) in keys.iter().enumerate() {
            let other = keys[at + 1..].iter().find(|other| other.name == key.name);
            assert!(other.is_none(), "{table}.{} is declared twice", key.name);
            looked_at += 1;
        }
    }
    assert!(looked_at > 300, "only {looked_at} keys were looked at");
}

fn write(text: &mut String, table: &str, keys: &[&'static Key]) {
    writeln!(text, "{table}").expect("text");
    let mut keys = keys.to_vec();
    keys.sort_by_key(|key| key.name);
    for key in keys {
        let seen = match key.seen {
            Seen::Public => "P",
            Seen::Internal => "I",
            Seen::Nowhere => "–",
        };
        let none = if key.none { ", or none" } else { "" };
        let asked =
            if key.articles.is_empty() { "practice".into() } else { key.articles.join(", ") };
        writeln!(text, "  {} | {}{none} | {seen} | {asked}", key.name, (key.shape)())
            .expect("text");
    }
    text.push('\n');
}
