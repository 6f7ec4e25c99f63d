//! What the policy says besides the purposes: audiences, topics, statements, sections, versions, trackers, California.

use chrono::NaiveDate;

use crate::register::{
    entry::{Provenance, Shared},
    keys::{keys, words},
    parties::Recipient,
    personal_data::{DataSubject, PersonalData},
    purposes::Purpose,
    shape::Several,
    term::Term,
    text::{Name, Text},
    uses::{Kind, Relation},
};

keys! {
    /// Whom a notice speaks to.
    pub struct Audience {
        ..shared: Shared,
        /// what it is called
        name: Text = "name", Public, ["12(1)"];
        /// whom it speaks to
        data_subjects: Relation<DataSubject> = "data-subjects", Public, ["12(1)"];
    }
}

keys! {
    /// A heading of policy and record.
    pub struct Topic {
        ..shared: Shared,
        /// what it is called
        name: Text = "name", Public, ["12(1)"];
        /// of its purposes
        audience: Relation<Audience> = "audience", Public, [];
        /// what its purposes have in common
        default: Purpose = "default", Public, [];
    }
}

keys! {
    /// Where something of one's own stands in the policy.
    pub struct Position {
        /// a standard section or one's own
        before: Box<str> = "before", Public, [];
        /// a standard section or one's own
        after: Box<str> = "after", Public, [];
        /// first in that section
        opens: Box<str> = "opens", Public, [];
        /// last in that section
        closes: Box<str> = "closes", Public, [];
    }
}

keys! {
    /// A claim; those whose id ropa knows are checked against the register.
    pub struct Statement {
        ..shared: Shared,
        /// what it is called
        name: Text = "name", Public, [];
        /// needed unless the id is known
        text: Text = "text", Public, [];
        /// default: where it belongs, or at the end
        place: Position = "place", Public, [];
    }
}

words! {
    /// A statement that ropa has a sentence for, and checks against the register: the id of its entry.
    pub enum KnownStatement {
        /// No data of Art. 9 or 10, no national identifier.
        OnlyOrdinaryData = "only-ordinary-data",
        /// Nothing is sold, in California's sense.
        NoSale = "no-sale",
        /// Nothing is shared, in California's sense.
        NoSharingForAdvertising = "no-sharing-for-advertising",
        /// None of Art. 22(1).
        NoAutomatedDecisions = "no-automated-decisions",
        /// None of Art. 4(4).
        NoProfiling = "no-profiling",
        /// Nothing leaves the European Economic Area.
        InsideEea = "inside-eea",
        /// None of Chapter V.
        NoTransfers = "no-transfers",
        /// Nobody among the people is a child.
        NoChildren = "no-children",
        /// Nobody gets data but who the policy names.
        NoDisclosureOutsideThisPolicy = "no-disclosure-outside-this-policy",
    }
}

keys! {
    /// Free text of one's own.
    pub struct Section {
        ..shared: Shared,
        /// what it is called by those who keep the register
        name: Text = "name", Public, [];
        /// its heading
        title: Text = "title", Public, [];
        /// its text, in Markdown
        text: Text = "text", Public, [];
        /// where it stands
        place: Position = "place", Public, [];
        /// in which documents; default: the policy
        documents: Several<Box<str>> = "documents", Public, [];
        /// in whose notice
        audience: Relation<Audience> = "audience", Public, [];
    }
}

keys! {
    /// An edition of the policy; the latest is its date.
    pub struct Version {
        ..shared: Shared,
        /// what it is called
        name: Text = "name", Public, [];
        /// what changed
        changes: Text = "changes", Public, ["13(3)"];
        /// from when it holds
        effective: NaiveDate = "effective", Public, ["13(3)"];
        /// when people were told
        notified_on: NaiveDate = "notified-on", Public, ["13(3)"];
        /// how
        notified_how: Text = "notified-how", Public, ["13(3)"];
    }
}

words! {
    /// By what a device is read or written.
    pub enum Technique {
        /// A cookie.
        Cookie = "cookie",
        /// Storage in the browser.
        LocalStorage = "local-storage",
        /// A picture that calls home.
        Pixel = "pixel",
        /// A library in an app.
        Sdk = "sdk",
        /// Recognition by traits.
        Fingerprint = "fingerprint",
        /// A log.
        Log = "log",
    }
}

keys! {
    /// Something that reads or writes on a person's device. ePrivacy 5(3).
    pub struct Tracker {
        ..shared: Shared,
        /// what it is called
        name: Name = "name", Public, ["ePrivacy 5(3)"];
        /// by what it does
        technique: Technique = "technique", Public, ["ePrivacy 5(3)"];
        /// for what
        purpose: Relation<Purpose> = "purpose", Public, ["13(1)(c)"];
        /// who gets it
        recipient: Relation<Recipient> = "recipient", Public, ["13(1)(e)"];
        /// why it needs no consent (none: it needs it)
        necessary: Text = "necessary", Public, ["ePrivacy 5(3)"], or_none;
        /// how long it lasts
        lifetime: Term = "lifetime", Public, ["C-673/17"];
    }
}

keys! {
    /// What only the use of data in California's lists has.
    pub struct CaliforniaUse {
        /// to whom
        recipients: Relation<Recipient> = "recipients", Public, ["CCPA 1798.110(c)"];
        /// what for
        for_what: Text = "for", Public, ["CCPA 1798.110(c)"];
    }
}

/// A list of California's: data, to whom, what for.
pub type CaliforniaList = Relation<PersonalData, CaliforniaUse>;

keys! {
    /// What Californians are told.
    pub struct California {
        ..shared: Shared,
        /// what it is called
        name: Text = "name", Public, [];
        /// `false`: promises made freely
        applies: bool = "applies", Internal, ["CCPA 1798.140(d)"];
        /// in the last twelve months
        sold: CaliforniaList = "sold", Public, ["CCPA 1798.130(a)(5)(C)"], or_none;
        /// in the last twelve months
        shared_data: CaliforniaList = "shared", Public, ["CCPA 1798.130(a)(5)(C)"], or_none;
        /// in the last twelve months
        disclosed: CaliforniaList = "disclosed", Public, ["CCPA 1798.130(a)(5)(C)"], or_none;
        /// how requests reach us
        methods: Several<Text> = "methods", Public, ["CCPA 1798.130(a)(1)"];
        /// what sensitive data are used for
        sensitive_use: Text = "sensitive-use", Public, ["CCPA 1798.121"], or_none;
        /// data of those under sixteen
        minors: Text = "minors", Public, ["CCPA 1798.120"], or_none;
        /// what is given for data
        incentives: Text = "incentives", Public, ["CCPA 1798.125"], or_none;
        /// signals of the browser that are heeded
        signals: Text = "signals", Public, ["CCPA 1798.120"], or_none;
        /// how it is made sure who asks
        verification: Text = "verification", Public, ["11 CCR 7011"];
        /// who may ask for somebody else
        agents: Text = "agents", Public, ["11 CCR 7011"];
        /// where to opt out
        opt_out_link: Text = "opt-out-link", Public, ["11 CCR 7013"];
    }
}

keys! {
    /// A category of California's list: ropa's data.
    pub struct CaliforniaCategory {
        ..shared: Shared,
        ..provenance: Provenance,
        /// what it is called
        name: Text = "name", Public, ["CCPA 1798.140(v)"];
        /// its letter
        letter: Box<str> = "letter", Public, ["CCPA 1798.140(v)"];
        /// its place in the law
        citation: Box<str> = "citation", Nowhere, [];
    }
}

keys! {
    /// Why findings do not count for now.
    pub struct Waiver {
        ..shared: Shared,
        /// which rule, or which family
        rule: Box<str> = "rule", Internal, ["5(2)"];
        /// paths of entries and keys; what lies below is covered
        entry: Several<Box<str>> = "entry", Internal, ["5(2)"];
        /// why
        reason: Text = "reason", Internal, ["5(2)"];
        /// the last day on which it holds
        until: NaiveDate = "until", Internal, ["5(2)"];
    }
}

macro_rules! kind {
    ($($type:ident = $name:literal),+) => { $(impl Kind for $type { const NAME: &'static str = $name; })+ };
}
kind!(
    Audience = "audience",
    Topic = "topic",
    Statement = "statement",
    Section = "section",
    Version = "version",
    Tracker = "tracker",
    CaliforniaCategory = "california-category",
    Waiver = "waiver"
);
