//! `ropa init` on a terminal: plain questions, each of which may be skipped. The answers are a table like any other, and
//! are read as an import reads one.

use std::io::{self, BufRead};

use anyhow::{Result, anyhow};

use crate::{
    cli::law_alone,
    import::{self, Asked, Format, Imported},
    language::Language,
    report::visible,
};

/// What is asked about the organisation: the heading under which the answer is read, the question, an example.
const ORGANISATION: [(&str, &str, &str); 5] = [
    ("Controller", "What is your organisation called?", "Østerby Chess Club"),
    ("Address", "Its address, with the country at the end?", "Havnegade 4, 9000 Aalborg, Denmark"),
    (
        "E-mail",
        "At which e-mail address do people reach you about their data?",
        "board@example.org",
    ),
    (
        "Data protection officer",
        "Who is your data protection officer? If you have none, say none and why.",
        "none, a small club",
    ),
    ("Website", "Your website?", "https://example.org"),
];

/// What is asked about each purpose.
const PURPOSE: [(&str, &str, &str); 11] = [
    ("Processing activity", "What do you use personal data for? A short name.", "Membership"),
    ("Purpose", "Tell people in a sentence why.", "To run the club and collect the subscription."),
    ("Data subjects", "Whose data are they?", "members, volunteers"),
    ("Personal data", "Which data?", "name, e-mail, date of birth"),
    (
        "Legal basis",
        "What allows it? consent, contract, legal obligation, vital interests, public task or legitimate interests.",
        "contract",
    ),
    (
        "Legitimate interests",
        "If it is your legitimate interests: which?",
        "keeping the club room safe",
    ),
    ("Source", "Where do the data come from?", "the person concerned"),
    (
        "Recipients",
        "Who else gets them? Companies with their country and role; or none.",
        "Postkit Inc. (processor, USA)",
    ),
    ("Retention", "How long do you keep them?", "6 months after the end of membership"),
    ("Measures", "How are they protected?", "access control, backups"),
    ("Automated decisions", "Do machines alone decide about people?", "no"),
];

/// Asks, and reads the answers.
pub(super) fn interview(
    answers: &mut impl BufRead,
    questions: &mut impl io::Write,
) -> Result<Imported> {
    let mut interview = Interview { answers, questions, is_over: false };
    interview.say(
        "A few questions. Press Enter to skip one: what is skipped is only reported as missing.\n",
    )?;
    let codes: Vec<&str> = Language::codes().collect();
    let language = interview
        .ask(&format!("In which language are your documents, {}?", codes.join(" or ")), codes[0])?;
    let language =
        language.filter(|code| codes.contains(&&**code)).unwrap_or_else(|| codes[0].to_owned());
    let mut table = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    for (heading, question, example) in ORGANISATION {
        if let Some(answer) = interview.ask(question, example)? {
            table.write_record([&format!("{heading}:"), &answer])?;
        }
    }
    table.write_record(PURPOSE.map(|(heading, ..)| heading))?;
    loop {
        let mut row = Vec::new();
        for (heading, question, example) in PURPOSE {
            // Only whoever rests on interests has some.
            let asks = heading != "Legitimate interests"
                || row
                    .last()
                    .is_some_and(|basis: &String| basis.to_lowercase().contains("interest"));
            let answer = if asks { interview.ask(question, example)? } else { None };
            if row.is_empty() && answer.is_none() {
                break;
            }
            row.push(answer.unwrap_or_default());
        }
        if row.is_empty() {
            break;
        }
        table.write_record(&row)?;
        interview.say("\nAnother purpose? Press Enter if that was all.\n")?;
    }
    let bytes = table.into_inner().map_err(|_| anyhow!("the answers can't be written down"))?;
    let known = law_alone();
    let asked = Asked {
        format: Format::Csv,
        layouts: &[],
        mapping: None,
        language: Some(&language),
        known: &known,
    };
    Ok(import::import(&bytes, &asked)?)
}

struct Interview<'a, A, Q> {
    answers: &'a mut A,
    questions: &'a mut Q,
    /// Whether nobody answers any more.
    is_over: bool,
}

impl<A: BufRead, Q: io::Write> Interview<'_, A, Q> {
    fn say(&mut self, words: &str) -> io::Result<()> {
        self.questions.write_all(words.as_bytes())?;
        self.questions.flush()
    }

    /// An answer; none, if the question is skipped.
    fn ask(&mut self, question: &str, example: &str) -> io::Result<Option<String>> {
        if self.is_over {
            return Ok(None);
        }
        self.say(&format!("\n{question}\n  for example: {example}\n> "))?;
        let mut answer = String::new();
        self.is_over = self.answers.read_line(&mut answer)? == 0;
        let answer = visible(answer.trim()).into_owned();
        Ok(Some(answer).filter(|answer| !answer.is_empty()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answered(answers: &str) -> Imported {
        interview(&mut answers.as_bytes(), &mut Vec::new()).unwrap()
    }

    #[test]
    fn answers_become_a_register() {
        let text = answered(
            "en\nOtter Club\n1 Weir Lane, Galway, Ireland\nclub@otter.example\nnone, a small club\n\n\
             Membership\nTo run the club.\nmembers\nname, e-mail\nlegitimate interests\nrunning the club\n\
             the person concerned\nnone\n6 months after the end of membership\nbackups\nno\n\n",
        )
        .draft
        .text();
        for line in [
            "name = \"Otter Club\"",
            "data-protection-officer.none = \"a small club\"",
            "country = \"IE\"",
            "data-subjects = \"member\"",
            "personal-data = [\"name\", \"email\"]",
            "legal-basis.legitimate-interests.interest = \"running the club\"",
            "source = \"data-subject\"",
            "recipients = \"none\"",
            "retention = \"6 months after membership-end\"",
            "measures = \"backups\"",
            "automated-decisions = \"none\"",
        ] {
            assert!(text.contains(line), "{line}\n{text}");
        }
    }

    #[test]
    fn everything_may_be_skipped() {
        for answers in ["", "\n\n\n\n\n\n\n", "xx\n\n\n\n\n\nLetters\n"] {
            let imported = answered(answers);
            assert_eq!(imported.language, "en");
            assert_eq!(imported.report.kept().count(), 0, "{answers:?}");
        }
    }
}
