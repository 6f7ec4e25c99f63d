//! What stands outside of the tables of activities: the organisation's own facts, and sheets about a processor.

use crate::{
    import::{
        found::{Activity, Cell, Found, Party, Says},
        headings::Headings,
        lexicon::normal,
        report::{Leaf, Report},
        table::{Row, Sheet},
    },
    view::layouts::Fact,
};

impl Headings<'_> {
    /// A row outside of any table: a fact of the organisation may stand beside its heading, or behind it. `groups` are the
    /// headings over such pairs: of the controller, the officer, the representative.
    pub(super) fn loose(
        &self,
        sheet: &Sheet,
        row: &Row,
        groups: &mut Vec<(usize, Fact)>,
        found: &mut Found,
        report: &mut Report,
    ) -> Option<Leaf> {
        let is_pair = row.written().count() > 1;
        let of_organisation = |heading: &str| match self.meaning(heading) {
            Some(Says::Fact(fact)) if fact.is_of_organisation() => Some(fact),
            Some(Says::Fact(Fact::Controller | Fact::ControllerInFull)) => {
                Some(Fact::OrganisationName)
            }
            Some(Says::Fact(Fact::Name)) if is_pair => Some(Fact::OrganisationName),
            _ => None,
        };
        // A row of headings alone stands over the pairs below it.
        let of_groups = |text: &str| {
            of_organisation(text)
                .or_else(|| Some(Fact::OrganisationName).filter(|_| is_contact(text)))
        };
        if is_pair && row.written().all(|(_, text)| of_groups(text).is_some()) {
            *groups =
                row.written().filter_map(|(at, text)| Some((*at, of_groups(text)?))).collect();
            for (column, text) in row.written() {
                let leaf = report.add(sheet.place(row, *column), "", text.clone());
                report.place(leaf, "a heading");
            }
            return None;
        }
        let mut last = None;
        let mut heading: Option<(&str, Fact)> = None;
        for (column, text) in row.written() {
            let over = groups.iter().rev().find(|(at, _)| at <= column).map(|(_, fact)| *fact);
            let above = heading.map(|(heading, _)| heading).unwrap_or_default();
            let leaf = report.add(sheet.place(row, *column), above, text.clone());
            last = Some(leaf);
            if let Some((_, fact)) = heading {
                found.organisation.push((fact, Cell { leaf, text: text.clone() }));
                heading = None;
            } else if let Some((before, after)) = text.split_once(':')
                && let Some(fact) = of_organisation(before)
                && !after.trim().is_empty()
            {
                found.organisation.push((fact, Cell { leaf, text: after.trim().to_owned() }));
            } else if is_pair && let Some(fact) = of_organisation(text) {
                report.place(leaf, "a heading");
                heading = Some((text, grouped(over, fact)));
            }
        }
        last
    }
}

/// Whether a heading asks for a contact and not whose: what stands first is the organisation's own.
fn is_contact(text: &str) -> bool {
    ["name and contact details", "contact details", "controller details"].contains(&&*normal(text))
}

/// A fact about whoever the heading over it names.
fn grouped(over: Option<Fact>, fact: Fact) -> Fact {
    let facts = match over {
        Some(Fact::Officer | Fact::OfficerName) => {
            [Fact::OfficerName, Fact::OfficerAddress, Fact::OfficerEmail, Fact::OfficerPhone]
        }
        Some(Fact::Representatives | Fact::RepresentativeName) => [
            Fact::RepresentativeName,
            Fact::RepresentativeAddress,
            Fact::RepresentativeEmail,
            Fact::RepresentativePhone,
        ],
        _ => return fact,
    };
    match fact {
        Fact::OrganisationName => facts[0],
        Fact::Address => facts[1],
        Fact::Email => facts[2],
        Fact::Phone => facts[3],
        other => other,
    }
}

/// A sheet of facts about the organisation, where "name" is its own.
pub(super) fn organisation(activity: Activity, found: &mut Found) {
    for (says, cell) in activity.rows.into_iter().flatten() {
        if let Says::Fact(fact) = says {
            let fact = if fact == Fact::Name { Fact::OrganisationName } else { fact };
            found.organisation.push((fact, cell));
        }
    }
}

/// A sheet of facts about a processor, and about nothing that is done with data.
pub(super) fn processor(activity: &Activity) -> Option<Party> {
    let cells = || activity.rows.iter().flatten();
    let is_activity = cells().any(|(says, _)| {
        matches!(
            says,
            Says::Fact(
                Fact::Purpose
                    | Fact::DataSubjects
                    | Fact::LegalBasis
                    | Fact::Retention
                    | Fact::Recipients
            )
        )
    });
    let of = |fact: Fact| cells().find(|(says, _)| *says == Says::Fact(fact)).map(|(_, cell)| cell);
    let name = of(Fact::Processors).filter(|_| !is_activity)?.clone();
    let mut stated: Vec<(&'static str, toml::Value, Leaf)> =
        vec![("role", "processor".into(), name.leaf)];
    for (says, cell) in cells() {
        let key = match says {
            Says::Fact(Fact::Address) => {
                let lines = cell.text.split([',', '\n']).map(|line| line.trim().into()).collect();
                stated.push(("address", toml::Value::Array(lines), cell.leaf));
                continue;
            }
            Says::Fact(Fact::Email) if cell.text.contains('@') => "email",
            Says::Fact(Fact::Website) => "website",
            Says::Fact(Fact::Processors) => continue,
            // What else is said of it is kept with it.
            _ => "",
        };
        stated.push((key, cell.text.as_str().into(), cell.leaf));
    }
    Some(Party { name, is_category: false, stated, whole: Vec::new() })
}
