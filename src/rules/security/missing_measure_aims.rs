//! See `missing-measure-aims.md`.

use crate::{
    finding::{Finding, declare_rule},
    register::security::Aim,
    rules::{Context, security::Taken},
};

declare_rule! {
    "missing-measure-aims", Note, ["29", "32(1)", "32(4)"], since "0.1",
    "measures that leave out one of the aims of Art. 32",
}

/// Art. 32(1)(a)–(d) and 32(4), in their order.
const AIMS: [Aim; 5] = [
    Aim::EncryptionAndPseudonymisation,
    Aim::ConfidentialityIntegrityAvailability,
    Aim::Recovery,
    Aim::Testing,
    Aim::InstructionsAndTraining,
];

pub(super) fn check(cx: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(organisation) = &cx.register.organisation else { return };
    let mut taken = Taken::new(cx);
    cx.purposes().for_each(|purpose| taken.add_purpose(purpose));
    // A measure without an aim may be the one that is missed.
    if taken.unknown || taken.aims.is_empty() {
        return;
    }
    let missing: Vec<_> = AIMS.iter().filter(|aim| !taken.aims.contains(aim)).collect();
    if !missing.is_empty() {
        let names: Vec<_> = missing.iter().map(|aim| format!("`{}`", aim.word())).collect();
        findings.push(
            RULE.at(organisation.span, format!("no measure has the aim {}", names.join(", ")))
                .help("add one if it is taken, or take one if the risk asks for it"),
        );
    }
}
