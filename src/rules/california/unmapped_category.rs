//! See `unmapped-category.md`.

use std::collections::BTreeSet;

use crate::{
    finding::{Finding, declare_rule},
    register::{Register, shape::Several},
    rules::{Context, california::Chosen},
    source::Layer,
};

declare_rule! {
    "unmapped-category", Warning, ["CCPA 1798.130(a)(5)(B)", "CCPA 1798.140(v)"],
    asks ["personal-data.california"], since "0.1",
    "data that are used, and stand in none of California's categories",
}

pub(super) fn check<'r>(cx: &Context<'r>, findings: &mut Vec<Finding>) {
    if Chosen::of(cx).and_then(|california| california.weight()).is_none() {
        return;
    }
    let mut judged: BTreeSet<&'r str> = BTreeSet::new();
    for purpose in cx.purposes() {
        for cell in cx.answers.cells(&**purpose) {
            if !judged.insert(cell.datum) {
                continue;
            }
            let Some(datum) = cx.register.personal_data.get(cell.datum) else { continue };
            if datum.layer != Layer::Law
                && is_unmapped(cx.register, cell.datum, 8)
                && is_unmapped(cx.register, cell.datum_named, 8)
            {
                findings.push(
                    RULE.at(datum.span, format!("`{}` stands in none of California's categories", datum.id))
                        .help("add the letters that describe it best, as `california = [\"A\"]`, or `same-as` an entry of ropa's"),
                );
            }
        }
    }
}

/// Whether neither the datum nor what it is the same as says anything of letters.
fn is_unmapped(register: &Register, datum: &str, depth: u8) -> bool {
    let Some(entry) = register.personal_data.get(datum) else { return false };
    if !entry.california.is_silent() {
        return entry
            .california
            .get()
            .is_some_and(|letters| Several::iter(letters).next().is_none());
    }
    match (entry.same_as.get(), depth.checked_sub(1)) {
        (Some(same), Some(depth)) => is_unmapped(register, same.id.as_str(), depth),
        _ => true,
    }
}
