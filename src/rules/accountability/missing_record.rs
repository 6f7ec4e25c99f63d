//! See `missing-record.md`.

use crate::{
    finding::{Finding, declare_rule},
    rules::Context,
};

declare_rule! {
    "missing-record", Note, ["30(1)", "30(3)", "30(5)"], since "0.1",
    "settings by which no record is made",
}

const RECORD: &str = "record";

pub(super) fn check(cx: &Context<'_>, findings: &mut Vec<Finding>) {
    let documents = &cx.settings.document;
    let (Some(written), Some(place)) = (documents.get(), documents.span()) else { return };
    let made = written.0.iter().any(|(id, value)| {
        let template = value.get().and_then(|settings| settings.template.get());
        template.map_or(id.as_str(), |template| template) == RECORD
    });
    if !made && cx.purposes().next().is_some() {
        findings.push(
            RULE.at(place, "the record of processing is not among the documents").help(
                "add `[document.record]`; that few people work in an organisation spares it the record only for what it does\n\
                 now and then, without a risk and without data of Art. 9 or 10 (Art. 30(5))",
            ),
        );
    }
}
