//! What a change obliges: whom to tell, when, and what to do inside. The table is data; what triggers a line of it
//! is read off the facts of each purpose before and after, whatever form they were written in.

pub(crate) mod concerned;
mod facts;
mod purposes;

use indexmap::IndexMap;

use crate::{
    diff::{Change, Revision},
    register::value::Id,
};

/// How much a change asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grade {
    /// Nothing follows.
    None,
    /// Something to do inside; nobody need be told.
    Internal,
    /// People must be told.
    Inform,
    /// People must be told before it starts.
    InformBefore,
}

impl Grade {
    /// Every grade, the lightest first.
    pub const ALL: [Grade; 4] = [Grade::None, Grade::Internal, Grade::Inform, Grade::InformBefore];

    /// As in reports and on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Grade::None => "none",
            Grade::Internal => "internal",
            Grade::Inform => "inform",
            Grade::InformBefore => "inform-before",
        }
    }
}

/// Something that the law asks for when facts change.
#[derive(Debug, PartialEq, Eq)]
pub struct Obligation {
    /// Kebab-case, stable.
    pub name: &'static str,
    /// How much it asks for.
    pub grade: Grade,
    /// What asks for it, as a rule cites it; the first is the one that decides.
    pub articles: &'static [&'static str],
    /// What to do, as a sentence.
    pub says: &'static str,
}

/// An obligation that a change brings.
#[derive(Clone, Debug)]
pub struct Duty {
    /// What to do.
    pub obligation: &'static Obligation,
    /// The entry that it is about: `recipient.mail`, `purpose.newsletter`.
    pub entry: String,
    /// The purposes or services in which it arises.
    pub arises_in: Vec<Id>,
    /// Who must be told: `data-subject.customer`, `controller.acme`; empty if nobody is named.
    pub audience: Vec<String>,
}

macro_rules! obligations {
    ($($(#[$meta:meta])* $name:ident = $key:literal, $grade:ident, [$($article:literal),+], $says:literal;)+) => {
        $($(#[$meta])* pub(crate) static $name: Obligation =
            Obligation { name: $key, grade: Grade::$grade, articles: &[$($article),+], says: $says };)+

        /// Every obligation.
        pub static OBLIGATIONS: &[&Obligation] = &[$(&$name),+];
    };
}

obligations! {
    NEW_PURPOSE = "new-purpose", Inform, ["13(1)(c)", "14(1)(c)"],
        "tell people of the purpose when their data are collected for it";
    FURTHER_PURPOSE = "further-purpose", InformBefore, ["13(3)", "6(4)"],
        "data already held get a new purpose: settle whether it goes together with the old one, and tell people before it starts";
    ENDED_PURPOSE = "ended-purpose", Internal, ["17(1)(a)", "5(1)(e)"],
        "erase what no other purpose needs";
    CONSENT_BASIS = "consent-basis", InformBefore, ["7", "13(1)(c)", "13(2)(c)"],
        "the purpose comes to rest on consent, or rests on it no longer: ask for consent or stop what it carried, and tell people before";
    OTHER_BASIS = "other-basis", Inform, ["13(1)(c)", "5(1)(a)"],
        "tell people of the other legal basis, and of the rights that change with it";
    NEW_RECIPIENT = "new-recipient", Inform, ["13(1)(e)"],
        "tell people of the new recipient";
    NEW_PROCESSOR = "new-processor", Internal, ["28(3)", "28(1)"],
        "a signed contract must bind it before it gets data";
    NEW_SUB_PROCESSOR = "new-sub-processor", InformBefore, ["28(2)", "28(4)"],
        "tell the controllers before the sub-processor gets data, so that they can object, and bind it as you are bound";
    NEW_JOINT_CONTROLLER = "new-joint-controller", Inform, ["26(2)", "26(1)"],
        "make the arrangement, and tell people its essence";
    RECIPIENT_NAME = "recipient-name", Inform, ["13(1)(e)"],
        "tell people what the recipient is called now; another company is another recipient, with an id of its own";
    ENDED_RECIPIENT = "ended-recipient", Internal, ["28(3)(g)", "19"],
        "have the data returned or erased there";
    NEW_THIRD_COUNTRY = "new-third-country", Inform, ["13(1)(f)", "44"],
        "tell people that data go to that country, and on which instrument";
    TRANSFER_ASSESSMENT = "transfer-assessment", Internal, ["46(1)"],
        "assess what the law of that country does to the safeguards, before data go there";
    MISSING_INSTRUMENT = "missing-instrument", InformBefore, ["44", "46(1)"],
        "no instrument allows this transfer: send nothing there until one does";
    NEW_SPECIAL_DATA = "new-special-data", InformBefore, ["9(2)", "35(1)"],
        "name the condition that allows data of this class, look whether an impact assessment is due, and tell people before";
    NEW_DATA = "new-data", Inform, ["13(1)(c)", "14(1)(d)", "5(1)(c)"],
        "tell people that these data are processed too, and that the purpose needs them";
    NEW_PEOPLE = "new-people", Inform, ["13(1)", "14(1)"],
        "tell these people, whom no notice for this purpose has reached";
    NEW_CHILDREN = "new-children", InformBefore, ["12(1)", "8"],
        "write for children, and have the consent of whoever has parental responsibility where the purpose rests on consent";
    LONGER_RETENTION = "longer-retention", Inform, ["13(2)(a)", "5(1)(e)"],
        "tell people that the data are kept longer, and why that is needed";
    OTHER_RETENTION = "other-retention", Inform, ["13(2)(a)"],
        "tell people how long the data are kept now";
    SHORTER_RETENTION = "shorter-retention", Internal, ["5(1)(e)"],
        "erase what is older than the new period";
    NEW_DECISION = "new-decision", InformBefore, ["22", "13(2)(f)", "35(3)(a)"],
        "tell people before of the decision, its logic and its consequences; make the ground, the human and the impact assessment ready";
    NEW_PROFILING = "new-profiling", Inform, ["4(4)", "13(2)(f)"],
        "tell people of the profiling";
    NEW_SOURCE = "new-source", Inform, ["14(2)(f)", "14(3)"],
        "tell people from where their data come now, within a month at the latest";
    OTHER_PROVISION = "other-provision", Inform, ["13(2)(e)"],
        "tell people whether they must give the data, and what follows if they don't";
    NEW_MARKETING = "new-marketing", InformBefore, ["21(4)", "21(2)"],
        "tell people of their right to object to direct marketing, apart from all else, at the first contact";
    CONTROLLER = "controller", Inform, ["13(1)(a)"],
        "tell people who answers for their data, and how to reach them";
    OFFICER = "officer", Inform, ["13(1)(b)", "37(7)"],
        "publish how the officer is reached, and tell the authority";
    AUTHORITY = "authority", Inform, ["13(2)(d)"],
        "tell people where they can complain";
    RIGHTS = "rights", Inform, ["13(2)(b)", "12(2)"],
        "tell people how they use their rights";
    CALIFORNIA_LISTS = "california-lists", Inform, ["CCPA 1798.130(a)(5)"],
        "bring the lists for people in California up to date";
    MEASURES = "measures", Internal, ["32(1)", "30(1)(g)"],
        "see that the measures still fit the risk";
}

/// What these changes oblige; the gravest first, then as the changes stand.
pub fn follow(old: Revision<'_>, new: Revision<'_>, changes: &[Change]) -> Vec<Duty> {
    let mut found = Found::default();
    for change in changes.iter().filter(|change| !change.wording) {
        of_organisation(change, &mut found);
    }
    purposes::duties(old, new, changes, &mut found);
    let mut duties: Vec<Duty> = found.duties.into_values().collect();
    duties.sort_by_key(|duty| std::cmp::Reverse(duty.obligation.grade));
    duties
}

/// Duties by what they say and whom they are about: one, however many purposes bring it.
#[derive(Default)]
struct Found {
    duties: IndexMap<(&'static str, String), Duty>,
}

impl Found {
    fn add(
        &mut self,
        obligation: &'static Obligation,
        entry: impl Into<String>,
        arises_in: Option<&Id>,
        audience: impl IntoIterator<Item = String>,
    ) {
        let entry = entry.into();
        let duty = self.duties.entry((obligation.name, entry.clone())).or_insert_with(|| Duty {
            obligation,
            entry,
            arises_in: Vec::new(),
            audience: Vec::new(),
        });
        let new = arises_in.filter(|id| !duty.arises_in.contains(id));
        duty.arises_in.extend(new.cloned());
        for one in audience {
            if !duty.audience.contains(&one) {
                duty.audience.push(one);
            }
        }
    }
}

/// What concerns everybody whose data are processed.
fn of_organisation(change: &Change, found: &mut Found) {
    let entry = change.entry();
    let first = change.field.split('.').next().unwrap_or_default();
    let obligation = match (change.kind, first) {
        ("california" | "california-category", _)
        | ("recipient", "sells" | "shares")
        | ("personal-data", "california" | "california-sensitive") => Some(&CALIFORNIA_LISTS),
        ("recipient", "name") if change.field == "name" && change.public => Some(&RECIPIENT_NAME),
        ("organisation", "supervisory-authority") => Some(&AUTHORITY),
        ("organisation", "data-protection-officer") => Some(&OFFICER),
        ("organisation", "rights") => Some(&RIGHTS),
        ("organisation", _) if change.public => Some(&CONTROLLER),
        ("measure", _) => Some(&MEASURES),
        _ => None,
    };
    if let Some(obligation) = obligation {
        found.add(obligation, entry, None, []);
    }
}
