//! See `retention-against-law.md`.

use crate::{
    finding::{Finding, Level, declare_rule},
    register::{
        entry::AsUsed,
        retention::{Law, Retention},
        term::{Bound, Duration, Keep, Term},
        uses::Relation,
        value::Id,
    },
    rules::{Context, PurposeFacts},
    source::Span,
};

declare_rule! {
    "retention-against-law", Error, ["5(1)(e)", "6(1)(c)"], since "0.1",
    "a period that is shorter or longer than the law it names",
}

pub(super) fn check(cx: &Context<'_>, facts: &PurposeFacts<'_>, findings: &mut Vec<Finding>) {
    for answer in facts.retentions.answers.iter().filter(|one| one.member.is_entry()) {
        let retention = cx.register.retentions.used(answer.member);
        let Some((term, place)) = last_term(&retention) else { continue };
        for member in retention.laws.get().into_iter().flat_map(Relation::entries) {
            let law: AsUsed<'_, Law> = cx.register.laws.used(member);
            too_short(term, place, member.id(), &law, findings);
            too_long(term, place, member.id(), &law, findings);
            counted_otherwise(term, place, member.id(), &law, findings);
        }
    }
}

/// The one term that says when all is over; of several limits nothing certain can be said.
fn last_term(retention: &Retention) -> Option<(&Term, Span)> {
    if let (Some(Keep::Term(term)), Some(place)) = (retention.keep.get(), retention.keep.span()) {
        return Some((term, place));
    }
    let (_, last) = retention.stages.get()?.written().last()?;
    let term = last.keep.get()?;
    // The stages before it would have to be added.
    let counted_from_stage = term.event().is_some_and(|event| *event == "previous-stage");
    (!counted_from_stage).then(|| last.keep.span().map(|place| (term, place)))?
}

/// What a law's term demands or allows: its length and what it is counted from.
fn length(term: &Term) -> Option<(Duration, Option<&str>)> {
    match term {
        Term::For { length, after, .. } => Some((*length, after.as_ref().map(Id::as_str))),
        _ => None,
    }
}

fn too_short(term: &Term, place: Span, id: &str, law: &Law, findings: &mut Vec<Finding>) {
    let Some((demanded, counted_from)) = law.at_least.get().and_then(length) else { return };
    // A floor may well be kept longer.
    let Some(longest) = term.ceiling() else { return };
    if !demanded.is_longer_than(longest) {
        return;
    }
    let own_event = term.event().map(Id::as_str);
    let alike = own_event.is_none() || counted_from.is_none() || own_event == counted_from;
    let mut finding = RULE.at(place, format!("this is shorter than `{id}` demands")).help(
        "keep the data as long as the law says, or take the law out if it does not ask for them",
    );
    if !alike {
        // Counted from something that happens later, a shorter time may be enough.
        finding = finding.weighing(Level::Warning);
    }
    findings.push(match law.at_least.span() {
        Some(span) => finding.also(span, "what the law demands"),
        None => finding,
    });
}

fn too_long(term: &Term, place: Span, id: &str, law: &Law, findings: &mut Vec<Finding>) {
    let Some((allowed, counted_from)) = law.at_most.get().and_then(length) else { return };
    let own_event = term.event().map(Id::as_str);
    let longer = match term {
        Term::Indefinite => true,
        Term::For { bound: Bound::AtLeast, length, .. } => length.is_longer_than(allowed),
        _ => term.ceiling().is_some_and(|ceiling| ceiling.is_longer_than(allowed)),
    };
    let alike = own_event.is_none() || counted_from.is_none() || own_event == counted_from;
    if !longer || !alike {
        return;
    }
    let finding = RULE
        .at(place, format!("this is longer than `{id}` allows"))
        .weighing(Level::Warning)
        .help("erase the data when the law says, or take the law out if another one allows more");
    findings.push(match law.at_most.span() {
        Some(span) => finding.also(span, "what the law allows"),
        None => finding,
    });
}

/// A law that counts from the end of a year is not met by as many years from a day in that year.
fn counted_otherwise(term: &Term, place: Span, id: &str, law: &Law, findings: &mut Vec<Finding>) {
    let Some((demanded, Some("financial-year-end"))) = law.at_least.get().and_then(length) else {
        return;
    };
    let (Some(own_event), Some(longest)) = (term.event(), term.ceiling()) else { return };
    // These come when the year has ended, or later.
    let later =
        ["financial-year-end", "calendar-year-end", "limitation-period-end", "previous-stage"];
    let equal = !demanded.is_longer_than(longest) && !longest.is_longer_than(demanded);
    if !equal || later.contains(&own_event.as_str()) {
        return;
    }
    let finding = RULE
        .at(place, format!("`{id}` counts from the end of the financial year, this from `{own_event}`"))
        .weighing(Level::Warning)
        .help("write `after financial-year-end`; counted from a day in the year, the last months are missing");
    findings.push(match law.at_least.span() {
        Some(span) => finding.also(span, "what the law demands"),
        None => finding,
    });
}
