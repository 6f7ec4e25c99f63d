//! See `module-against-roles.md`.

use crate::{
    finding::{Finding, declare_rule},
    law,
    register::{parties::Role, shape::Several},
    rules::{Context, recipients::InUse},
};

declare_rule! {
    "module-against-roles", Warning, ["46(2)(c)", "28(4)"], since "0.1",
    "a module of the standard clauses that is for other roles",
}

pub(super) fn check(cx: &Context<'_>, findings: &mut Vec<Finding>) {
    let also_a_processor = cx.services().next().is_some();
    for used in cx.recipients() {
        let fitting = fitting(used, also_a_processor || is_here(cx, used));
        let clauses = used.instruments().map(|(_, member)| member);
        for member in clauses.filter(|member| member.id() == "standard-contractual-clauses") {
            let module = &member.own.module;
            let (Some(number), Some(span)) = (module.get(), module.span()) else { continue };
            // A number that is no module is another finding.
            if fitting.is_empty() || fitting.contains(number) || !(1..=4).contains(number) {
                continue;
            }
            let fits: Vec<String> = fitting.iter().map(ToString::to_string).collect();
            let finding = RULE
                .at(
                    span,
                    format!(
                        "module {number} is for other roles than yours and that of `{}`",
                        used.id()
                    ),
                )
                .help(format!("here it is module {}; or correct the `role`", fits.join(" or ")));
            findings.push(match used.recipient.role.span() {
                Some(place) => finding.also(place, "its role"),
                None => finding,
            });
        }
    }
}

/// The modules that fit: 1 from controller to controller, 2 from controller to processor, 3 from processor to processor,
/// 4 from processor to controller. Empty where nobody can tell.
fn fitting(used: &InUse<'_>, processor_may_sign: bool) -> &'static [i64] {
    let role = used.recipient.role.get();
    if !used.is_own() {
        // Taken on by a processor, which signs for itself, or lets the controller sign.
        return if role == Some(&Role::Processor) { &[2, 3] } else { &[] };
    }
    match (used.is_told, role) {
        (true, Some(Role::Processor)) if processor_may_sign => &[2, 3],
        (true, Some(Role::Processor)) => &[2],
        (
            true,
            Some(Role::Controller | Role::JointController | Role::Authority | Role::ThirdParty),
        ) => &[1],
        (false, Some(Role::Processor)) => &[3],
        _ => &[],
    }
}

/// Whether the recipient itself is in the European Economic Area, so that it is the one who sends data on to the third country.
fn is_here(cx: &Context<'_>, used: &InUse<'_>) -> bool {
    let seat = used.recipient.contact.country.get().map(|seat| seat.id.as_str());
    let countries = used.recipient.countries.get();
    let listed = countries.into_iter().flat_map(Several::iter).map(|area| area.0.as_str());
    seat.into_iter()
        .chain(listed)
        .any(|place| law::is_third_country(cx.register, place) == Some(false))
}
