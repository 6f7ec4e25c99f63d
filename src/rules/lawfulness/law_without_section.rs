//! See `law-without-section.md`.

use crate::{
    finding::{Finding, declare_rule},
    register::{retention::Law, uses::Relation, value::Field},
    rules::{Context, PurposeFacts},
};

declare_rule! {
    "law-without-section", Note, ["6(3)"], since "0.1",
    "a law that obliges, and nothing says where in it",
}

pub(super) fn check(cx: &Context<'_>, facts: &PurposeFacts<'_>, findings: &mut Vec<Finding>) {
    for basis in ["legal-obligation", "public-task"].into_iter().flat_map(|id| facts.bases(id)) {
        report(cx, &basis.member.own.laws, basis.member.key.as_str(), findings);
    }
}

fn report(cx: &Context<'_>, laws: &Field<Relation<Law>>, basis: &str, findings: &mut Vec<Finding>) {
    for named in laws.get().into_iter().flat_map(Relation::entries) {
        let known = cx.register.laws.get(named.id());
        let law = cx.register.laws.used(named);
        // An id that nobody declares, and an entry with a mistake, are other findings.
        if known.is_some_and(|law| cx.is_whole(law))
            && law.section.is_silent()
            && law.shared.description.is_silent()
        {
            findings.push(
                RULE.at(named.span, format!("nothing says where in `{}` the duty stands", named.id()))
                    .help(format!(
                        "write `section = \"12(1)\"` in `[law.{id}]`, or here: `legal-basis.{basis}.laws.{id}.section = \"12(1)\"`;\n\
                         or say in words what it has you do: `description = \"…\"`",
                        id = named.id()
                    )),
            );
        }
    }
}
