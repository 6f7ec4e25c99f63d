//! The tables that may stand inside entries, and the keys that only a use has, by the names of the reference.

use ropa::register::{
    articles::Answered,
    entry::{Provenance, Vocabulary},
    keys::{Key, Keys},
    legal_bases::{ConditionGrounds, Grounds},
    parties::{Arrangement, Contact, Contract, Disclosure, Officer, RightsInWords},
    personal_data::ProvidedHow,
    policy::{CaliforniaUse, Position},
    purposes::{
        AutomatedDecision, ControllerList, Exemption, FurtherProcessing, Informing, Marketing,
        RightLimit,
    },
    retention::{StageTable, Stages},
    term::Limits,
    transfers::{AdequacyDecision, TransferTerms},
    uses::Only,
};

/// Gives the keys of a table.
pub(crate) type KeysOf = fn() -> Vec<&'static Key>;

/// Each table by its name.
pub(crate) const TABLES: &[(&str, KeysOf)] = &[
    ("table adequacydecision", AdequacyDecision::keys),
    ("table answered", Answered::keys),
    ("table arrangement", Arrangement::keys),
    ("table contact", Contact::keys),
    ("table contract", Contract::keys),
    ("table decision", AutomatedDecision::keys),
    ("table exemption", Exemption::keys),
    ("table limits", Limits::keys),
    ("table list", ControllerList::keys),
    ("table marketing", Marketing::keys),
    ("table officer", Officer::keys),
    ("table only", Only::keys),
    ("table position", Position::keys),
    ("table provenance", Provenance::keys),
    ("table rights", RightsInWords::keys),
    ("table stage", StageTable::keys),
    ("table stages", Stages::keys),
    ("table vocabulary", Vocabulary::keys),
    ("use of condition", ConditionGrounds::keys),
    ("use of further-processing-of", FurtherProcessing::keys),
    ("use of instrument", TransferTerms::keys),
    ("use of legal-basis", Grounds::keys),
    ("use of provision", ProvidedHow::keys),
    ("use of recipients", Disclosure::keys),
    ("use of rights-limits", RightLimit::keys),
    ("use of sold, shared, disclosed", CaliforniaUse::keys),
    ("use of source", Informing::keys),
];
