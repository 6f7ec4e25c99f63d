//! `ropa rules`: everything that can be found.

use std::io::Write as _;

use anyhow::Result;
use serde_json::json;

use crate::{
    cli::{Outcome, documents::every_rule, stdout, table::Table},
    report::write_json,
    rules::family_of,
};

/// List everything that `ropa check` can find, with its level and the articles behind it
///
/// `ropa explain NAME` tells more about one of them.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  ropa rules
  ropa rules | grep 'Art. 13'
  ropa rules --format json")]
pub(super) struct Rules {
    /// How to print them
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

#[derive(Clone, Copy, Default, clap::ValueEnum)]
enum Format {
    /// For people: a line a rule
    #[default]
    Table,
    /// For programs, with each rule's family
    Json,
}

impl Rules {
    pub(super) fn run(&self) -> Result<Outcome> {
        let mut out = stdout();
        match self.format {
            Format::Table => {
                let mut table = Table::new(["rule", "level", "asked by", "finds"]);
                for rule in every_rule() {
                    let articles: Vec<_> = rule.cited().collect();
                    table.add([rule.name, rule.level.name(), &articles.join(", "), rule.summary]);
                }
                table.write(false, &mut out)?;
            }
            Format::Json => {
                let rules = every_rule().map(|rule| {
                    json!({
                        "name": rule.name,
                        "family": family_of(rule).map(|family| family.name),
                        "level": rule.level.name(),
                        "articles": rule.cited().collect::<Vec<_>>(),
                        "summary": rule.summary,
                        "since": rule.since,
                        "limit": rule.limit,
                        "waivable": !rule.fixed,
                    })
                });
                write_json(&json!({ "version": 1, "rules": rules.collect::<Vec<_>>() }), &mut out)?;
            }
        }
        out.flush()?;
        Ok(Outcome::Fine)
    }
}
