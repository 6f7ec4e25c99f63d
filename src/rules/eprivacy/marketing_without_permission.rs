//! See `marketing-without-permission.md`.

use crate::{
    finding::{Finding, declare_rule},
    register::{
        purposes::{Channel, DirectMarketing, Permission},
        shape::Several,
    },
    rules::{Context, PurposeFacts},
};

declare_rule! {
    "marketing-without-permission", Error, ["ePrivacy 13(1)", "ePrivacy 13(2)"], since "0.1",
    "advertising by electronic mail without a permission",
}

/// What the Directive calls electronic mail: a message that waits for its reader. Calls are for each country to rule on.
const ELECTRONIC_MAIL: &[Channel] = &[Channel::Email, Channel::Sms, Channel::SocialMedia];

pub(super) fn check(_cx: &Context<'_>, facts: &PurposeFacts<'_>, findings: &mut Vec<Finding>) {
    let marketing = &facts.purpose.direct_marketing;
    let (Some(DirectMarketing::So(how)), Some(span)) = (marketing.get(), marketing.span()) else {
        return;
    };
    let channels = how.channels.get().into_iter().flat_map(Several::iter);
    let Some(channel) = channels.copied().find(|channel| ELECTRONIC_MAIL.contains(channel)) else {
        return;
    };
    let not_needed = how.permission.get() == Some(&Permission::NotNeeded);
    if !how.permission.is_silent() && !not_needed {
        return;
    }
    let channel = channel.word();
    let finding = if not_needed {
        let span = how.permission.span().unwrap_or(span);
        RULE.at(span, format!("advertising by `{channel}` needs a permission"))
    } else {
        let span = how.channels.span().unwrap_or(span);
        RULE.at(span, format!("advertising by `{channel}`, and no permission for it"))
    };
    findings.push(finding.help(
        "add `permission = \"consent\"`, or `\"existing-customer\"` if the address comes from a sale of something similar",
    ));
}
