//! See `california-sensitive-use.md`.

use crate::{
    finding::{Finding, declare_rule},
    rules::{Context, california::Bound},
};

declare_rule! {
    "california-sensitive-use", Warning, ["CCPA 1798.121"],
    asks ["california.sensitive-use"], since "0.1",
    "data that are sensitive in California's sense, and nothing said of their use",
}

pub(super) fn check(cx: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(california) = Bound::of(cx) else { return };
    if !california.said.sensitive_use.is_silent() {
        return;
    }
    let sensitive = cx.purposes().find_map(|purpose| {
        let mut cells = cx.answers.cells(&**purpose).into_iter();
        let cell =
            cells.find(|cell| cx.answers.datum_is(cell.datum, |datum| &datum.california_sensitive));
        cell.map(|cell| (cell.datum, purpose.span))
    });
    if let Some((datum, purpose)) = sensitive {
        findings.push(
            RULE.at(california.place, "nothing says what sensitive data are used for")
                .also(purpose, format!("uses `{datum}`"))
                .help("add to `[california]`: `sensitive-use = \"only for what you ask of us\"`, or where people limit another use"),
        );
    }
}
