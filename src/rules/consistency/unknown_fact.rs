//! See `unknown-fact.md`.

use crate::{
    finding::{Finding, Level, cited, declare_rule},
    register::shape::Leaf,
    rules::{Context, Written},
};

declare_rule! {
    "unknown-fact", Note, ["5(2)"], since "0.1",
    "a fact that was asked for and not found out",
}

pub(super) fn check(
    cx: &Context<'_>,
    written: &Written<'_>,
    leaf: Leaf<'_>,
    findings: &mut Vec<Finding>,
) {
    if !matches!(leaf, Leaf::Unknown(_)) || written.draft || written.retired {
        return;
    }
    // It weighs as much as silence would: the rule that asks for the key says how much.
    let key = written.path.first().map_or("", String::as_str);
    let asking =
        cx.asked.iter().find(|(asked, _)| asked.split_once('.') == Some((written.kind, key)));
    let level = asking.map_or(Level::Note, |(_, rule)| rule.level);
    let articles = match asking {
        Some((_, rule)) => rule.articles,
        None => written.place.key.articles,
    };
    let (key, subject) = (written.key(), written.subject());
    let finding = RULE
        .at(written.place.span, format!("`{key}` of {subject} is not known"))
        .weighing(level)
        .help("find it out and write it here");
    findings.push(match articles {
        [] => finding,
        articles => finding.label(format!("asked for by {}", cite(articles))),
    });
}

/// Articles as a sentence cites them.
fn cite(articles: &[&str]) -> String {
    articles.iter().map(|article| cited(article)).collect::<Vec<_>>().join(", ")
}
