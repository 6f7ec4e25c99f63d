//! Those who take part: the organisation, other controllers, recipients, supervisory authorities.

use chrono::NaiveDate;
use serde_json::{Value, json};

use crate::{
    register::{
        entry::{Provenance, Shared},
        keys::{keys, words},
        legal_bases::LegalBases,
        purposes::Retained,
        read::{Node, Reader},
        security::Assessment,
        shape::{Naming, Several, TableOf},
        text::{Name, Text},
        transfers::{Area, Country, Transfers},
        uses::{Kind, Only, Ref, Relation},
        value::{Field, Id},
    },
    source::Span,
};

keys! {
    /// How somebody is reached. Art. 13(1)(a), 30(1)(a).
    pub struct Contact {
        /// what they are called
        name: Name = "name", Public, ["13(1)(a)", "30(1)(a)"];
        /// what they are in the organisation
        title: Name = "title", Public, ["13(1)(a)", "30(1)(a)"];
        /// lines as on a letter
        address: Several<Box<str>> = "address", Public, ["13(1)(a)"];
        /// where the seat is; printed after the address
        country: Ref<Country> = "country", Public, ["13(1)(a)"];
        /// an address for e-mail
        email: Box<str> = "email", Public, ["13(1)(a)"];
        /// a telephone number, with the country's prefix
        phone: Box<str> = "phone", Public, ["13(1)(a)"];
        /// a website
        website: Box<str> = "website", Public, ["13(1)(a)"];
        /// where a form for messages stands
        contact_form: Box<str> = "contact-form", Public, ["13(1)(a)"];
    }
}

impl Contact {
    /// Whether there is any way to reach them.
    pub fn has_channel(&self) -> bool {
        self.address.get().is_some() || self.has_electronic_channel()
    }

    /// Whether they can be reached other than by letter.
    pub fn has_electronic_channel(&self) -> bool {
        [&self.email, &self.phone, &self.website, &self.contact_form]
            .iter()
            .any(|field| field.get().is_some())
    }
}

keys! {
    /// The data protection officer of Art. 37.
    pub struct Officer {
        ..contact: Contact,
        /// what else the officer does
        other_roles: Several<Box<str>> = "other-roles", Internal, ["38(6)"];
        /// when the authority was told
        notified_on: NaiveDate = "notified-on", Internal, ["37(7)"];
    }
}

keys! {
    /// How rights are used: words or a link.
    pub struct RightsInWords as "rights" {
        /// the way in general
        contact: Text = "contact", Public, ["12(2)"];
        /// what else to know
        description: Text = "description", Public, ["12(2)"];
        /// the own way of this right
        access: Text = "access", Public, ["12(2)"];
        /// the own way of this right
        rectification: Text = "rectification", Public, ["12(2)"];
        /// the own way of this right
        erasure: Text = "erasure", Public, ["12(2)"];
        /// the own way of this right
        restriction: Text = "restriction", Public, ["12(2)"];
        /// the own way of this right
        portability: Text = "portability", Public, ["12(2)"];
        /// the own way of this right
        object: Text = "object", Public, ["12(2)", "21(5)"];
        /// the own way of this right
        withdraw_consent: Text = "withdraw-consent", Public, ["12(2)", "7(3)"];
        /// the own way of this right
        automated_decisions: Text = "automated-decisions", Public, ["12(2)"];
        /// the own way of this right
        complaint: Text = "complaint", Public, ["12(2)"];
    }
}

/// Names of the places in which somebody is represented. Art. 27, and its like elsewhere.
#[derive(Clone, Debug)]
pub struct Representations;

impl Representations {
    const PLACES: &[&str] = &["EU", "GB", "CH"];
}

impl Naming for Representations {
    const BY: &'static str = "EU, GB, CH";

    fn names() -> Value {
        json!({ "enum": Self::PLACES })
    }

    fn check(name: &str, node: Node<'_>, reader: &mut Reader<'_>) {
        if !Self::PLACES.contains(&name) {
            reader.unknown_key(name, node.key, Self::PLACES, "a place of a representative");
        }
    }
}

keys! {
    /// Whose register this is.
    pub struct Organisation {
        ..shared: Shared,
        ..contact: Contact,
        /// the name in running text
        short_name: Name = "short-name", Public, ["13(1)(a)", "30(1)(a)"];
        /// `"ApS"`
        legal_form: Box<str> = "legal-form", Public, [];
        /// its number in the register of companies
        registration: Box<str> = "registration", Public, [];
        /// who answers; not an officer of Art. 37
        contact_person: Contact = "contact-person", Public, [];
        /// the officer; none wants a reason
        data_protection_officer: Officer = "data-protection-officer", Public, ["13(1)(b)", "37"], or_none;
        /// by `EU`, `GB`, `CH`
        representatives: TableOf<Contact, Representations> = "representatives", Public, ["27"], or_none;
        /// default: its country's
        supervisory_authority: Relation<Authority> = "supervisory-authority", Public, ["13(2)(d)"];
        /// when the policy applies: its first sentence
        scope: Text = "scope", Public, ["12(1)"];
        /// where the policy stands
        policy_url: Box<str> = "policy-url", Public, ["12(1)"];
        /// how rights are used
        rights: RightsInWords = "rights", Public, ["12(2)", "13(2)(b)"];
        /// whether it is one
        public_authority: bool = "public-authority", Internal, ["6(1)"];
        /// whether it is one
        non_profit: bool = "non-profit", Internal, ["9(2)(d)"];
        /// how many
        employees: i64 = "employees", Internal, ["30(5)"];
        /// whose people it addresses
        markets: Several<Ref<Country>> = "markets", Internal, ["3(2)", "12(1)"];
        /// where it is
        breach_register: Box<str> = "breach-register", Internal, ["33(5)"];
        /// where it is
        retention_policy: Box<str> = "retention-policy", Internal, [];
        /// where it is
        security_policy: Box<str> = "security-policy", Internal, [];
    }
}

keys! {
    /// A supervisory authority. Art. 51.
    pub struct Authority {
        ..shared: Shared,
        ..contact: Contact,
        ..provenance: Provenance,
        /// national, regional or of the Union
        level: Box<str> = "level", Nowhere, [];
        /// its name in its own languages
        own_name: Text = "own-name", Public, ["13(2)(d)"];
        /// its name in short
        short: Box<str> = "short", Public, [];
        /// the languages in which it takes complaints
        complaint_language: Several<Box<str>> = "complaint-language", Public, [];
        /// when its record was last changed
        data_as_of: NaiveDate = "data-as-of", Nowhere, [];
    }
}

words! {
    /// What a recipient is to the organisation. Art. 4(7)–(10), 26, 28.
    pub enum Role {
        /// Art. 4(8), 28.
        Processor = "processor",
        /// Art. 4(7).
        Controller = "controller",
        /// Art. 26.
        JointController = "joint-controller",
        /// A public authority.
        Authority = "authority",
        /// Art. 4(10).
        ThirdParty = "third-party",
        /// A department: in the record only.
        Internal = "internal",
        /// Anyone.
        ThePublic = "the-public",
        /// The person.
        TheDataSubject = "the-data-subject",
    }
}

words! {
    /// What public documents print of a recipient.
    pub enum Publish {
        /// Its name.
        Name = "name",
        /// Its category alone.
        Category = "category",
    }
}

words! {
    /// How far a contract is.
    pub enum ContractStatus {
        /// It holds.
        Signed = "signed",
        /// It is being talked about.
        InNegotiation = "in-negotiation",
        /// Nothing has been done.
        NotStarted = "not-started",
        /// None is needed.
        NotNeeded = "not-needed",
    }
}

words! {
    /// How a processor may take on others. Art. 28(2).
    pub enum Authorisation {
        /// In general, with notice of changes.
        General = "general",
        /// One by one.
        Specific = "specific",
    }
}

keys! {
    /// A contract of Art. 28(3), or an arrangement with a controller.
    pub struct Contract {
        /// signed when
        date: NaiveDate = "date", Internal, ["28(9)"];
        /// ends when
        expires: NaiveDate = "expires", Internal, ["28(9)"];
        /// how far it is
        status: ContractStatus = "status", Internal, ["28(9)"];
        /// where it is
        document: Box<str> = "document", Internal, ["28(9)"];
    }
}

keys! {
    /// The arrangement of joint controllers.
    pub struct Arrangement {
        /// made when
        date: NaiveDate = "date", Internal, ["26(1)"];
        /// where it is
        document: Box<str> = "document", Internal, ["26(1)"];
        /// what it says, in short
        essence: Text = "essence", Public, ["26(2)"];
        /// whom people may turn to
        contact_point: Text = "contact-point", Public, ["26(1)"];
    }
}

keys! {
    /// Somebody who gets personal data. Art. 4(9).
    pub struct Recipient {
        ..shared: Shared,
        ..contact: Contact,
        /// what kind of recipient it is
        category: Text = "category", Public, ["13(1)(e)", "30(1)(d)"];
        /// what public documents print; `category` wants `internal` to say why
        publish: Publish = "publish", Public, ["13(1)(e)"];
        /// what it is to the organisation
        role: Role = "role", Public, ["4(7)", "4(8)", "4(9)", "4(10)", "26", "28"];
        /// whether it belongs to the same group
        group_company: bool = "group-company", Public, ["4(7)", "4(8)", "4(9)", "4(10)", "26", "28"];
        /// of a joint controller
        arrangement: Arrangement = "arrangement", Public, ["26(2)"];
        /// where its own policy stands
        policy_url: Box<str> = "policy-url", Public, [];
        /// where the data are; silent: `country` counts, and a rule asks
        countries: Several<Area> = "countries", Public, ["13(1)(f)"];
        /// from where else they can be reached
        access_from: Several<Area> = "access-from", Public, ["44"], or_none;
        /// when those places were verified
        checked_on: NaiveDate = "checked-on", Internal, [];
        /// the instruments by place; a foreign parent and none want a reason
        transfers: Transfers = "transfers", Public, ["13(1)(f)", "30(1)(e)"], or_none;
        /// how a copy of the safeguards is had
        transfer_copy: Text = "transfer-copy", Public, ["13(1)(f)"];
        /// the contract with it
        contract: Contract = "contract", Internal, ["28(3)", "26"], or_none;
        /// whom it takes on
        sub_processors: Relation<Recipient> = "sub-processors", Public, ["28(2)", "28(4)"], or_none;
        /// where the list of them stands
        sub_processor_list: Box<str> = "sub-processor-list", Internal, ["28(2)"];
        /// how it may take on others
        authorisation: Authorisation = "authorisation", Internal, ["28(2)"];
        /// what it does with the data for itself: statistics, training
        own_purposes: Text = "own-purposes", Public, ["28(10)"], or_none;
        /// how long it keeps them, if not as we do
        retention: Retained = "retention", Public, ["13(2)(a)"], or_none;
        /// of the processor
        assessment: Relation<Assessment> = "assessment", Internal, ["28(1)"];
        /// in California's sense
        sells: bool = "sells", Public, ["CCPA 1798.140"];
        /// in California's sense
        shares: bool = "shares", Public, ["CCPA 1798.140"];
        /// what it gets in every use
        only: Only = "only", Public, ["30(1)(d)"];
        /// a group: naming it names these
        includes: Several<Ref<Recipient>> = "includes", Public, [];
    }
}

words! {
    /// In which form a recipient gets data.
    pub enum Form {
        /// Under a name that only we can resolve.
        Pseudonymised = "pseudonymised",
        /// Without the key.
        Encrypted = "encrypted",
        /// As figures about many.
        Aggregated = "aggregated",
    }
}

keys! {
    /// What only the use of a recipient in a purpose has.
    pub struct Disclosure {
        /// what it does here
        for_what: Text = "for", Public, ["13(1)(e)"];
        /// not in clear
        form: Form = "form", Public, ["13(1)(e)"];
        /// the disclosure's own basis
        legal_basis: LegalBases = "legal-basis", Public, ["6(1)"];
        /// of a joint controller: who does what here
        responsibilities: Text = "responsibilities", Public, ["26(2)"];
    }
}

keys! {
    /// A company of the group, or one that the organisation works for.
    pub struct Controller {
        ..shared: Shared,
        ..contact: Contact,
        /// its number in the register of companies
        registration: Box<str> = "registration", Public, ["30(1)(a)", "30(2)(a)"];
        /// known only as a kind
        category: Text = "category", Public, ["30(1)(a)", "30(2)(a)"];
        /// as the organisation's
        data_protection_officer: Officer = "data-protection-officer", Internal, ["30(2)(a)"], or_none;
        /// as the organisation's
        representatives: TableOf<Contact, Representations> = "representatives", Internal, ["30(2)(a)"], or_none;
        /// the contract with it
        contract: Contract = "contract", Internal, ["28(3)", "26"], or_none;
        /// since when
        since: NaiveDate = "since", Internal, [];
    }
}

impl Kind for Authority {
    const NAME: &'static str = "authority";
}

impl Kind for Recipient {
    const NAME: &'static str = "recipient";

    fn only(&self) -> Option<&Only> {
        self.only.get()
    }
}

impl Kind for Controller {
    const NAME: &'static str = "controller";
}

impl Recipient {
    /// Where it has the data, and from where it can reach them; if it does not say, its seat.
    pub fn places(&self) -> impl Iterator<Item = (&Id, Span)> {
        let listed = [&self.countries, &self.access_from].into_iter().filter_map(Field::get);
        let listed = listed.flat_map(|areas| &areas.0);
        let listed = listed.filter_map(|area| Some((&area.get()?.0, area.span)));
        let seat = self.contact.country.value().filter(|_| self.countries.is_silent());
        listed.chain(seat.and_then(|seat| Some((&seat.get()?.id, seat.span))))
    }
}
