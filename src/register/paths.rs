//! The path of a place: `purpose.newsletter.legal-basis`. Waivers and reports speak of paths; rules only of places.

use std::collections::BTreeMap;

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use crate::source::{FileId, Sources, Span};

/// Finds the path of a place by reading the file's own text again: only for files that have findings.
#[derive(Debug)]
pub struct Paths<'s> {
    sources: &'s Sources,
    files: BTreeMap<FileId, Vec<Named>>,
}

/// Something named in a file, sorted by where it begins.
#[derive(Debug)]
struct Named {
    start: usize,
    end: usize,
    /// The one around it, by its place in the list; itself if there is none.
    around: usize,
    name: String,
}

impl<'s> Paths<'s> {
    /// Over these sources; nothing is read yet.
    pub fn new(sources: &'s Sources) -> Self {
        Self { sources, files: BTreeMap::new() }
    }

    /// The path of the innermost key or member whose name or value holds the place; empty for a file as a whole.
    pub fn of(&mut self, span: Span) -> String {
        let named = self.files.entry(span.file).or_insert_with(|| {
            let (table, _) = DeTable::parse_recoverable(&self.sources.file(span.file).text);
            let mut named = Vec::new();
            let text = &self.sources.file(span.file).text;
            collect(text, table.get_ref(), None, &mut named);
            let mut order: Vec<usize> = (0..named.len()).collect();
            order.sort_by_key(|at| (named[*at].start, std::cmp::Reverse(named[*at].end)));
            let mut places = vec![0; order.len()];
            for (place, at) in order.iter().enumerate() {
                places[*at] = place;
            }
            let mut sorted: Vec<Named> = Vec::with_capacity(named.len());
            for at in order {
                let one = &mut named[at];
                sorted.push(Named {
                    start: one.start,
                    end: one.end,
                    around: places[one.around],
                    name: std::mem::take(&mut one.name),
                });
            }
            sorted
        });
        let (start, end) = (span.start as usize, span.end as usize);
        let last = named.partition_point(|one| one.start <= start);
        // Keys and values never overlap in part, so the nearest one before that reaches far enough is innermost.
        let found = named[..last].iter().enumerate().rev().find(|(_, one)| one.end >= end);
        let Some((mut at, _)) = found else {
            return String::new();
        };
        let mut path = vec![named[at].name.as_str()];
        while named[at].around != at {
            at = named[at].around;
            path.push(&named[at].name);
        }
        path.reverse();
        path.join(".")
    }
}

fn collect(text: &str, table: &DeTable<'_>, around: Option<usize>, named: &mut Vec<Named>) {
    for (key, value) in table {
        let at = named.len();
        let key_span = key.span();
        let around = around.unwrap_or(at);
        let name = key.get_ref().to_string();
        named.push(Named { start: key_span.start, end: key_span.end, around, name: name.clone() });
        match value.get_ref() {
            DeValue::Table(inner) => {
                // Only a table in braces has a place of its own; any other is spread over its lines.
                if text[value.span().start..].starts_with('{') {
                    value_of(value, at, &name, named);
                }
                collect(text, inner, Some(at), named);
            }
            DeValue::Array(members) => {
                value_of(value, at, &name, named);
                for member in members {
                    if let DeValue::String(id) = member.get_ref() {
                        let own = named.len();
                        named.push(Named {
                            start: member.span().start,
                            end: member.span().end,
                            around: at,
                            name: id.to_string(),
                        });
                        debug_assert!(own > at);
                    }
                }
            }
            _ => value_of(value, at, &name, named),
        }
    }
}

/// The value is found under its key's name: it stands in for the key, so it hangs where the key hangs.
fn value_of(value: &Spanned<DeValue<'_>>, key: usize, name: &str, named: &mut Vec<Named>) {
    let around = if named[key].around == key { named.len() } else { named[key].around };
    named.push(Named {
        start: value.span().start,
        end: value.span().end,
        around,
        name: name.to_owned(),
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Layer;

    #[test]
    fn a_place_has_the_path_of_what_is_written_there() {
        let text = "[purpose.a]\nname = \"A\"\nlegal-basis.consent.given = \"so\"\nrecipients = [\"x\", \"y\"]\nsource = { unknown = \"why\" }\n";
        let mut sources = Sources::default();
        let file = sources.add("a.toml", text.into(), Layer::Register);
        let mut paths = Paths::new(&sources);
        for (place, path) in [
            ("a]", "purpose.a"),
            ("\"A\"", "purpose.a.name"),
            ("consent", "purpose.a.legal-basis.consent"),
            ("\"so\"", "purpose.a.legal-basis.consent.given"),
            ("\"y\"", "purpose.a.recipients.y"),
            ("[\"x\", \"y\"]", "purpose.a.recipients"),
            ("{ unknown = \"why\" }", "purpose.a.source"),
            ("\"why\"", "purpose.a.source.unknown"),
        ] {
            let start = text.find(place).expect("a place of the text");
            let len = if place == "a]" { 1 } else { place.len() };
            let at = |byte: usize| u32::try_from(byte).expect("a short text");
            let span = Span { file, start: at(start), end: at(start + len) };
            assert_eq!(paths.of(span), path);
        }
    }
}
