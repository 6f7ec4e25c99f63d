//! A register that writes every key of every table by its shape: each is read, at a place of the file.

use std::fmt::Write as _;

use ropa::{
    register::{Register, keys::Key, mistakes},
    source::Layer,
};

use crate::{fingerprint, tables::TABLES};

pub(crate) fn check() {
    let single = ["organisation", "california"];
    let mut text = String::new();
    let mut expected = Vec::new();
    for kind in Register::KINDS.iter().filter(|kind| **kind != "default") {
        let keys = Register::keys(kind).expect("a kind has keys");
        for (at, key) in keys.iter().enumerate() {
            // Each key in an entry of its own, so that each way of writing it has its place.
            for (way, value) in values(key, 2).into_iter().enumerate() {
                let path = if single.contains(kind) {
                    if way > 0 {
                        continue;
                    }
                    format!("{kind}.{}", key.name)
                } else {
                    format!("{kind}.{}.{}", id(kind, at * 8 + way), key.name)
                };
                writeln!(text, "{path} = {value}").expect("text");
                // What has no id is its own.
                let own = if single.contains(kind) { format!("{kind}.") } else { String::new() };
                let path = own + &path;
                expected.push((path, value));
            }
        }
    }
    let (sources, register, findings) =
        fingerprint::judged(&[(text.clone().into_bytes(), Layer::Register)]);
    for finding in &findings {
        let reader = mistakes::RULES.iter().any(|rule| std::ptr::eq(*rule, finding.rule));
        // Ids that nobody declares are no fault of the reader.
        if reader && finding.rule.name != "unknown-reference" {
            let line = sources.line_column(finding.span().file, finding.span().start).line;
            let line = text.lines().nth(line - 1).unwrap_or_default();
            panic!("{}: {}\n{line}", finding.rule.name, finding.message);
        }
    }
    let file = sources.iter().next().expect("the file").0;
    for span in fingerprint::places(&register) {
        // Entries that the law's data complete have places there too.
        let files: Vec<_> = sources.iter().map(|(id, _)| id).collect();
        assert!(fingerprint::lies_in_its_file(&sources, span, &files), "{span:?}");
    }
    let lines = fingerprint::entries(&register);
    assert!(sources.file(file).text.len() > 10_000, "much is written");
    assert!(expected.len() > 500, "only {} keys were written", expected.len());
    for (path, value) in expected {
        assert!(lines.contains(&path), "`{path} = {value}` was not read");
    }
}

/// The ways to write a key of a shape; tables inside are written down to a depth.
fn values(key: &Key, depth: usize) -> Vec<String> {
    let mut ways = of_shape(key.name, &(key.shape)(), depth);
    ways.push("\"unknown\"".into());
    ways.push("{ undecided = \"what, who, by when\" }".into());
    if key.none {
        ways.push("\"none\"".into());
        ways.push("{ none = \"why\" }".into());
    }
    ways
}

fn of_shape(name: &str, shape: &str, depth: usize) -> Vec<String> {
    let one = |text: &str| vec![text.to_owned()];
    if let Some(member) = shape.strip_prefix("list of ") {
        let members = of_shape(name, member, depth);
        let list = format!("[{}, \"unknown\"]", members[0]);
        return [members, vec![list]].concat();
    }
    if let Some(kind) = shape.strip_prefix("→ ") {
        let id = id(kind, 1);
        let Some(depth) = depth.checked_sub(1) else { return vec![format!("\"{id}\"")] };
        let mut ways = vec![format!("\"{id}\""), format!("[\"{id}\", \"undecided\"]")];
        // What only such a use has comes before the entry's key of that name.
        let own = TABLES.iter().find(|(table, _)| {
            let names = table.strip_prefix("use of ").unwrap_or_default();
            names.split(", ").any(|one| one == name || (one == kind && kind == "instrument"))
        });
        let mut keys = own.map_or(vec![], |(_, keys)| keys());
        for key in Register::keys(kind).expect("a relation is to a kind") {
            if key.name != "only" && !keys.iter().any(|own| own.name == key.name) {
                keys.push(key);
            }
        }
        for key in keys {
            ways.push(format!("{{ {id} = {{ {} = {} }} }}", key.name, values(key, depth)[0]));
        }
        ways.push(format!("{{ own-name = {{ is = \"{id}\", only.when = \"at times\" }} }}"));
        return ways;
    }
    if let Some(rest) = shape.strip_prefix("table of ") {
        let (member, by) = rest.rsplit_once(" by ").expect("named by something");
        let member_name = match by {
            "place" => "DK",
            "EU, GB, CH" => "GB",
            _ => "own-name",
        };
        let member =
            if member.starts_with('→') { member.to_owned() } else { format!("table {member}") };
        return of_shape(name, &member, depth)
            .into_iter()
            .map(|value| format!("{{ {member_name} = {value} }}"))
            .collect();
    }
    if let Some(words) = shape.strip_prefix("one of ") {
        return words.split(", ").map(|word| format!("\"{word}\"")).collect();
    }
    if shape.starts_with("table ") {
        let keys = match shape {
            "table purpose" => Register::keys("purpose").expect("a kind"),
            _ => TABLES
                .iter()
                .find(|(name, _)| *name == shape)
                .unwrap_or_else(|| panic!("no {shape}"))
                .1(),
        };
        let Some(depth) = depth.checked_sub(1) else { return one("{}") };
        return keys
            .iter()
            .map(|key| format!("{{ {} = {} }}", key.name, values(key, depth)[0]))
            .collect();
    }
    if let Some(kind) = shape.strip_prefix("id of ") {
        return vec![format!("\"{}\"", id(kind, 1))];
    }
    match shape {
        "text" => vec!["\"words\"".into(), "{ en = \"words\", da = \"ord\" }".into()],
        "name" => one("\"Name\""),
        "string" => one("\"text\""),
        "bool" => vec!["true".into(), "false".into()],
        "number" => one("250"),
        "date" => one("2026-04-30"),
        "country" => one("\"DK\""),
        "place" => vec!["\"DK\"".into(), "\"EU\"".into(), "\"EEA\"".into(), "\"worldwide\"".into()],
        "term" => vec![
            "\"5 years after contract-end\"".into(),
            "\"none\"".into(),
            "\"indefinite\"".into(),
        ],
        "term, or table limits" => {
            [of_shape(name, "term", depth), of_shape(name, "table limits", depth)].concat()
        }
        "stage: term, or table" => {
            [of_shape(name, "term", depth), of_shape(name, "table stage", depth)].concat()
        }
        "bool or table marketing" => {
            [of_shape(name, "bool", depth), of_shape(name, "table marketing", depth)].concat()
        }
        other => panic!("no way is known to write a {other}"),
    }
}

/// An id of a kind that no other use has.
fn id(kind: &str, at: usize) -> String {
    match kind {
        "country" => {
            let letter = |at: usize| char::from(b'A' + u8::try_from(at % 26).expect("a letter"));
            [letter(at / 26 / 26 + 16), letter(at / 26), letter(at)].iter().skip(1).collect()
        }
        "version" => format!("{}-{:02}-01", 1900 + at / 12, at % 12 + 1),
        _ => format!("x{at}"),
    }
}
