//! Whose register it is: names, addresses, ways to reach them.

use toml::Value;

use crate::{
    import::{
        draft::list,
        found::Cell,
        place::{ORGANISATION, Placer, items::split},
    },
    view::layouts::Fact,
};

impl Placer<'_> {
    pub(super) fn organisation(&mut self, facts: Vec<(Fact, Cell)>) {
        for (fact, cell) in facts {
            let path = match fact {
                Fact::Organisation | Fact::OrganisationName => "name",
                Fact::Registration => "registration",
                Fact::Address => "address",
                Fact::Email => "email",
                Fact::Phone => "phone",
                Fact::Website => "website",
                Fact::ContactForm => "contact-form",
                Fact::ContactPerson => "contact-person.name",
                Fact::Officer | Fact::OfficerName => "data-protection-officer.name",
                Fact::OfficerAddress => "data-protection-officer.address",
                Fact::OfficerEmail => "data-protection-officer.email",
                Fact::OfficerPhone => "data-protection-officer.phone",
                Fact::RepresentativeName => "representatives.EU.name",
                Fact::RepresentativeAddress => "representatives.EU.address",
                Fact::RepresentativeEmail => "representatives.EU.email",
                Fact::RepresentativePhone => "representatives.EU.phone",
                Fact::PolicyUrl => "policy-url",
                Fact::BreachRegister => "breach-register",
                Fact::RetentionPolicy => "retention-policy",
                Fact::SecurityPolicy => "security-policy",
                _ => continue,
            };
            self.fact(path, &cell);
        }
    }

    fn fact(&mut self, path: &'static str, cell: &Cell) {
        let text = cell.text.trim();
        // No officer, no representative: whoever says so gives a reason, in the text or not at all.
        let first = path.split('.').next().unwrap_or(path);
        let is_of_other = path.contains('.') && first != "contact-person";
        if is_of_other && let Some(reason) = self.none_for(text) {
            self.say(ORGANISATION, first, reason, cell.leaf);
            return;
        }
        if let Some(open) = self.open(text) {
            let path = if is_of_other { first } else { path };
            self.say(ORGANISATION, path, open, cell.leaf);
            return;
        }
        if path.ends_with("address") {
            self.address(path, cell);
            return;
        }
        if path.ends_with("name") && self.lump(path, cell) {
            return;
        }
        let is_mailbox = text.contains('@') && !text.contains(char::is_whitespace);
        // A mailbox under a heading that asks for something else is still one.
        let path = match path {
            "phone" | "contact-person.name" | "website" if is_mailbox => "email",
            "data-protection-officer.name" if is_mailbox => "data-protection-officer.email",
            path => path,
        };
        if path.ends_with("email") && !is_mailbox {
            return;
        }
        self.say(ORGANISATION, path, text, cell.leaf);
    }

    /// Name, address and mailbox in one cell, parted by commas or lines: each by what it looks like.
    fn lump(&mut self, path: &'static str, cell: &Cell) -> bool {
        let parts = split(&cell.text, &['\n', ',']);
        let is_mailbox = |part: &String| part.contains('@') && !part.contains(char::is_whitespace);
        let has_digit = |part: &String| part.chars().any(|char| char.is_ascii_digit());
        let is_lump = parts.len() > 1
            && !has_digit(&parts[0])
            && parts[1..].iter().any(|part| has_digit(part) || is_mailbox(part));
        if !is_lump {
            return false;
        }
        let of = path.trim_end_matches("name");
        self.say(ORGANISATION, path, parts[0].as_str(), cell.leaf);
        let (mailboxes, lines): (Vec<String>, Vec<String>) =
            parts[1..].iter().cloned().partition(is_mailbox);
        if let Some(mailbox) = mailboxes.first() {
            self.say(ORGANISATION, &format!("{of}email"), mailbox.as_str(), cell.leaf);
        }
        if !lines.is_empty() {
            let address = match of {
                "" => "address",
                "data-protection-officer." => "data-protection-officer.address",
                "contact-person." => "contact-person.address",
                _ => "representatives.EU.address",
            };
            self.address(address, &Cell { leaf: cell.leaf, text: lines.join("\n") });
        }
        true
    }

    /// The lines of an address. The last may be a country: it has a key of its own.
    pub(super) fn address(&mut self, path: &'static str, cell: &Cell) {
        let mut lines = split(&cell.text, &['\n', ',']);
        let country = lines.last().and_then(|last| self.country(last));
        if let Some(country) = country.filter(|_| lines.len() > 1) {
            lines.pop();
            let key = path.trim_end_matches("address");
            self.say(ORGANISATION, &format!("{key}country"), country, cell.leaf);
        }
        self.say(ORGANISATION, path, list(lines), cell.leaf);
    }

    /// "None", with the reason that may follow it.
    fn none_for(&self, text: &str) -> Option<Value> {
        if self.is_none(text) {
            return Some("none".into());
        }
        let end = text.find([' ', ',', '(', '–', '—', '.'])?;
        let mut ends = text
            .match_indices([' ', ',', '(', '–', '—', '.'])
            .map(|(at, _)| at)
            .take(4)
            .collect::<Vec<_>>();
        ends.insert(0, end);
        let (none, reason) =
            ends.into_iter().map(|end| text.split_at(end)).find(|(none, _)| self.is_none(none))?;
        let _ = none;
        let edge = |char: char| char.is_whitespace() || ",.–—-:".contains(char);
        let reason = reason.trim_matches(edge);
        let reason =
            reason.strip_prefix('(').and_then(|inner| inner.strip_suffix(')')).unwrap_or(reason);
        let table: toml::Table = [("none".to_owned(), reason.into())].into_iter().collect();
        Some(Value::Table(table))
    }
}
