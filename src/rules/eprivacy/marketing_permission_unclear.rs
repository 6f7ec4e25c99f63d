//! See `marketing-permission-unclear.md`.

use crate::{
    finding::{Finding, declare_rule},
    register::purposes::DirectMarketing,
    rules::{Context, PurposeFacts},
};

declare_rule! {
    "marketing-permission-unclear", Warning, ["ePrivacy 13", "21(2)"],
    asks ["purpose.direct-marketing"], since "0.1",
    "direct marketing that does not say by what it reaches people",
}

pub(super) fn check(_cx: &Context<'_>, facts: &PurposeFacts<'_>, findings: &mut Vec<Finding>) {
    let marketing = &facts.purpose.direct_marketing;
    let unclear = match marketing.get() {
        Some(DirectMarketing::Is(is)) => *is,
        Some(DirectMarketing::So(how)) => how.channels.is_silent(),
        None => false,
    };
    if let (true, Some(span)) = (unclear, marketing.span()) {
        findings.push(
            RULE.at(span, "it does not say by what this marketing reaches people").help(
                "say by what, and by what right: `direct-marketing = { channels = \"email\", permission = \"consent\" }`",
            ),
        );
    }
}
