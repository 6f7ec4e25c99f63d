//! `ropa coverage`: what is answered of the articles that list what people are told and what is on record.

mod data;
mod tables;

use std::io::Write;

use anyhow::{Result, bail};

use crate::{
    cli::{
        Global, Outcome,
        coverage::tables::Tables,
        explain::{HEADING, write_words},
        input::Input,
        stdout, tell, width,
    },
    coverage::{self, Letter},
    lint::Strictness,
    register::mistakes::meant,
    report::{count, write_json},
    rules::Context,
};

/// Show letter by letter what is answered of Art. 13, 14, 15 and 30
///
/// Art. 13 and 14 list what people must be told, Art. 15 what they may ask, Art. 30 what must be on record
/// of the organisation's own purposes and of its services for others. For each letter: met, and by which
/// line; doubtful, if a warning says that the answer may not do; open, if it is said to be unknown or
/// undecided; missing, with the rule that says so and what to write; or not applicable, and why.
///
/// What is waived is missing all the same.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  ropa coverage
  ropa coverage --purpose newsletter
  ropa coverage --format markdown > coverage.md
  ropa coverage --format csv > coverage.csv     a line a letter, purpose and lack

Exit status: 0 also if something is missing; `ropa check` is there to fail.")]
pub(super) struct Coverage {
    /// Only this purpose, and what concerns the organisation
    #[arg(long, value_name = "ID")]
    purpose: Option<String>,
    /// How to print it
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

#[derive(Clone, Copy, Default, clap::ValueEnum)]
enum Format {
    /// For people
    #[default]
    Terminal,
    /// The same as a page
    Markdown,
    /// For a spreadsheet
    Csv,
    /// For programs: everything that is known of each letter
    Json,
}

impl Coverage {
    pub(super) fn run(&self, global: &Global) -> Result<Outcome> {
        let input = Input::read(global)?;
        let cx = Context::new(&input.register, &input.settings, input.today);
        self.check_purpose(&cx)?;
        let findings = input.judge(Strictness::default());
        let letters = coverage::of(&cx, &findings, self.purpose.as_deref());
        let mut out = stdout();
        match self.format {
            Format::Json => write_json(&data::of(input, &letters), &mut out)?,
            Format::Csv => Tables::new(input).rows(&letters).write(true, &mut out)?,
            Format::Terminal => self.write(input, &cx, &letters, false, &mut out)?,
            Format::Markdown => self.write(input, &cx, &letters, true, &mut out)?,
        }
        out.flush()?;
        if input.is_broken() {
            tell("something could not be read, and is not counted: `ropa check` shows what");
        }
        Ok(Outcome::Fine)
    }

    /// Only active purposes are judged.
    fn check_purpose(&self, cx: &Context<'_>) -> Result<()> {
        let Some(id) = &self.purpose else { return Ok(()) };
        if cx.purposes().any(|purpose| purpose.id == **id) {
            return Ok(());
        }
        if cx.register.declares("purpose", id) {
            bail!("purpose `{id}` is not active, and only active ones are judged");
        }
        let ids: Vec<_> = cx.purposes().map(|purpose| purpose.id.as_str()).collect();
        match meant(id, ids) {
            Some(meant) => bail!("there is no purpose `{id}`: did you mean `{meant}`?"),
            None => bail!("there is no purpose `{id}`: `ropa show purpose` lists them"),
        }
    }

    /// What is judged, in words.
    fn judged(&self, cx: &Context<'_>) -> String {
        let purposes = count(cx.purposes().count(), "active purpose");
        match (&self.purpose, cx.services().count()) {
            (Some(_), _) => "1 purpose and the organisation".to_owned(),
            (None, 0) => purposes,
            (None, services) => format!("{purposes} and {}", count(services, "service")),
        }
    }

    /// For people: the articles in figures, what is not met, then every letter.
    fn write(
        &self,
        input: &Input,
        cx: &Context<'_>,
        letters: &[Letter<'_>],
        page: bool,
        out: &mut dyn Write,
    ) -> Result<()> {
        let mut tables = Tables::new(input);
        if page {
            writeln!(out, "# Coverage\n")?;
        }
        writeln!(out, "{}, judged on {}.\n", self.judged(cx), cx.today)?;
        let parts = [
            ("", tables::summary(letters)),
            ("Not met", tables.lacking(letters)),
            ("Letter by letter", tables.detail(letters, page)),
        ];
        for (words, table) in parts {
            if table.is_empty() {
                continue;
            }
            match (words, page) {
                ("", _) => {}
                (_, true) => writeln!(out, "\n## {words}\n")?,
                (_, false) => writeln!(out, "\n{HEADING}{words}{HEADING:#}\n")?,
            }
            if page {
                table.write_markdown(out)?;
            } else {
                table.write(false, out)?;
            }
            if let ("", Some(sentence)) = (words, tables::supposed(letters)) {
                writeln!(out)?;
                let width = width().filter(|_| !page).unwrap_or(usize::MAX);
                write_words(&sentence, width, out)?;
            }
        }
        Ok(())
    }
}
