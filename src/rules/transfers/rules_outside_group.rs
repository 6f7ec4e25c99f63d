//! See `rules-outside-group.md`.

use crate::{
    finding::{Finding, declare_rule},
    register::parties::Role,
    rules::Context,
};

declare_rule! {
    "rules-outside-group", Warning, ["46(2)(b)", "47(1)"], since "0.1",
    "binding corporate rules with somebody outside the group",
}

pub(super) fn check(cx: &Context<'_>, findings: &mut Vec<Finding>) {
    for used in cx.recipients() {
        let recipient = &used.recipient;
        // A processor may have rules of its own group, approved for what it does for others.
        let is_controller =
            matches!(recipient.role.get(), Some(Role::Controller | Role::JointController));
        let of_the_group = &recipient.group_company;
        let open = of_the_group.is_unknown() || of_the_group.is_undecided();
        if !is_controller || of_the_group.get() == Some(&true) || open {
            continue;
        }
        let mut instruments = used.instruments();
        if let Some((_, member)) =
            instruments.find(|(_, one)| one.id() == "binding-corporate-rules")
        {
            findings.push(
                RULE.at(member.span, format!("`{}` is not said to belong to the group that these rules bind", used.id()))
                    .help("if it does, write `group-company = true`; if not, name another instrument, such as `standard-contractual-clauses`"),
            );
        }
    }
}
