//! What files say, entry by entry, a fact a line, in an order of its own: however a file is laid out, the same facts are
//! the same text. Two such texts compared line by line show what changed in substance.

use std::io;

use serde_json::Value;

use crate::{
    register::{
        Register,
        parts::{Part, Parts, Said},
    },
    report::visible,
    source::Sources,
};

/// Writes the entries of a register that was [read as it is written](crate::register::read_as_written). An entry's line
/// begins in the first column, as git wants it for the head of a hunk; its facts stand indented below.
///
/// # Errors
/// If the stream can't be written.
pub fn write(register: &Register, sources: &Sources, out: &mut dyn io::Write) -> io::Result<()> {
    let rank = |kind: &str| Register::KINDS.iter().position(|known| *known == kind);
    let mut entries = register.spans(|_| true);
    entries.sort_by_key(|(kind, id, _)| (rank(kind), id.as_str()));
    for (at, (kind, id, _)) in entries.into_iter().enumerate() {
        let mut parts = Parts::new(sources);
        register.visit_entry(kind, id.as_str(), &mut parts);
        let mut facts = Vec::new();
        for key in &parts.keys {
            of_part(key, "", &mut facts);
        }
        facts.sort();
        let name = match id.as_str() {
            "default" => format!("default.{kind}"),
            id if id == kind => id.to_owned(),
            id => format!("{kind}.{id}"),
        };
        writeln!(out, "{}{}", if at == 0 { "" } else { "\n" }, visible(&name))?;
        for fact in facts {
            let mut lead = "  ";
            for line in fact.lines() {
                writeln!(out, "{lead}{}", visible(line))?;
                lead = "      ";
            }
        }
    }
    Ok(())
}

fn of_part(part: &Part, around: &str, facts: &mut Vec<String>) {
    let path = format!("{around}{}", part.name);
    // A use of an entry, or of the default, that says no more than what its name says.
    let is_named = |value: &Value| *value == *part.name;
    let is_use = |said: &Said| said.refers.is_some() || said.value == *"default";
    let mut says_more = false;
    for said in part.said.iter().filter(|said| !(is_use(said) && is_named(&said.value))) {
        of_value(&said.value, &path, facts);
        says_more = true;
    }
    // A term that stands where an entry is used is its own name.
    let is_term = |inner: &&Part| matches!(&*inner.said, [said] if inner.parts.is_empty() && is_named(&said.value));
    for inner in part.parts.iter().filter(|inner| !is_term(inner)) {
        of_part(inner, &format!("{path}."), facts);
        says_more = true;
    }
    if !says_more {
        facts.push(path);
    }
}

fn of_value(value: &Value, path: &str, facts: &mut Vec<String>) {
    match value {
        Value::String(text) => facts.push(format!("{path}: {text}")),
        Value::Object(members) => {
            for (name, value) in members {
                // Plain words beside those in a language have no name.
                let path = if name.is_empty() { path } else { &format!("{path}.{name}") };
                of_value(value, path, facts);
            }
        }
        other => facts.push(format!("{path}: {other}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{register::read_as_written, source::Layer};

    fn facts(text: &str) -> String {
        let mut sources = Sources::default();
        sources.add("a.toml", text.as_bytes().to_vec(), Layer::Register);
        let (register, found) = read_as_written(&sources);
        assert!(found.is_empty(), "{found:#?}");
        let mut out = Vec::new();
        write(&register, &sources, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn the_same_facts_are_the_same_text() {
        let one = "# news\n[purpose.news]\nname = \"News\"\nrecipients = [\"mail\", \"default\"]\n\
                   retention = \"2 years after last-contact\"\n[default.purpose]\nsource = \"data-subject\"\n";
        let other = "default.purpose.source = [\"data-subject\"]\r\n[purpose]\r\nnews = { recipients = { default = {}, mail = {} }, \
                     retention = '2 years after last-contact', name = 'News' }\r\n";
        let expected = "default.purpose\n  source.data-subject\n\n\
                        purpose.news\n  name: News\n  recipients.default\n  recipients.mail\n  \
                        retention.2 years after last-contact\n";
        assert_eq!(facts(one), expected);
        assert_eq!(facts(other), expected);
    }

    #[test]
    fn every_language_and_line_is_told_and_nothing_steers_a_terminal() {
        let text = "[purpose.news]\nname = { en = \"News\", da = \"Nyt\" }\n\
                    description = \"\"\"one\\u001b[31m\n\ntwo\"\"\"\nretention = { unknown = \"we ask\" }\n";
        let expected = "purpose.news\n  description: one␛[31m\n      \n      two\n  name.da: Nyt\n  name.en: News\n  \
                        retention.unknown: we ask\n";
        assert_eq!(facts(text), expected);
    }
}
