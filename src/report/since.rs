//! What the public is told of what changed since an earlier edition, and that edition's entry, ready to paste.

use std::{fmt::Write as _, io};

use chrono::NaiveDate;
use serde::Serialize;
use serde_json::{Map, Value};

use crate::{
    document::{escape::write_markdown, wrap::wrap},
    report::{changes::Format, visible, write_json},
};

/// The text in one language.
#[derive(Debug)]
pub struct Told {
    /// The language's code.
    pub code: String,
    /// Its heading: "What changed since 20 February 2024".
    pub title: String,
    /// Its sentences; if nothing changed, the one that says so.
    pub sentences: Vec<String>,
}

/// The text in every language of the documents.
#[derive(Debug)]
pub struct Since {
    /// The edition that it begins with, or how the revision is called that it was asked to begin with.
    pub since: String,
    /// The day of the new edition; none, if nothing changed that would need one.
    pub day: Option<NaiveDate>,
    /// The first language first.
    pub told: Vec<Told>,
    /// The columns of the terminal.
    pub width: usize,
}

#[derive(Serialize)]
struct Shape<'a> {
    version: u8,
    since: &'a str,
    /// By language, the sentences.
    languages: Map<String, Value>,
}

impl Since {
    /// Writes it.
    ///
    /// # Errors
    /// If the stream can't be written.
    pub fn write(&self, format: Format, out: &mut dyn io::Write) -> io::Result<()> {
        match format {
            Format::Terminal => out.write_all(self.terminal().as_bytes()),
            Format::Markdown => out.write_all(self.markdown().as_bytes()),
            Format::Json => self.json(out),
        }
    }

    fn terminal(&self) -> String {
        let mut text = String::new();
        for told in &self.told {
            wrap(&mut text, &visible(&told.title), ("", ""), self.width);
            for sentence in &told.sentences {
                wrap(&mut text, &visible(sentence), ("- ", "  "), self.width);
            }
            text.push('\n');
        }
        if let Some(entry) = self.entry() {
            text.push_str("As an edition of the register:\n\n");
            text.push_str(&visible_lines(&entry));
        }
        text
    }

    fn markdown(&self) -> String {
        let mut text = String::new();
        for told in &self.told {
            if !text.is_empty() {
                text.push('\n');
            }
            text.push_str("### ");
            write_markdown(&mut text, &told.title);
            text.push_str("\n\n");
            for sentence in &told.sentences {
                text.push_str("- ");
                write_markdown(&mut text, sentence);
                text.push('\n');
            }
        }
        text
    }

    fn json(&self, out: &mut dyn io::Write) -> io::Result<()> {
        let sentences = |told: &Told| (told.code.clone(), Value::from(told.sentences.clone()));
        let languages = self.told.iter().map(sentences).collect();
        write_json(&Shape { version: 1, since: &self.since, languages }, out)
    }

    /// The register's entry for the new edition; none, if nothing changed.
    fn entry(&self) -> Option<String> {
        let day = self.day?;
        let mut entry = format!("[version.{day}]\n");
        for told in &self.told {
            let language = match &self.told[..] {
                [_] => String::new(),
                _ => format!(".{}", told.code),
            };
            let words = toml::Value::from(told.sentences.join(" "));
            writeln!(entry, "changes{language} = {words}")
                .expect("a string takes all that is written to it");
        }
        Some(entry)
    }
}

fn visible_lines(text: &str) -> String {
    text.lines().map(|line| visible(line).into_owned() + "\n").collect()
}
