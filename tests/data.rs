//! ropa's own data: read without a finding, sorted as each file says, with their evidence, and named in every language.
#![allow(clippy::disallowed_methods, reason = "a test reads the files of names")]

use std::{collections::BTreeSet, fs, path::Path};

use chrono::NaiveDate;
use ropa::{
    law,
    register::{self, Register, entry::Provenance, shape::Several},
    source::Sources,
};
use toml::{Table, Value};

fn the_law() -> (Sources, Register) {
    let mut sources = Sources::default();
    law::add_to(&mut sources);
    let (register, findings) = register::read(&sources);
    let messages: Vec<_> = findings.iter().map(|finding| &finding.message).collect();
    assert!(messages.is_empty(), "{messages:?}");
    (sources, register)
}

fn parsed(text: &str) -> Table {
    text.parse().expect("it is TOML")
}

/// The ids of a kind, in the order of its file.
fn ids(register: &Register, kind: &str) -> Vec<String> {
    register.ids(kind).iter().map(ToString::to_string).collect()
}

#[test]
fn everything_is_read_and_every_reference_leads_somewhere() {
    struct Missing<'r>(&'r Register, Vec<String>, usize);
    impl register::shape::Visitor for Missing<'_> {
        fn leaf(&mut self, _: register::shape::Place, leaf: register::shape::Leaf<'_>) {
            if let register::shape::Leaf::Reference(kind, id) = leaf {
                self.2 += 1;
                if !self.0.declares(kind, id.as_str()) {
                    self.1.push(format!("{kind}.{id}"));
                }
            }
        }
    }
    let (_, register) = the_law();
    let mut missing = Missing(&register, vec![], 0);
    register.walk(|_| true, &mut missing, |_, _, _, _| {});
    assert_eq!(missing.1, Vec::<String>::new());
    assert!(missing.2 > 50, "only {} references were followed", missing.2);
}

#[test]
fn files_are_sorted_as_their_headers_say() {
    let mut looked_at = 0;
    for (name, text) in law::FILES {
        let header: String = text.lines().take_while(|line| line.starts_with('#')).collect();
        let table = parsed(text);
        assert_eq!(table.len(), 1, "{name} holds one kind");
        let (kind, Value::Table(entries)) = table.iter().next().expect("a kind") else {
            panic!("{name} holds entries")
        };
        let ids: Vec<&str> = entries.keys().map(String::as_str).collect();
        assert!(header.contains("As of "), "{name} says when it was looked up");
        if header.contains("Sorted by") {
            assert!(ids.is_sorted(), "{name} is not sorted");
        } else if kind == "article" {
            let own = |at: &&&str| at.starts_with("gdpr-");
            let others: Vec<_> = ids.iter().skip_while(own).collect();
            assert!(others.is_sorted() && !others.iter().any(own), "{name}: {others:?}");
            let places: Vec<_> = ids.iter().take_while(own).map(|id| place(id)).collect();
            assert!(places.is_sorted(), "{name}: the Regulation is not in its order");
        } else {
            assert!(header.contains("order"), "{name} says how it is sorted");
            let of_all = |entry: &&Value| entry.get("country").is_none() && kind != "right";
            let articles = entries.values().filter(of_all).filter_map(|entry| entry.get("article"));
            let places: Vec<_> =
                articles.map(|article| place(article.as_str().expect("text"))).collect();
            assert!(places.is_sorted(), "{name}: {places:?}");
        }
        looked_at += ids.len();
    }
    assert!(looked_at > 900, "only {looked_at} entries were looked at");
}

/// A place in a law, so that `9(2)` comes before `9(2)(a)`, and that before `10`.
fn place(cite: &str) -> Vec<(u32, String)> {
    // Its second subparagraph, which has no point of its own, stands behind the points.
    let cite = if cite == "49(1)" { "49(1)(z)" } else { cite };
    let parts =
        cite.split(|char: char| !char.is_ascii_alphanumeric()).filter(|part| !part.is_empty());
    parts
        .map(|part| part.parse().map_or((0, part.to_owned()), |number| (number, String::new())))
        .collect()
}

#[test]
fn closed_sets_are_those_of_the_reference() {
    let (_, register) = the_law();
    for (kind, expected) in [
        (
            "legal-basis",
            "consent contract legal-obligation vital-interests public-task legitimate-interests recognised-legitimate-interests",
        ),
        (
            "condition",
            "explicit-consent employment-and-social-protection vital-interests not-for-profit-body \
            made-public-by-the-data-subject legal-claims substantial-public-interest health-or-social-care public-health \
            archiving-research-statistics official-authority authorised-by-law dk-offences-consent \
            dk-offences-overriding-interest dk-cpr-law dk-cpr-consent dk-cpr-science-or-disclosure dk-cpr-section-7",
        ),
        ("provision", "statutory contractual pre-contractual voluntary not-asked"),
        (
            "instrument",
            "adequacy standard-contractual-clauses binding-corporate-rules code-of-conduct certification \
            authority-clauses public-instrument ad-hoc-clauses administrative-arrangement explicit-consent contract \
            contract-in-interest public-interest legal-claims vital-interests public-register compelling-interests",
        ),
        (
            "right",
            "access rectification erasure restriction portability object withdraw-consent automated-decisions complaint",
        ),
        ("source", "data-subject observed generated public-source"),
        (
            "data-subject",
            "customer prospect subscriber user website-visitor member volunteer donor business-contact \
            supplier-contact employee former-employee applicant relative patient student parent child tenant shareholder \
            complainant visitor whistleblower",
        ),
        (
            "event",
            "collection account-closure contract-end membership-end employment-end recruitment-end case-closed \
            purchase delivery event-held financial-year-end calendar-year-end consent-given consent-withdrawn objection \
            unsubscribed erasure-requested majority session-end limitation-period-end backup-made previous-stage \
            purpose-fulfilled last-activity last-login last-contact last-purchase",
        ),
        (
            "law",
            "dk-data-protection-act dk-bookkeeping-act dk-marketing-act dk-money-laundering-act dk-cctv-act dk-cookie-order \
            de-tax-code no-bookkeeping-act se-bookkeeping-act",
        ),
    ] {
        let expected: BTreeSet<&str> = expected.split_whitespace().collect();
        let found = ids(&register, kind);
        let found: BTreeSet<&str> = found.iter().map(String::as_str).collect();
        assert_eq!(found, expected, "{kind}");
    }
}

#[test]
fn what_a_word_promises_is_so() {
    let (_, register) = the_law();
    for event in register.events.all() {
        let restarts = event.id.as_str().starts_with("last-");
        assert_eq!(event.restarts.get().copied().unwrap_or(false), restarts, "{}", event.id);
        let vague = event.id == "purpose-fulfilled";
        assert_eq!(event.vague.get().copied().unwrap_or(false), vague, "{}", event.id);
    }
    for source in register.sources.all() {
        let direct = source.id != "public-source";
        assert_eq!(source.direct.get().copied(), Some(direct), "{}", source.id);
    }
    for datum in register.personal_data.all() {
        assert!(datum.class.get().is_some(), "{} has a class", datum.id);
        for letter in datum.california.get().into_iter().flat_map(Several::iter) {
            let known = register.california_categories.all();
            let known = known.filter(|one| one.letter.get() == Some(letter)).count();
            assert_eq!(known, 1, "{}: {letter}", datum.id);
        }
    }
    for country in register.countries.all() {
        let alpha_3 = country.alpha_3.get().expect("a code of three letters");
        assert!(alpha_3.len() == 3 && alpha_3.bytes().all(|byte| byte.is_ascii_uppercase()));
        let member = country.eu.get().is_some();
        assert!(!member || country.eea.get().is_some(), "{} is in the Union", country.id);
    }
    let members = register.countries.all().filter(|country| country.eu.get().is_some()).count();
    let area = register.countries.all().filter(|country| country.eea.get().is_some()).count();
    assert_eq!((members, area), (27, 30));
}

#[test]
fn every_span_of_time_begins_before_it_ends() {
    let (_, register) = the_law();
    let mut looked_at = 0;
    let of_countries = register.countries.all().map(|one| (&one.id, &one.adequacy));
    let of_organisations =
        register.international_organisations.all().map(|one| (&one.id, &one.adequacy));
    for (id, adequacy) in of_countries.chain(of_organisations) {
        for (number, decision) in adequacy.get().into_iter().flat_map(|decisions| &decisions.0) {
            let decision = decision.get().expect("it is read");
            let from = decision.from.get().unwrap_or_else(|| panic!("{id}.{number} begins"));
            assert!(decision.until.get().is_none_or(|until| from <= until), "{id}.{number}");
            assert!(
                decision.decision.get().is_some() && decision.scope.get().is_some(),
                "{id}.{number}"
            );
            evidence(&format!("{id}.{number}"), &decision.provenance);
            looked_at += 1;
        }
    }
    assert!(looked_at >= 15, "only {looked_at} decisions were looked at");
}

/// `evidence`, `as-of`, `confidence`: complete, and not of tomorrow.
fn evidence(name: &str, provenance: &Provenance) {
    let today = NaiveDate::from_ymd_opt(2026, 11, 24).expect("a day");
    assert!(provenance.evidence.get().is_some_and(|text| text.len() > 5), "{name}: evidence");
    assert!(provenance.as_of.get().is_some_and(|day| *day <= today), "{name}: as-of");
    let confidence = provenance.confidence.get().map(|word| &**word);
    assert!(matches!(confidence, Some("high" | "medium" | "low")), "{name}: {confidence:?}");
}

#[test]
fn every_entry_says_where_it_comes_from() {
    let (_, register) = the_law();
    let mut looked_at = 0;
    macro_rules! look {
        ($($table:ident),*) => {$(
            for entry in register.$table.all() {
                evidence(entry.id.as_str(), &entry.provenance);
                looked_at += 1;
            }
        )*};
    }
    look!(
        articles,
        authorities,
        california_categories,
        conditions,
        countries,
        data_subjects,
        events,
        instruments,
        international_organisations,
        laws,
        legal_bases,
        measures,
        obsolete_instruments,
        personal_data,
        provisions,
        rights,
        sources
    );
    let all = register.spans(|_| true).len();
    assert_eq!(looked_at, all, "every kind was looked at");
}

#[test]
fn every_language_names_every_id() {
    let (_, register) = the_law();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates/languages");
    let mut languages = 0;
    for file in fs::read_dir(folder).expect("the languages") {
        let path = file.expect("a file").path();
        if path.extension().is_none_or(|ending| ending != "toml") {
            continue;
        }
        let mut names = parsed(&fs::read_to_string(&path).expect("text"));
        let Some(Value::Table(names)) = names.remove("name") else { continue };
        languages += 1;
        // Obsolete instruments are known by number, articles by their citation, an authority's own names stay with it.
        for kind in Register::KINDS
            .iter()
            .filter(|kind| !matches!(**kind, "article" | "obsolete-instrument"))
        {
            let empty = Table::new();
            let of_kind = names.get(*kind).and_then(Value::as_table).unwrap_or(&empty);
            let said: BTreeSet<&str> = of_kind.keys().map(String::as_str).collect();
            let known = ids(&register, kind);
            let known: BTreeSet<&str> = known.iter().map(String::as_str).collect();
            // A kind without data may lend its name to words that the register closes.
            if known.is_empty() {
                continue;
            }
            let missing: Vec<_> = known.difference(&said).collect();
            let stray: Vec<_> = said.difference(&known).collect();
            assert!(
                missing.is_empty() && stray.is_empty(),
                "{}, {kind}: lacks {missing:?}, strays {stray:?}",
                path.display()
            );
        }
        let empty = |value: &Value| value.as_str().is_some_and(|name| name.trim().is_empty());
        for (kind, table) in &names {
            let table = table.as_table().expect("names by id");
            assert!(!table.values().any(empty), "{kind} has an empty name");
        }
    }
    assert!(languages >= 2, "English and Danish are there");
}
