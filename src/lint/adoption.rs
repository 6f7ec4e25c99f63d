//! Adopting ropa for a register that has grown without it: what stands on that day is put off, so that only
//! what is new counts from then on.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::{
    finding::Finding,
    lint::fixes::is_toml,
    register::{Register, paths::Paths},
    rules::waivers,
    settings::Settings,
    source::Sources,
};

/// The waivers, as text for the end of the settings' file, and how many findings they put off.
#[derive(Debug)]
pub struct PutOff {
    /// Tables of TOML, one a rule; empty if nothing is put off.
    pub text: String,
    /// Findings.
    pub findings: usize,
}

/// A waiver for each rule of which something stands, with the entries where it does, one a line: in a
/// difference each mended entry is a line less. What can't be waived is passed over.
pub fn put_off(
    sources: &Sources,
    register: &Register,
    settings: &Settings,
    findings: &[Finding],
    today: NaiveDate,
    until: NaiveDate,
) -> PutOff {
    let mut paths = Paths::new(sources);
    let mut by_rule: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    let mut number = 0;
    for finding in findings.iter().filter(|finding| can_be_put_off(finding)) {
        by_rule.entry(finding.rule.name).or_default().insert(paths.of(finding.span()));
        number += 1;
    }
    let is_taken = |id: &str| {
        settings.waiver.get().is_some_and(|table| table.get(id).is_some())
            || register.waivers.get(id).is_some()
    };
    let waivers = by_rule.iter().map(|(rule, entries)| {
        let id = free(&format!("adopted-{rule}"), is_taken);
        waiver(&id, rule, entries, today, until)
    });
    PutOff { text: waivers.collect(), findings: number }
}

/// Whether waivers can stand at the end of a settings' file. Not if it is broken, or has its waivers in braces.
pub fn can_end(settings: &str, waivers: &str) -> bool {
    is_toml(&format!("{settings}\n{waivers}"))
}

/// A waiver of waivers that ended would put off for ever.
fn can_be_put_off(finding: &Finding) -> bool {
    finding.waived.is_none() && !finding.rule.fixed && !waivers::is_about_waivers(finding.rule)
}

/// The id, or the id with the first number behind it that nobody has.
fn free(id: &str, is_taken: impl Fn(&str) -> bool) -> String {
    let numbered = (2..).map(|number| format!("{id}-{number}"));
    std::iter::once(id.to_owned())
        .chain(numbered)
        .find(|id| !is_taken(id))
        .expect("there are more numbers than waivers")
}

fn waiver(
    id: &str,
    rule: &str,
    entries: &BTreeSet<String>,
    today: NaiveDate,
    until: NaiveDate,
) -> String {
    let entry = if entries.contains("") {
        // It is about a file as a whole, which has no path.
        String::new()
    } else {
        let lines: Vec<_> =
            outermost(entries).map(|path| format!("    {}", quoted(path))).collect();
        format!("entry = [\n{},\n]\n", lines.join(",\n"))
    };
    format!(
        "\n[waiver.{id}]\nrule = \"{rule}\"\n{entry}\
         reason = \"stood already when ropa was adopted on {today}; still to be looked at\"\n\
         until = {until}\n"
    )
}

/// Paths without those that lie below another.
fn outermost(entries: &BTreeSet<String>) -> impl Iterator<Item = &str> {
    entries.iter().map(String::as_str).filter(|entry| {
        let above = entry.match_indices('.').map(|(at, _)| &entry[..at]);
        !above.into_iter().any(|path| entries.contains(path))
    })
}

/// A string as TOML writes it.
fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_below_another_is_covered_by_it() {
        let entries = ["purpose.a", "purpose.a.name", "purpose.ab", "x"].map(str::to_owned);
        let entries = BTreeSet::from(entries);
        assert_eq!(outermost(&entries).collect::<Vec<_>>(), ["purpose.a", "purpose.ab", "x"]);
    }

    #[test]
    fn an_id_that_is_taken_gets_a_number() {
        assert_eq!(free("a", |_| false), "a");
        assert_eq!(free("a", |id| matches!(id, "a" | "a-2")), "a-3");
    }
}
