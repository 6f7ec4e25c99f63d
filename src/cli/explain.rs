//! `ropa explain`: a rule's page, or what an article asks for. Offline, from the program itself.

use std::io::Write;

use anyhow::{Result, bail};
use clap::builder::styling::{AnsiColor, Style};

use crate::{
    cli::{Outcome, documents::every_rule, stdout, width},
    finding::{Rule, cited},
    law,
    register::{self, Register, articles::Article, entry::Entry, mistakes::meant},
    rules::family_of,
    source::Sources,
};

pub(super) const HEADING: Style = Style::new().bold();
const EXAMPLE: Style = AnsiColor::Cyan.on_default();

/// Longer lines tire the eye.
const WIDEST: usize = 90;

/// Explain a rule, or an article of the law: why, with a bad and a good example
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  ropa explain missing-legal-basis
  ropa explain 13.1.c               what Art. 13(1)(c) asks for, and the rules behind it
  ropa explain 'Art. 30'")]
pub(super) struct Explain {
    /// The name of a rule, as `ropa rules` lists them, or an article
    #[arg(required = true)]
    name: Vec<String>,
}

impl Explain {
    pub(super) fn run(&self) -> Result<Outcome> {
        let name = self.name.join(" ");
        let mut out = stdout();
        if let Some(rule) = every_rule().find(|rule| rule.name == name) {
            explain_rule(rule, &mut out)?;
            out.flush()?;
            return Ok(Outcome::Fine);
        }
        let mut sources = Sources::default();
        law::add_to(&mut sources);
        let (register, _) = register::read(&sources);
        if !explain_article(&name, &register, &mut out)? {
            let cited = register.articles.all().filter_map(|article| article.cite.get());
            let known = every_rule().map(|rule| rule.name).chain(cited.map(|cite| &**cite));
            match meant(&name, known) {
                Some(meant) => {
                    bail!("there is no rule or article `{name}`: did you mean `{meant}`?")
                }
                None => bail!("there is no rule or article `{name}`: `ropa rules` lists the rules"),
            }
        }
        out.flush()?;
        Ok(Outcome::Fine)
    }
}

fn explain_rule(rule: &'static Rule, out: &mut dyn Write) -> Result<()> {
    let Rule { name, summary, docs, since, limit, .. } = rule;
    let (title, page) =
        match docs.trim_start().strip_prefix("# ").and_then(|docs| docs.split_once('\n')) {
            Some((title, page)) => (title, page),
            None => (*summary, *docs),
        };
    writeln!(out, "{HEADING}{title}{HEADING:#}\n")?;
    write!(out, "{HEADING}{name}{HEADING:#}: {}", rule.level.name())?;
    let articles: Vec<_> = rule.cited().collect();
    if !articles.is_empty() {
        write!(out, ", asked by {}", articles.join(", "))?;
    }
    if let Some(family) = family_of(rule) {
        write!(out, ", of the family {}", family.name)?;
    }
    writeln!(out, ", since ropa {since}\n")?;
    write_page(page, width().unwrap_or(WIDEST).min(WIDEST), out)?;
    if rule.fixed {
        writeln!(
            out,
            "\nIt can't be turned off or waived: what could not be read can't be judged."
        )?;
        return Ok(());
    }
    writeln!(out, "\n{HEADING}To wait with it{HEADING:#}\n")?;
    writeln!(out, "Say in `ropa.toml` where, why, and until when:\n")?;
    write_example(
        &format!(
            "[waiver.some-name]\nrule = \"{name}\"\nentry = \"purpose.newsletter\"\n\
             reason = \"what is being done about it, and by whom\"\nuntil = 2027-06-30"
        ),
        out,
    )?;
    writeln!(out, "\nOr change its level for the whole register, also in `ropa.toml`:\n")?;
    write_example(&format!("[rules]\n{name} = \"note\""), out)?;
    let Some(limit) = limit else { return Ok(()) };
    writeln!(out, "\nIt counts up to {limit}. For another number:\n")?;
    write_example(&format!("[rules]\n{name} = {{ limit = \"{limit}\" }}"), out)
}

/// A page of Markdown as a terminal shows it best: headings stand out, words fill the lines, and
/// examples are indented.
fn write_page(page: &str, width: usize, out: &mut dyn Write) -> Result<()> {
    let (mut words, mut in_example) = (String::new(), false);
    for line in page.trim().lines() {
        let is_fence = line.starts_with("```");
        let ends_words =
            is_fence || in_example || line.trim().is_empty() || line.starts_with(['#', '-']);
        if ends_words {
            write_words(&words, width, out)?;
            words.clear();
        }
        if is_fence {
            in_example = !in_example;
        } else if in_example {
            write_example(line, out)?;
        } else if line.starts_with('#') {
            writeln!(out, "{HEADING}{}{HEADING:#}", line.trim_start_matches('#').trim())?;
        } else if line.trim().is_empty() {
            writeln!(out)?;
        } else {
            words.push_str(line);
            words.push(' ');
        }
    }
    write_words(&words, width, out)
}

pub(super) fn write_words(words: &str, width: usize, out: &mut dyn Write) -> Result<()> {
    let mut line = String::new();
    for word in words.split_whitespace() {
        if !line.is_empty() && line.chars().count() + 1 + word.chars().count() > width {
            writeln!(out, "{line}")?;
            line.clear();
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    if !line.is_empty() {
        writeln!(out, "{line}")?;
    }
    Ok(())
}

fn write_example(text: &str, out: &mut dyn Write) -> Result<()> {
    for line in text.split('\n') {
        let indent = if line.is_empty() { "" } else { "    " };
        writeln!(out, "{indent}{EXAMPLE}{line}{EXAMPLE:#}")?;
    }
    Ok(())
}

/// What the article asks for, and each of its paragraphs, with the rules that cite them; `false` if
/// neither the law's data nor a rule knows it.
fn explain_article(name: &str, register: &Register, out: &mut dyn Write) -> Result<bool> {
    let asked = parts(name);
    let within = |cite: &str| !asked.is_empty() && parts(cite).starts_with(&asked);
    let articles = register
        .articles
        .all()
        .filter(|article| article.cite.get().is_some_and(|cite| within(cite)));
    let articles: Vec<&Entry<Article>> = articles.collect();
    let rules = every_rule().filter(|rule| rule.articles.iter().any(|cite| within(cite)));
    let rules: Vec<&Rule> = rules.collect();
    for article in &articles {
        let (Some(cite), Some(asks)) = (article.cite.get(), article.asks.get()) else {
            continue;
        };
        writeln!(out, "{HEADING}{}{HEADING:#}: {}", cited(cite), asks.any())?;
    }
    if !articles.is_empty() && !rules.is_empty() {
        writeln!(out)?;
    }
    if !rules.is_empty() {
        writeln!(out, "{HEADING}Checked by{HEADING:#}")?;
        for rule in &rules {
            let cited: Vec<_> = rule.cited().collect();
            writeln!(out, "    {} ({}): {}", rule.name, cited.join(", "), rule.summary)?;
        }
    }
    Ok(!articles.is_empty() || !rules.is_empty())
}

/// An article however it is written: `Art. 13(1)(c)`, `13.1.c` and `gdpr-13-1-c` are the same.
fn parts(cite: &str) -> Vec<String> {
    let words = cite.split(|char: char| !char.is_alphanumeric()).filter(|part| !part.is_empty());
    words
        .map(str::to_lowercase)
        .skip_while(|word| matches!(word.as_str(), "art" | "article" | "gdpr"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_is_known_in_every_way_of_writing_it() {
        let c = ["13", "1", "c"];
        for name in ["13(1)(c)", "Art. 13(1)(c)", "article 13 (1) (c)", "13.1.c", "gdpr-13-1-C"] {
            assert_eq!(parts(name), c, "{name}");
        }
        assert_eq!(parts("ePrivacy 5(3)"), ["eprivacy", "5", "3"]);
        assert_eq!(parts("Art."), Vec::<String>::new());
    }

    #[test]
    fn a_page_keeps_its_words_and_loses_its_marks() {
        let mut out = Vec::new();
        let page =
            "## A title\n\nSome words\nof a text.\n- one\n- two\n\n```toml\na = 1\n\nb = 2\n```\n";
        write_page(page, 10, &mut out).unwrap();
        let text = String::from_utf8(anstream::adapter::strip_bytes(&out).into_vec()).unwrap();
        assert_eq!(
            text,
            "A title\n\nSome words\nof a text.\n- one\n- two\n\n    a = 1\n\n    b = 2\n"
        );
    }
}
