//! What insiders alone may read is in no public export; what is printed nowhere is in none that is for others.

use ropa::{
    dpv::{Base, describe},
    export::{self, Notation},
    language::Language,
    law,
    register::{self, Register},
    settings::{Edition, Settings},
    source::Layer,
    view::{
        View,
        build::{self, Asked},
    },
};

/// With what TILT can't do without.
fn read() -> Register {
    let text = include_str!("../documents/secrets.toml");
    let more = "[organisation]\naddress = \"Street 1\"\nemail = \"a@example.org\"\n";
    let text = text.replacen("[organisation]\n", more, 1) + "\n[version.2026-11-24]\n";
    let mut sources = law::sources();
    sources.add("register.toml", text.into_bytes(), Layer::Register);
    let (register, findings) = register::read(&sources);
    let findings: Vec<_> = findings.iter().map(|finding| &finding.message).collect();
    assert!(findings.is_empty(), "{findings:?}");
    register
}

fn view(register: &Register, edition: Edition) -> View {
    let language = Language::of("en").unwrap();
    let document = if edition == Edition::Public { "privacy-policy" } else { "record" };
    build::build(register, &Settings::default(), &language, &Asked::plain(document, edition))
}

/// Every format that speaks to others.
fn exported(view: &View, register: &Register) -> Vec<String> {
    vec![
        export::dpv(view, register, Notation::Turtle).text,
        export::dpv(view, register, Notation::JsonLd).text,
        serde_json::to_string(&describe(view, Base::Page).graph.json_ld()).unwrap(),
        export::fides(view, register).text,
        export::tilt(view, register).unwrap().text,
    ]
}

#[test]
fn what_insiders_alone_may_read_is_in_no_public_export() {
    let register = read();
    for text in exported(&view(&register, Edition::Public), &register) {
        let at = text.find("SECRET");
        assert_eq!(at.map(|at| &text[at.saturating_sub(200)..(at + 60).min(text.len())]), None);
    }
    let mut told = 0;
    for text in exported(&view(&register, Edition::Internal), &register) {
        assert!(!text.contains("NOWHERE"), "a note is for those who keep the register");
        told += text.matches("SECRET").count();
    }
    assert!(told > 20, "insiders are told only {told} times");
}
