//! A draft of a mapping: what each heading of a table means, by its words, or by what stands below it.

use std::fmt::Write as _;

use crate::{
    import::{
        Refusal, found::Says, headings::Headings, lexicon::Lexicon, place::looks_like, table::Sheet,
    },
    view::layouts::Fact,
};

/// How many cells of a column are looked at.
const SAMPLE: usize = 200;

pub(super) fn suggest(sheets: &[Sheet], headings: &Headings<'_>) -> Result<String, Refusal> {
    let lexicon = Lexicon::get();
    let mut text = String::from(
        "# What the headings of this table mean: `fact` is one of those of templates/layouts/README.md. A heading that\n\
         # stands here without one is kept, with all below it, in a note.\n\n[record]\n",
    );
    let (mut columns, mut is_empty) = (String::new(), true);
    let mut told: Vec<String> = Vec::new();
    for sheet in sheets {
        for (heading, cells) in headings.columns(sheet) {
            if told.contains(&heading) {
                continue;
            }
            is_empty = false;
            let _ = writeln!(
                columns,
                "\n[[record.column]]\nheading = {}",
                toml::Value::from(heading.as_str())
            );
            let sample: Vec<&str> = cells.iter().take(SAMPLE).copied().collect();
            match headings.meaning(&heading) {
                Some(Says::Fact(fact)) => {
                    let _ = writeln!(columns, "fact = \"{}\"", fact.word());
                }
                _ => match guess(&sample, lexicon) {
                    Some((fact, hits)) => {
                        let _ = writeln!(
                            columns,
                            "# {hits} of {} cells below it look like it\nfact = \"{}\"",
                            sample.len(),
                            fact.word()
                        );
                    }
                    None => {
                        let _ =
                            writeln!(columns, "unfillable = \"not known: it is kept in a note\"");
                    }
                },
            }
            told.push(heading);
        }
    }
    if is_empty {
        return Err(Refusal::new("it holds no table"));
    }
    text.push_str(&columns);
    Ok(text)
}

/// What most cells look like.
fn guess(cells: &[&str], lexicon: &Lexicon) -> Option<(Fact, usize)> {
    const FACTS: [Fact; 6] = [
        Fact::LegalBasis,
        Fact::Retention,
        Fact::DataSubjects,
        Fact::PersonalData,
        Fact::Measures,
        Fact::Transfers,
    ];
    let hits = FACTS
        .map(|fact| (fact, cells.iter().filter(|cell| looks_like(fact, cell, lexicon)).count()));
    hits.into_iter()
        .max_by_key(|(_, hits)| *hits)
        .filter(|(_, hits)| hits * 2 > cells.len() && *hits > 0)
}
