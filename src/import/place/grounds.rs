//! The grounds of an activity: bases of Art. 6, conditions of Art. 9. Known by a citation in any of the ways in which people
//! cite, or because a whole item is nothing but the ground's name.

use indexmap::IndexMap;
use toml::Table;

use crate::{
    import::{
        draft::relation,
        found::{Activity, Cell, Says},
        lexicon::Lexicon,
        place::{
            Home, Placer,
            items::{brackets, items, remark, split},
        },
    },
    view::layouts::Fact,
};

/// The bases of Art. 6(1), by their letters.
const BASES: [&str; 6] = [
    "consent",
    "contract",
    "legal-obligation",
    "vital-interests",
    "public-task",
    "legitimate-interests",
];

/// The conditions of Art. 9(2), by their letters.
const CONDITIONS: [&str; 10] = [
    "explicit-consent",
    "employment-and-social-protection",
    "vital-interests",
    "not-for-profit-body",
    "made-public-by-the-data-subject",
    "legal-claims",
    "substantial-public-interest",
    "health-or-social-care",
    "public-health",
    "archiving-research-statistics",
];

/// A ground that a text states.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Ground {
    /// Whether it is a condition of Art. 9, and not a basis of Art. 6.
    pub(super) is_condition: bool,
    pub(super) id: &'static str,
}

impl Placer<'_> {
    pub(super) fn grounds(&mut self, home: Home<'_>, activity: &Activity) {
        let mut bases = self.before(home, "legal-basis");
        let mut conditions = self.before(home, "condition");
        let cells = |fact: Fact| {
            activity
                .rows
                .iter()
                .flatten()
                .filter(move |(says, _)| *says == Says::Fact(fact))
                .map(|(_, cell)| cell)
        };
        for (fact, is_condition) in [(Fact::LegalBasis, false), (Fact::Condition, true)] {
            for cell in cells(fact) {
                self.ground(home, cell, is_condition, &mut bases, &mut conditions);
            }
        }
        for cell in cells(Fact::Interests) {
            // An interest belongs to the basis that asks for it, and makes none.
            let used =
                bases.get_mut("legitimate-interests").filter(|used| !used.contains_key("interest"));
            if let Some(used) = used
                && !self.is_none(&cell.text)
            {
                used.insert("interest".to_owned(), cell.text.as_str().into());
                self.report
                    .place(cell.leaf, home.path("legal-basis.legitimate-interests.interest"));
            }
        }
        for cell in cells(Fact::Balancing) {
            let used = bases
                .get_mut("legitimate-interests")
                .filter(|used| !used.contains_key("assessment"));
            if let Some(used) = used
                && !self.is_none(&cell.text)
            {
                let name = format!("{}-balancing", home.id);
                let id = self
                    .draft
                    .new_id("assessment", &name, |id| self.known.declares("assessment", id));
                let own = Home { kind: "assessment", id: &id };
                self.say(own, "kind", "legitimate-interests", cell.leaf);
                self.say(own, "document", cell.text.as_str(), cell.leaf);
                used.insert("assessment".to_owned(), id.into());
            }
        }
        for cell in cells(Fact::Proof) {
            let used = bases.get_mut("consent").filter(|used| !used.contains_key("proof"));
            if let Some(used) = used
                && !self.is_none(&cell.text)
            {
                used.insert("proof".to_owned(), cell.text.as_str().into());
                self.report.place(cell.leaf, home.path("legal-basis.consent.proof"));
            }
        }
        for (key, uses) in [("legal-basis", bases), ("condition", conditions)] {
            if !uses.is_empty() {
                self.draft.entry(home.kind, home.id).insert(key.to_owned(), relation(uses));
            }
        }
    }

    fn ground(
        &mut self,
        home: Home<'_>,
        cell: &Cell,
        is_condition: bool,
        bases: &mut IndexMap<String, Table>,
        conditions: &mut IndexMap<String, Table>,
    ) {
        let key = if is_condition { "condition" } else { "legal-basis" };
        if let Some(open) = self.open(&cell.text) {
            let uses = if is_condition { conditions } else { bases };
            uses.insert(open.to_owned(), Table::new());
            self.report.place(cell.leaf, home.path(key));
            return;
        }
        if is_condition && self.is_none(&cell.text) {
            return;
        }
        let mut is_whole = true;
        for item in split(&cell.text, &['\n', ';']) {
            let (item, only) = self.only(home, &item);
            let (cited, rest) = cited(item, self.lexicon, &self.language);
            let named = if cited.is_empty() { self.called(item, is_condition) } else { Vec::new() };
            let rest = if named.is_empty() { rest } else { String::new() };
            let grounds: Vec<Ground> = cited.into_iter().chain(named).collect();
            if grounds.is_empty() {
                is_whole = false;
                continue;
            }
            let is_new = grounds.iter().all(|ground| {
                let uses = if ground.is_condition { &*conditions } else { &*bases };
                !uses.contains_key(ground.id)
            });
            for ground in &grounds {
                let (key, uses) = if ground.is_condition {
                    ("condition", &mut *conditions)
                } else {
                    ("legal-basis", &mut *bases)
                };
                uses.entry(ground.id.to_owned()).or_default();
                self.report.place(cell.leaf, home.path(&format!("{key}.{}", ground.id)));
            }
            if let Some(only) = only {
                match (&*grounds, is_new) {
                    ([ground], true) => {
                        let uses = if ground.is_condition { &mut *conditions } else { &mut *bases };
                        uses[ground.id].insert("only".to_owned(), only);
                    }
                    // To narrow what another line says of all would say less than both.
                    _ => is_whole = false,
                }
            }
            if rest.is_empty() {
                continue;
            }
            let [ground] = &*grounds else {
                is_whole = false;
                continue;
            };
            // What is said of a basis beside its citation is for those who read the record; of an interest it is the interest.
            let uses = if ground.is_condition { &mut *conditions } else { &mut *bases };
            let facts = uses.entry(ground.id.to_owned()).or_default();
            let key = if ground.id == "legitimate-interests" { "interest" } else { "internal" };
            if facts.contains_key(key) {
                is_whole = false;
            } else {
                facts.insert(key.to_owned(), rest.into());
            }
        }
        if !is_whole {
            self.keep(home, cell.leaf);
        }
    }

    /// The grounds that a text names without citing, if it is nothing but names.
    fn called(&self, item: &str, is_condition: bool) -> Vec<Ground> {
        let find = |wording: &str| -> Option<Ground> {
            let list = if is_condition { "condition" } else { "legal-basis" };
            let known: &[&'static str] = if is_condition { &CONDITIONS } else { &BASES };
            let id = self.lexicon.find(list, wording, &self.language)?;
            known.iter().find(|known| **known == id).map(|id| Ground { is_condition, id })
        };
        let one = find(item).or_else(|| {
            find(brackets(item).0).filter(|_| brackets(item).1.is_some_and(str::is_empty))
        });
        if let Some(ground) = one {
            return vec![ground];
        }
        let several = items(item);
        let several: Vec<Option<Ground>> = several.iter().map(|item| find(item)).collect();
        several.into_iter().collect::<Option<Vec<_>>>().unwrap_or_default()
    }
}

/// A piece of a text: a number, a run of letters.
#[derive(Clone, Copy, Debug)]
struct Piece<'t> {
    start: usize,
    end: usize,
    text: &'t str,
}

/// The grounds that a text cites, and what else it says: `Art. 6 Abs. 1 lit. b DSGVO`, `6.1.b`, `stk. 1, litra f`.
pub(super) fn cited(text: &str, lexicon: &Lexicon, language: &str) -> (Vec<Ground>, String) {
    let pieces = pieces(text);
    let is = |small: &str, piece: &Piece<'_>| {
        lexicon.after(small, piece.text, language).is_some_and(str::is_empty)
    };
    let mut grounds: Vec<Ground> = Vec::new();
    let mut spans: Vec<(usize, usize)> = Vec::new();
    let mut at = 0;
    let mut article = None;
    while at < pieces.len() {
        let first = at;
        let mut next = at;
        if is("article", &pieces[next]) && next + 1 < pieces.len() {
            next += 1;
        }
        let number = pieces[next].text;
        // A bare number is an article only if its paragraph follows.
        let is_followed = |one: &Piece<'_>| one.text == wanted(number) || is("paragraph", one);
        let is_article = matches!(number, "6" | "9")
            && (next > at || pieces.get(next + 1).is_some_and(is_followed));
        let mut is_open = false;
        if is_article {
            article = Some(number.to_owned());
            next += 1;
            is_open = true;
        } else {
            next = at;
        }
        let Some(known) = article
            .clone()
            .or_else(|| Some("6".to_owned()).filter(|_| is("paragraph", &pieces[at])))
        else {
            at += 1;
            continue;
        };
        let mut is_marked = false;
        while pieces.get(next).is_some_and(|piece| is("paragraph", piece)) {
            next += 1;
            is_marked = true;
        }
        if pieces.get(next).is_some_and(|piece| piece.text == wanted(&known)) {
            next += 1;
            is_marked = true;
        }
        while pieces.get(next).is_some_and(|piece| is("paragraph", piece)) {
            next += 1;
        }
        while pieces.get(next).is_some_and(|piece| {
            is("letter", piece) && pieces.get(next + 1).is_some_and(|one| one.text.len() == 1)
        }) {
            next += 1;
            is_marked = true;
        }
        let letter = pieces.get(next).filter(|piece| piece.text.len() == 1);
        let is_bracketed = letter.is_some_and(|piece| {
            text[..piece.start].ends_with('(') && text[piece.end..].starts_with(')')
        });
        let letter = letter.filter(|_| is_open || is_marked || is_bracketed);
        let place = letter.and_then(|piece| {
            let byte = piece.text.to_ascii_lowercase().bytes().next()?;
            usize::from(byte.checked_sub(b'a')?).into()
        });
        let ids: &[&'static str] = if known == "6" { &BASES } else { &CONDITIONS };
        if let Some(id) = place.and_then(|place: usize| ids.get(place)) {
            let ground = Ground { is_condition: known == "9", id };
            if !grounds.contains(&ground) {
                grounds.push(ground);
            }
            // "A6" is an article too.
            let before = first.checked_sub(1).map(|before| pieces[before]);
            let before =
                before.filter(|piece| piece.end == pieces[first].start && piece.text == "A");
            let start = before.map_or(pieces[first].start, |piece| piece.start);
            spans.push(with_brackets(text, start, pieces[next].end));
            article = Some(known);
            at = next + 1;
        } else {
            if is_article {
                // An article without a letter is no ground, and what follows it may be one of another.
                article = None;
            }
            at = at.max(first) + 1;
        }
    }
    (grounds.clone(), rest(text, &spans, &grounds, lexicon, language))
}

/// A place in a text with the brackets that belong to it.
fn with_brackets(text: &str, mut start: usize, mut end: usize) -> (usize, usize) {
    let count = |start: usize, end: usize, char: char| text[start..end].matches(char).count();
    while text[end..].starts_with(')') && count(start, end, '(') > count(start, end, ')') {
        end += 1;
    }
    if text[..start].ends_with('(') && text[end..].starts_with(')') {
        start -= 1;
        end += 1;
    }
    (start, end)
}

/// The paragraph that has letters.
fn wanted(article: &str) -> &'static str {
    if article == "6" { "1" } else { "2" }
}

fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces: Vec<Piece<'_>> = Vec::new();
    let mut start: Option<(usize, bool)> = None;
    for (at, char) in text.char_indices().chain([(text.len(), ' ')]) {
        let is_digit = char.is_ascii_digit();
        let goes_on = start.is_some_and(|(_, digit)| digit == is_digit) && char.is_alphanumeric();
        if !goes_on {
            if let Some((start, _)) = start.take() {
                pieces.push(Piece { start, end: at, text: &text[start..at] });
            }
            start = (char.is_alphanumeric() || char == '§').then_some((at, is_digit));
        }
    }
    pieces
}

/// What a text says besides its citations, the name of the Regulation and the grounds' own names.
fn rest(
    text: &str,
    spans: &[(usize, usize)],
    grounds: &[Ground],
    lexicon: &Lexicon,
    language: &str,
) -> String {
    let mut left = String::new();
    let mut from = 0;
    for (start, end) in spans {
        left.push_str(&text[from..*start]);
        left.push(' ');
        from = *end;
    }
    left.push_str(&text[from..]);
    let mut rest = left.as_str();
    loop {
        let edge = |char: char| char.is_whitespace() || ".,;:–—-+&/".contains(char);
        let mut next = rest.trim_matches(edge);
        next = next.strip_prefix("()").unwrap_or(next);
        next = next.strip_suffix("()").unwrap_or(next);
        next = next.strip_prefix(')').unwrap_or(next);
        for small in ["regulation", "and", "article"] {
            next = lexicon.after(small, next, language).unwrap_or(next);
        }
        if let Some((before, word)) = next.rsplit_once(char::is_whitespace)
            && lexicon.after("regulation", word, language) == Some("")
        {
            next = before;
        }
        // A pair of brackets around all of it.
        if next.starts_with('(')
            && next.ends_with(')')
            && !next[1..next.len() - 1].contains(['(', ')'])
        {
            next = &next[1..next.len() - 1];
        }
        if next == rest {
            break;
        }
        rest = next;
    }
    let is_name = |wording: &str| {
        grounds.iter().any(|ground| {
            let list = if ground.is_condition { "condition" } else { "legal-basis" };
            lexicon.find(list, wording, language) == Some(ground.id)
        })
    };
    if is_name(rest) {
        return String::new();
    }
    let (name, told) = remark(rest);
    if let Some(told) = told.filter(|_| is_name(name)) {
        return told.to_owned();
    }
    let (name, inner) = brackets(rest);
    if let Some(inner) = inner.filter(|_| is_name(name)) {
        return inner.to_owned();
    }
    rest.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grounds_are_known_however_they_are_cited() {
        for (text, ids, rest) in [
            ("Art. 6 Abs. 1 lit. b DSGVO", &["contract"][..], ""),
            ("6.1.b", &["contract"], ""),
            ("stk. 1, litra f", &["legitimate-interests"], ""),
            ("artikel 6, stk. 1, litra a og c", &["consent"], "c"),
            ("Art. 6(1)(b) and (f) GDPR", &["contract", "legitimate-interests"], ""),
            ("GDPR-6-1-a", &["consent"], ""),
            ("A6-1-a-explicit-consent", &["consent"], "explicit-consent"),
            (
                "Art. 6 (1) f GDPR (legitimate interest — preventing abuse)",
                &["legitimate-interests"],
                "preventing abuse",
            ),
            ("Art. 9(2)(h) GDPR", &["health-or-social-care"], ""),
            ("art. 6 lid 1 onder c AVG", &["legal-obligation"], ""),
            ("article 6.1.e du RGPD", &["public-task"], ""),
            ("§ 6 BDSG", &[], "§ 6 BDSG"),
            ("Art. 6", &[], "6"),
            ("6 a day", &[], "6 a day"),
            ("Article 60(1)(b)", &[], "60(1)(b)"),
            ("", &[], ""),
        ] {
            let (grounds, left) = cited(text, Lexicon::get(), "");
            let found: Vec<&str> = grounds.iter().map(|ground| ground.id).collect();
            assert_eq!((found.as_slice(), &*left), (ids, rest), "{text}");
        }
    }
}
