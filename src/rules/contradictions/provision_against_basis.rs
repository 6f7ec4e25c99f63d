//! See `provision-against-basis.md`.

use crate::{
    finding::{Finding, declare_rule},
    register::{
        answers::Answer,
        keys::Keys,
        personal_data::{ProvidedHow, Provision},
        uses::{Kind, Use},
    },
    rules::{Context, PurposeFacts},
};

declare_rule! {
    "provision-against-basis", Warning, ["13(2)(e)", "7(4)"], since "0.1",
    "data that must be given by consent, or may be withheld from the law",
}

pub(super) fn check(_cx: &Context<'_>, facts: &PurposeFacts<'_>, findings: &mut Vec<Finding>) {
    let pairs = [
        ("consent", "statutory", "consent is free, so no law can demand these data by it"),
        ("consent", "contractual", "consent is free, so no contract can demand these data by it"),
        (
            "legal-obligation",
            "voluntary",
            "what a law makes you keep is not the person's to withhold",
        ),
    ];
    for (basis, provision, why) in pairs {
        let bases = &facts.legal_bases.answers;
        // A law can oblige one to take what nobody need give: who tells people so, or what follows, has thought of it.
        let explained = |provided: &&Answer<'_, Provision, ProvidedHow>| {
            let member = provided.member;
            let instead = member.instead.as_deref();
            basis == "legal-obligation"
                && (member.own.consequence.get().is_some()
                    || instead.is_some_and(|instead| !instead.shared.description.is_silent()))
        };
        let provisions = named(&facts.provisions.answers, provision);
        for provided in provisions.filter(|provided| !explained(provided)) {
            for based in named(bases, basis) {
                // Where another basis holds too, in this case or that one, the two need not meet.
                let alone = |cell: &usize| {
                    !bases.iter().any(|other| {
                        !std::ptr::eq(other.member, based.member) && other.cells.contains(cell)
                    })
                };
                if provided.cells.iter().any(|cell| based.cells.contains(cell) && alone(cell)) {
                    findings.push(finding(based.member, provided.member, why));
                }
            }
        }
    }
}

/// The answers of an id that hold in every case.
fn named<'a, 'r, K: Kind, O: Keys>(
    answers: &'a [Answer<'r, K, O>],
    id: &'a str,
) -> impl Iterator<Item = &'a Answer<'r, K, O>> {
    answers.iter().filter(move |answer| answer.member.id() == id && answer.case.is_always())
}

fn finding<K: Kind, O, L: Kind, P>(
    basis: &Use<K, O>,
    provision: &Use<L, P>,
    why: &'static str,
) -> Finding {
    let help = match basis.id() {
        "legal-obligation" => {
            "correct one of the two; or, if the law obliges you and nobody else,\n\
             tell people so in the `description` of `voluntary`"
        }
        _ => {
            "narrow each to the data it is for with `only.personal-data`, or correct one of the two"
        }
    };
    RULE.at(
        provision.span,
        format!("`{}` does not go with the basis `{}`", provision.id(), basis.id()),
    )
    .label(why)
    .also(basis.span, "the basis of these data")
    .help(help)
}
