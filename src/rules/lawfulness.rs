//! Art. 5–11: the ground on which data are processed, and which of them.

mod authority_consent;
mod care_without_secrecy;
mod child_consent;
mod condition_without_cause;
mod conflicting_conditions;
mod conflicting_legal_bases;
mod consent_age;
mod consent_and_legitimate_interests;
mod contract_for_advertising;
mod contract_without_party;
mod criminal_data_without_condition;
mod employee_consent;
mod explicit_consent_without_consent;
mod foreign_law;
mod ground_of_another_country;
mod hidden_special_data;
mod law_without_section;
mod made_public_by_others;
mod missing_agreement;
mod missing_balancing;
mod missing_compatibility;
mod missing_consent_details;
mod missing_emergency;
mod missing_law;
mod missing_legal_basis;
mod missing_proof_of_consent;
mod missing_task;
mod missing_withdrawal;
mod national_identifier_without_condition;
mod needless_data;
mod not_for_profit_without_aim;
mod official_authority_of_others;
mod public_authority_interests;
mod routine_vital_interests;
mod special_data_without_condition;
mod unanswered_legal_basis;
mod unidentified_with_names;
mod unknown_class;
mod unnamed_interest;
mod withdrawal_by_letter;

use crate::{
    finding::{Finding, Rule},
    register::{
        answers::Cell,
        legal_bases::Class,
        purposes::Purpose,
        text::Text,
        uses::Relation,
        value::{Field, Id},
    },
    rules::{Check, Context, Family, PurposeFacts},
    source::Span,
};

pub(super) static FAMILY: Family = Family {
    name: "lawfulness",
    about: "Art. 5–11: on what ground data are processed, and which of them",
    checks: &[
        (&authority_consent::RULE, Check::Purpose(authority_consent::check)),
        (&care_without_secrecy::RULE, Check::Purpose(care_without_secrecy::check)),
        (&child_consent::RULE, Check::Purpose(child_consent::check)),
        (&condition_without_cause::RULE, Check::Purpose(condition_without_cause::check)),
        (&conflicting_conditions::RULE, Check::Purpose(conflicting_conditions::check)),
        (&conflicting_legal_bases::RULE, Check::Purpose(conflicting_legal_bases::check)),
        (&consent_age::RULE, Check::Purpose(consent_age::check)),
        (
            &consent_and_legitimate_interests::RULE,
            Check::Purpose(consent_and_legitimate_interests::check),
        ),
        (&contract_for_advertising::RULE, Check::Purpose(contract_for_advertising::check)),
        (&contract_without_party::RULE, Check::Purpose(contract_without_party::check)),
        (
            &criminal_data_without_condition::RULE,
            Check::Purpose(criminal_data_without_condition::check),
        ),
        (&employee_consent::RULE, Check::Purpose(employee_consent::check)),
        (
            &explicit_consent_without_consent::RULE,
            Check::Purpose(explicit_consent_without_consent::check),
        ),
        (&foreign_law::RULE, Check::Purpose(foreign_law::check)),
        (&ground_of_another_country::RULE, Check::Purpose(ground_of_another_country::check)),
        (&hidden_special_data::RULE, Check::Register(hidden_special_data::check)),
        (&law_without_section::RULE, Check::Purpose(law_without_section::check)),
        (&made_public_by_others::RULE, Check::Purpose(made_public_by_others::check)),
        (&missing_agreement::RULE, Check::Purpose(missing_agreement::check)),
        (&missing_balancing::RULE, Check::Purpose(missing_balancing::check)),
        (&missing_compatibility::RULE, Check::Purpose(missing_compatibility::check)),
        (&missing_consent_details::RULE, Check::Purpose(missing_consent_details::check)),
        (&missing_emergency::RULE, Check::Purpose(missing_emergency::check)),
        (&missing_law::RULE, Check::Purpose(missing_law::check)),
        (&missing_legal_basis::RULE, Check::Purpose(missing_legal_basis::check)),
        (&missing_proof_of_consent::RULE, Check::Purpose(missing_proof_of_consent::check)),
        (&missing_task::RULE, Check::Purpose(missing_task::check)),
        (&missing_withdrawal::RULE, Check::Purpose(missing_withdrawal::check)),
        (
            &national_identifier_without_condition::RULE,
            Check::Purpose(national_identifier_without_condition::check),
        ),
        (&needless_data::RULE, Check::Purpose(needless_data::check)),
        (&not_for_profit_without_aim::RULE, Check::Purpose(not_for_profit_without_aim::check)),
        (&official_authority_of_others::RULE, Check::Purpose(official_authority_of_others::check)),
        (&public_authority_interests::RULE, Check::Purpose(public_authority_interests::check)),
        (&routine_vital_interests::RULE, Check::Purpose(routine_vital_interests::check)),
        (
            &special_data_without_condition::RULE,
            Check::Purpose(special_data_without_condition::check),
        ),
        (&unanswered_legal_basis::RULE, Check::Purpose(unanswered_legal_basis::check)),
        (&unidentified_with_names::RULE, Check::Purpose(unidentified_with_names::check)),
        (&unknown_class::RULE, Check::Purpose(unknown_class::check)),
        (&unnamed_interest::RULE, Check::Purpose(unnamed_interest::check)),
        (&withdrawal_by_letter::RULE, Check::Purpose(withdrawal_by_letter::check)),
    ],
};

/// A consent as a purpose states it: its basis, or a condition that rests on one where no basis does.
struct Consent<'f> {
    /// The line that names it.
    span: Span,
    relation: &'static str,
    key: &'f Id,
    given: &'f Field<Text>,
    withdrawal: &'f Field<Text>,
    proof: &'f Field<Text>,
}

impl Consent<'_> {
    /// How its keys begin: `legal-basis.consent`.
    fn path(&self) -> String {
        format!("{}.{}", self.relation, self.key)
    }
}

/// The consents on which a purpose rests. Of a mistaken entry nothing is known to be missing.
fn consents<'f>(cx: &Context<'_>, facts: &'f PurposeFacts<'_>) -> Vec<Consent<'f>> {
    if !cx.is_whole(facts.purpose) {
        return Vec::new();
    }
    let rests_on_one =
        |withdrawal: Option<&Field<bool>>| withdrawal.and_then(Field::get).copied() == Some(true);
    let bases = facts.legal_bases.answers.iter().map(|answer| answer.member);
    let mut found: Vec<_> = bases
        .filter(|member| {
            let known = cx.register.legal_bases.get(member.id());
            member.is_entry() && rests_on_one(known.map(|basis| &basis.withdrawal))
        })
        .map(|member| Consent {
            span: member.span,
            relation: "legal-basis",
            key: &member.key,
            given: &member.own.given,
            withdrawal: &member.own.withdrawal,
            proof: &member.own.proof,
        })
        .collect();
    if found.is_empty() {
        let conditions = facts.conditions.answers.iter().map(|answer| answer.member);
        found.extend(
            conditions
                .filter(|member| {
                    let known = cx.register.conditions.get(member.id());
                    member.is_entry() && rests_on_one(known.map(|condition| &condition.withdrawal))
                })
                .map(|member| Consent {
                    span: member.span,
                    relation: "condition",
                    key: &member.key,
                    given: &member.own.given,
                    withdrawal: &member.own.withdrawal,
                    proof: &member.own.proof,
                }),
        );
    }
    found
}

/// A finding about the data of a class for which no condition answers, if there are any.
fn without_condition(
    cx: &Context<'_>,
    facts: &PurposeFacts<'_>,
    rule: &'static Rule,
    class: Class,
) -> Option<Finding> {
    let (mut data, mut first) = (Vec::new(), None);
    for cell in facts.conditions.unanswered.iter().map(|cell| &facts.cells[*cell]) {
        if cx.answers.class(cell.datum) == Some(class) && !data.contains(&cell.datum) {
            data.push(cell.datum);
            first.get_or_insert(*cell);
        }
    }
    let first = first?;
    let id = &facts.purpose.id;
    let data = quoted(&data);
    let finding =
        rule.at(facts.purpose.span, format!("purpose `{id}` names no condition for {data}"));
    Some(match place_of(facts.purpose, &first) {
        Some(span) => {
            finding.also(span, format!("`{}` is of the class `{}`", first.datum, class.word()))
        }
        None => finding,
    })
}

/// Where a purpose, or its default, names a datum.
fn place_of(purpose: &Purpose, cell: &Cell<'_>) -> Option<Span> {
    let mut named = purpose.personal_data.get().into_iter().flat_map(Relation::entries);
    named.find(|member| member.id() == cell.datum_named).map(|member| member.span)
}

/// Ids for a message: the first three, and how many more.
fn quoted(ids: &[&str]) -> String {
    let shown: Vec<_> = ids.iter().take(3).map(|id| format!("`{id}`")).collect();
    let shown = shown.join(", ");
    match ids.len() {
        0..=3 => shown,
        more => format!("{shown} and {} more", more - 3),
    }
}

/// Whether two bases are consent and legitimate interests, in either order.
fn is_consent_beside_interests(one: &str, other: &str) -> bool {
    matches!(
        (one, other),
        ("consent", "legitimate-interests") | ("legitimate-interests", "consent")
    )
}
