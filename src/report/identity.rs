//! What a finding is, whatever line it stands on: whoever keeps a list of alerts knows it again by this.

use std::collections::BTreeMap;

use crate::{finding::Finding, register::paths::Paths, report::Report};

/// A finding, the entry that it belongs to, and how it is known again.
pub(super) struct Identified<'f> {
    pub(super) finding: &'f Finding,
    /// `purpose.newsletter.legal-basis`; empty for a file as a whole.
    pub(super) entry: String,
    /// Sixteen hexadecimal digits. They stay when lines or whole entries move, and when ropa words its message
    /// otherwise; no two findings of a report have the same.
    pub(super) fingerprint: String,
}

/// Every finding of the report, waived ones too: what is waived must not change how its twins are known.
pub(super) fn identified<'f>(report: &Report<'f>) -> Vec<Identified<'f>> {
    let mut paths = Paths::new(report.sources);
    let mut twins: BTreeMap<String, usize> = BTreeMap::new();
    let identify = |finding: &'f Finding| {
        let entry = paths.of(finding.span());
        let file = &report.sources.file(finding.span().file).path;
        let place = if entry.is_empty() { file } else { &entry };
        let subject = names(&finding.message).collect::<Vec<_>>().join("`");
        let key = [finding.rule.name, place, &subject].join("\n");
        let before = twins.entry(key.clone()).or_default();
        let fingerprint = format!("{:016x}", hash(&format!("{key}\n{before}")));
        *before += 1;
        Identified { finding, entry, fingerprint }
    };
    report.findings.iter().map(identify).collect()
}

/// What a message speaks of: it stands in backticks, in every message.
fn names(message: &str) -> impl Iterator<Item = &str> {
    message.split('`').skip(1).step_by(2)
}

/// FNV-1a of 64 bits: the same in every version of ropa and of Rust.
fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        report::tests::RULE,
        source::{Layer, Sources, Span},
    };

    /// The fingerprints of findings at these words of a text.
    fn fingerprints(text: &str, places: &[(&str, &str)]) -> Vec<String> {
        let mut sources = Sources::default();
        let file = sources.add("a.toml", text.into(), Layer::Register);
        let findings: Vec<_> = places
            .iter()
            .map(|(place, message)| {
                let start = u32::try_from(text.find(place).unwrap()).unwrap();
                let end = start + u32::try_from(place.len()).unwrap();
                RULE.at(Span { file, start, end }, *message)
            })
            .collect();
        let report =
            Report { sources: &sources, findings: &findings, read: String::new(), width: None };
        identified(&report).into_iter().map(|one| one.fingerprint).collect()
    }

    #[test]
    fn the_hash_is_the_published_one() {
        assert_eq!(hash(""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(hash("foobar"), 0x8594_4171_f739_67e8);
    }

    #[test]
    fn a_finding_is_known_again_on_another_line_and_in_other_words() {
        let before = fingerprints(
            "[purpose.a]\nname = \"A\"\n",
            &[("a]", "purpose `a` names no legal basis")],
        );
        let after = fingerprints(
            "# moved\n[purpose.b]\n\n[purpose.a]\nname = \"A\"\n",
            &[("a]", "there is no legal basis for `a`")],
        );
        assert_eq!(before, after);
    }

    #[test]
    fn no_two_findings_are_taken_for_each_other() {
        let text = "[purpose.a]\nname = \"A\"\n[purpose.b]\nname = \"B\"\n";
        let mut all = fingerprints(
            text,
            &[
                ("a]", "`x` is vague"),
                ("a]", "`y` is vague"),
                ("a]", "`y` is vague"),
                ("b]", "`x` is vague"),
                ("\"A\"", "`x` is vague"),
            ],
        );
        all.sort();
        all.dedup();
        assert_eq!(all.len(), 5);
    }
}
