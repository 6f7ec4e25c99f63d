//! See `california-lists-contradicted.md`.

use crate::{
    finding::{Finding, declare_rule},
    register::{parties::Recipient, value::Field},
    rules::{Context, california::Bound},
};

declare_rule! {
    "california-lists-contradicted", Error, ["CCPA 1798.130(a)(5)(C)", "5(1)(a)"], since "0.1",
    "a list of nothing, and a recipient that gets data so",
}

pub(super) fn check(cx: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(california) = Bound::of(cx) else { return };
    let said = california.said;
    let sells: fn(&Recipient) -> &Field<bool> = |recipient| &recipient.sells;
    let shares: fn(&Recipient) -> &Field<bool> = |recipient| &recipient.shares;
    for (key, list, of) in [("sold", &said.sold, sells), ("shared", &said.shared_data, shares)] {
        let Some(none) = list.span().filter(|_| list.is_none()) else { continue };
        let told = cx.recipients().iter().filter(|used| used.is_told);
        for used in told.filter(|used| of(&used.recipient).get() == Some(&true)) {
            let Some(flag) = of(&used.recipient).span() else { continue };
            findings.push(
                RULE.at(none, format!("`{key}` lists nothing, and `{}` gets data so", used.id()))
                    .weighing(california.weight)
                    .also(flag, "here")
                    .help(format!("list the data: `{key}.email.recipients = \"{}\"`, or correct the recipient", used.id())),
            );
        }
    }
}
