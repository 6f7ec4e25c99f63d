//! See `missing-measures.md`.

use crate::{
    finding::{Finding, declare_rule},
    register::{
        security::{Measure, System},
        uses::Relation,
        value::Field,
    },
    rules::Context,
};

declare_rule! {
    "missing-measures", Error, ["30(1)(g)", "30(2)(d)", "32(1)"],
    asks ["purpose.measures", "service.measures"], since "0.1",
    "a purpose or service without a word on how its data are protected",
}

pub(super) fn check(cx: &Context<'_>, findings: &mut Vec<Finding>) {
    let mut report = |span, kind, id| {
        findings.push(
            RULE.at(span, format!("nothing says how the data of {kind} `{id}` are protected")).help(
                "name the measures: `measures = [\"encryption-in-transit\", \"access-control\"]`;\n\
                 what all have in common stands once in `[default.purpose]` or `[default.service]`",
            ),
        );
    };
    for purpose in cx.purposes() {
        if !purpose.personal_data.is_none() && !protected(cx, &purpose.measures, &purpose.systems) {
            report(purpose.span, "purpose", &purpose.id);
        }
    }
    for service in cx.services() {
        if !service.personal_data.is_none() && !protected(cx, &service.measures, &service.systems) {
            report(service.span, "service", &service.id);
        }
    }
}

/// Whether measures are stated, here or of a system that is used.
fn protected(
    cx: &Context<'_>,
    measures: &Field<Relation<Measure>>,
    systems: &Field<Relation<System>>,
) -> bool {
    // An empty list says nothing either.
    let says = |field: &Field<Relation<Measure>>| {
        !field.is_silent() && field.get().is_none_or(|measures| !measures.uses.is_empty())
    };
    let mut systems = systems.get().into_iter().flat_map(Relation::entries);
    says(measures) || systems.any(|system| says(&cx.register.systems.used(system).measures))
}
