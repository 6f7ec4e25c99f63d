//! Laws that hold for any input: of the reader, of layers, and of answers.

#[path = "properties/changes.rs"]
mod changes;
#[path = "properties/fingerprint.rs"]
mod fingerprint;
#[path = "properties/samples.rs"]
mod samples;
#[path = "reference/tables.rs"]
mod tables;
#[path = "properties/written.rs"]
mod written;

use std::fmt::Write as _;

use proptest::{prelude::*, sample::Index};
use ropa::{register::mistakes, source::Layer};

use samples::{PIECES, REGISTERS, chunks};

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

/// Reads and judges; every place that comes out of it lies in a file, on the boundaries of characters.
fn read_and_look(files: &[(Vec<u8>, Layer)]) -> Result<(), TestCaseError> {
    let (sources, register, findings) = fingerprint::judged(files);
    let files: Vec<_> = sources.iter().map(|(id, _)| id).collect();
    let of_findings = findings.iter().flat_map(|finding| {
        let fix = finding.fix.iter().map(|fix| fix.span);
        finding.labels.iter().map(|label| label.span).chain(fix)
    });
    for span in fingerprint::places(&register).into_iter().chain(of_findings) {
        prop_assert!(fingerprint::lies_in_its_file(&sources, span, &files), "{:?}", span);
    }
    fingerprint::answers(&register);
    Ok(())
}

fn says(files: &[(String, Layer)]) -> Vec<String> {
    let bytes: Vec<_> =
        files.iter().map(|(text, layer)| (text.clone().into_bytes(), *layer)).collect();
    let (sources, register, findings) = fingerprint::judged(&bytes);
    fingerprint::of(&sources, &register, &findings)
}

/// A rule may point at the second of two entries, and which that is depends on the order; what the reader finds does not.
fn whatever_the_order(mut lines: Vec<String>) -> Vec<String> {
    for line in &mut lines {
        let Some((rule, _)) = line.strip_prefix("finding ").and_then(|line| line.split_once(": "))
        else {
            continue;
        };
        if !mistakes::RULES.iter().any(|one| one.name == rule) {
            *line = format!("finding {rule}");
        }
    }
    lines.sort_unstable();
    lines
}

fn alone(text: &str) -> Vec<(String, Layer)> {
    vec![(text.to_owned(), Layer::Register)]
}

proptest! {
    #![proptest_config(config(40))]

    #[test]
    fn any_bytes_are_read(files in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..200), 1..3)) {
        let files: Vec<_> = files.into_iter().map(|bytes| (bytes, Layer::Register)).collect();
        read_and_look(&files)?;
    }

    #[test]
    fn any_pieces_are_read(pieces in prop::collection::vec(any::<Index>(), 0..40)) {
        let text: String = pieces.iter().map(|at| *at.get(PIECES)).collect();
        read_and_look(&[(text.into_bytes(), Layer::Register)])?;
    }
}

proptest! {
    #![proptest_config(config(80))]

    #[test]
    fn whatever_is_done_to_a_register_it_is_read(
        which in any::<Index>(),
        changes in prop::collection::vec((any::<Index>(), any::<Index>(), any::<Index>(), 0..4_u8), 1..5),
        shared in any::<bool>(),
    ) {
        let mut bytes = which.get(&REGISTERS).clone().into_bytes();
        for (from, to, piece, what) in changes {
            let (one, other) = (from.index(bytes.len() + 1), to.index(bytes.len() + 1));
            let (from, to) = (one.min(other), one.max(other).min(one.min(other) + 60));
            match what {
                0 => drop(bytes.drain(from..to)),
                1 => {
                    let copy = bytes[from..to].to_vec();
                    let at = piece.index(bytes.len() + 1);
                    drop(bytes.splice(at..at, copy));
                }
                2 => drop(bytes.splice(from..from, piece.get(PIECES).bytes())),
                _ => drop(bytes.splice(from..to, piece.get(PIECES).bytes())),
            }
        }
        let layer = if shared { Layer::Shared(0) } else { Layer::Register };
        read_and_look(&[(bytes, layer)])?;
    }
}

proptest! {
    #![proptest_config(config(24))]

    #[test]
    fn files_in_any_order_and_split_in_any_way_say_the_same(
        which in any::<Index>(),
        order in any::<u64>(),
        files in 1..4_usize,
    ) {
        let text = which.get(&REGISTERS);
        let mut rest = chunks(text);
        let mut split = vec![String::new(); files];
        let mut random = order;
        while !rest.is_empty() {
            random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let at = usize::try_from(random >> 33).expect("31 bits") % rest.len();
            // A table may stand once in a file: its second header goes into one of its own.
            let chunk = rest.swap_remove(at);
            let header = chunk.lines().next().expect("a header").to_owned();
            let file = usize::try_from(random >> 40).expect("24 bits") % files;
            let kind = header.split(['.', ']']).next().expect("a kind").to_owned();
            if split[file].lines().any(|line| line.starts_with(&kind)) {
                split.push(chunk);
            } else {
                split[file].push_str(&chunk);
            }
        }
        let split: Vec<_> = split.into_iter().map(|text| (text, Layer::Register)).collect();
        prop_assert_eq!(whatever_the_order(says(&alone(text))), whatever_the_order(says(&split)));
    }

    #[test]
    fn a_byte_order_mark_and_windows_line_ends_change_nothing(which in any::<Index>()) {
        let text = which.get(&REGISTERS);
        let windows = format!("\u{feff}{}", text.replace('\n', "\r\n"));
        let unix = |lines: Vec<String>| -> Vec<String> {
            lines.into_iter().map(|line| line.replace("\r\n", "\n")).collect()
        };
        prop_assert_eq!(unix(says(&alone(text))), unix(says(&alone(&windows))));
    }

    #[test]
    fn a_layer_under_itself_changes_nothing(which in any::<Index>()) {
        let text = which.get(&REGISTERS);
        let both = [(text.clone(), Layer::Register), (text.clone(), Layer::Shared(0)), (text.clone(), Layer::Shared(1))];
        prop_assert_eq!(says(&alone(text)), says(&both));
    }

    #[test]
    fn a_list_written_as_a_table_is_the_same_relation(ids in prop::sample::subsequence(IDS, 1..IDS.len())) {
        let list = format!("[purpose.a]\npersonal-data = {ids:?}\nrecipients = {ids:?}\n");
        let mut table = "[purpose.a]\n".to_owned();
        for id in &ids {
            writeln!(table, "personal-data.{id} = {{}}").expect("text");
        }
        for id in &ids {
            writeln!(table, "recipients.{id} = {{}}").expect("text");
        }
        let entries = |text: &str| {
            let (_, register, _) = fingerprint::judged(&[(text.as_bytes().to_vec(), Layer::Register)]);
            (fingerprint::entries(&register), fingerprint::answers(&register))
        };
        prop_assert_eq!(entries(&list), entries(&table));
    }
}

const IDS: &[&str] = &["name", "email", "phone", "cpr", "health", "photo"];

/// One use of a retention or legal basis, as written.
#[derive(Clone, Debug)]
struct Written {
    key: String,
    only: Vec<String>,
}

fn a_use(at: usize) -> impl Strategy<Value = Written> {
    let some = |ids: &'static [&'static str]| {
        prop::option::weighted(0.4, prop::sample::subsequence(ids, 1..=ids.len()))
    };
    (
        some(&["name", "phone", "contact", "health"]),
        some(&["customer", "child", "family"]),
        prop::option::weighted(0.15, prop::sample::subsequence(&["DK", "SE", "EU"][..], 1..=2)),
        prop::option::weighted(0.15, prop::sample::subsequence(&["active", "archive"][..], 1..=2)),
        prop::option::weighted(0.2, prop::sample::select(&["if you call", "in a dispute"][..])),
    )
        .prop_map(move |(data, people, countries, stage, when)| {
            let mut only = Vec::new();
            only.extend(data.map(|ids| format!("personal-data = {ids:?}")));
            only.extend(people.map(|ids| format!("data-subjects = {ids:?}")));
            only.extend(countries.map(|ids| format!("countries = {ids:?}")));
            only.extend(stage.map(|ids| format!("stage = {ids:?}")));
            only.extend(when.map(|when| format!("when = {when:?}")));
            Written { key: format!("r{at}"), only }
        })
}

fn uses() -> impl Strategy<Value = Vec<Written>> {
    (0..6_usize).prop_flat_map(|count| (0..count).map(a_use).collect::<Vec<_>>())
}

fn purpose(uses: &[Written]) -> String {
    let mut text = "[data-subject.family]\nname = \"Families\"\nincludes = [\"child\", \"parent\"]\n\
        [personal-data.contact]\nname = \"Contact\"\nincludes = [\"phone\", \"email\"]\n\
        [purpose.a]\ndata-subjects = [\"customer\", \"family\"]\npersonal-data = [\"name\", \"contact\", \"health\"]\n"
        .to_owned();
    for one in uses {
        let only = if one.only.is_empty() {
            String::new()
        } else {
            format!(", only = {{ {} }}", one.only.join(", "))
        };
        writeln!(text, "retention.{} = {{ keep = \"1 year\"{only} }}", one.key).expect("text");
    }
    text
}

fn answers(text: &str) -> Vec<String> {
    let (_, register, _) = fingerprint::read(&[(text.as_bytes().to_vec(), Layer::Register)]);
    let of_retention =
        fingerprint::answers(&register).into_iter().filter(|line| line.starts_with("retention"));
    of_retention.collect()
}

proptest! {
    #![proptest_config(config(48))]

    #[test]
    fn every_datum_has_an_answer_or_is_a_gap(uses in uses()) {
        let answers = answers(&purpose(&uses));
        for person in ["customer", "child", "parent"] {
            for datum in ["name", "phone", "email", "health"] {
                let start = format!("retention of a: {datum} of {person}: ");
                let found: Vec<_> = answers.iter().filter(|line| line.starts_with(&start)).collect();
                prop_assert!(!found.is_empty(), "{start}");
                let gap = found.iter().any(|line| line.ends_with(": nothing"));
                prop_assert!(!gap || found.len() == 1, "{found:?}");
            }
        }
    }

    #[test]
    fn the_order_of_uses_changes_no_answer(uses in uses()) {
        let mut turned = uses.clone();
        turned.reverse();
        let without_conflicts = |uses: &[Written]| {
            let answers = answers(&purpose(uses));
            // Of three in one conflict the first is told, so which pairs are told depends on the order.
            let (conflicts, answers): (Vec<_>, Vec<_>) =
                answers.into_iter().partition(|line| line.contains("conflict"));
            (conflicts.is_empty(), answers)
        };
        prop_assert_eq!(without_conflicts(&uses), without_conflicts(&turned));
    }

    #[test]
    fn a_use_that_covers_nothing_changes_nothing(uses in uses()) {
        let mut more = uses.clone();
        more.push(Written { key: "more".into(), only: vec!["personal-data = \"cpr\"".into()] });
        prop_assert_eq!(answers(&purpose(&uses)), answers(&purpose(&more)));
    }

    #[test]
    fn a_use_for_one_datum_of_one_person_wins_over_all_others(uses in uses()) {
        prop_assume!(!uses.iter().any(|one| one.only.len() > 2));
        let innermost = "personal-data = \"email\", data-subjects = \"parent\"";
        let mut more = uses.clone();
        // No other reaches as far: none can name `email` or `parent` but by their groups.
        more.push(Written { key: "more".into(), only: vec![innermost.into()] });
        let answers = answers(&purpose(&more));
        let of_cell = |line: &&String| line.starts_with("retention of a: email of parent: ");
        let found: Vec<_> = answers.iter().filter(of_cell).collect();
        let always = |line: &&&String| line.ends_with(" in  [] [] []");
        prop_assert_eq!(found.iter().filter(always).count(), 1, "{:?}", found);
        prop_assert!(found.iter().any(|line| line.contains(": more in ")));
    }
}

#[test]
fn every_key_of_every_table_is_read() {
    written::check();
}

#[test]
fn what_a_nearer_layer_says_wins_and_what_it_does_not_say_shines_through() {
    let near = "[retention.a]\nkeep = \"1 year\"\n[default.purpose]\nowner = \"near\"\n[purpose.p]\nname = \"P\"\n";
    let far = "[retention.a]\nkeep = \"2 years\"\nthen = \"erase\"\n[default.purpose]\nowner = \"far\"\nprofiling = \"none\"\n";
    let (_, register, _) = fingerprint::judged(&[
        (far.as_bytes().to_vec(), Layer::Shared(0)),
        (near.as_bytes().to_vec(), Layer::Register),
    ]);
    let lines = fingerprint::entries(&register).join("\n");
    assert!(
        lines.contains("retention.a.keep = For { bound: Exactly, length: Duration { amount: 1"),
        "{lines}"
    );
    assert!(lines.contains("retention.a.then.[] = erase"), "{lines}");
    let purpose = register.purposes.get("p").expect("it is read");
    assert_eq!(purpose.owner.get().map(ropa::register::text::Name::any), Some("near"));
    assert!(purpose.profiling.is_none());
}
