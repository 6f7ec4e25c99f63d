//! Coverage as rows: in figures, what is not met, and every letter.

use indexmap::{IndexMap, IndexSet};

use crate::{
    cli::{input::Input, table::Table},
    coverage::{Evidence, Judged, Lack, Letter, Of, Says, State, Why},
    finding::Rule,
    register::paths::Paths,
    report::count,
    source::Span,
};

/// More than these are counted.
const SHOWN: usize = 4;

/// Makes the tables; places are named as an editor opens them, and by their path in the register.
pub(super) struct Tables<'i> {
    input: &'i Input,
    paths: Paths<'i>,
}

impl<'i> Tables<'i> {
    pub(super) fn new(input: &'i Input) -> Self {
        Self { input, paths: Paths::new(&input.workspace.sources) }
    }

    /// A row for each thing that stands in the way, with all letters that it does: the missing first.
    pub(super) fn lacking(&mut self, letters: &[Letter<'_>]) -> Table {
        let mut found: IndexMap<(State, [String; 2]), Vec<&str>> = IndexMap::new();
        for state in [State::Missing, State::Open, State::Doubtful] {
            for letter in letters {
                let mut of: IndexMap<[String; 2], Vec<Of<'_>>> = IndexMap::new();
                for judged in letter.judged.iter().filter(|judged| judged.state == state) {
                    for row in self.in_the_way(judged) {
                        of.entry(row).or_default().push(judged.of);
                    }
                }
                for ([what, write], of) in of {
                    let what = format!("{}: {what}", named(&of, letter.judged.len()));
                    let row = [what, write];
                    found.entry((state, row)).or_default().push(letter.cite);
                }
            }
        }
        let mut table = Table::new(["state", "articles", "what", "write"]);
        for ((state, [what, write]), articles) in found {
            table.add([state.name().to_owned(), cited(&articles.join(", ")), what, write]);
        }
        table
    }

    /// A row a letter, and one for each way in which it stands; what it asks, where there is room for words.
    pub(super) fn detail(&mut self, letters: &[Letter<'_>], with_words: bool) -> Table {
        let words = with_words.then_some("asks");
        let columns = ["article"].into_iter().chain(words).chain(["state", "for", "by or why"]);
        let mut table = Table::new(columns);
        for letter in letters {
            let mut asks = with_words.then(|| asked_by(letter).to_owned());
            for (state, grounds, of) in self.ways(letter) {
                let words = asks.as_mut().map(std::mem::take);
                let rest = [state.name().to_owned(), of, grounds];
                table.add([cited(letter.cite)].into_iter().chain(words).chain(rest));
            }
        }
        table
    }

    /// How a letter stands, things of which the same is to be said together. Why something is not asked is the same
    /// whichever lines say so.
    fn ways(&mut self, letter: &Letter<'_>) -> Vec<(State, String, String)> {
        let mut found: IndexMap<(State, String), (Vec<Evidence>, Vec<Of<'_>>)> = IndexMap::new();
        for judged in &letter.judged {
            let key = match judged.why {
                Some(why) if judged.state == State::NotApplicable => why.name().to_owned(),
                _ => self.grounds(judged.why, &judged.by),
            };
            let (by, of) = found.entry((judged.state, key)).or_default();
            by.extend(
                judged.by.iter().filter(|one| !by.contains(one)).copied().collect::<Vec<_>>(),
            );
            of.push(judged.of);
        }
        if found.is_empty() {
            let none = "the register has nothing that would have to answer it".to_owned();
            return vec![(State::NotApplicable, none, String::new())];
        }
        let all = letter.judged.len();
        let ways = found.into_iter().map(|((state, _), (by, of))| {
            let same = letter
                .judged
                .iter()
                .find(|one| one.state == state && one.of.path() == of[0].path());
            let why = same.and_then(|judged| judged.why);
            (state, self.grounds(why, &by), named(&of, all))
        });
        ways.collect()
    }

    /// A row for each letter, thing and lack: for a spreadsheet, where rows are sorted and counted.
    pub(super) fn rows(&mut self, letters: &[Letter<'_>]) -> Table {
        let mut table = Table::new([
            "article",
            "asks",
            "for",
            "state",
            "by or why",
            "lacking",
            "rule",
            "level",
            "written at",
            "write",
            "waived by",
            "waived until",
        ]);
        for letter in letters {
            let asks = asked_by(letter);
            for judged in &letter.judged {
                let grounds = self.grounds(judged.why, &judged.by);
                let of = judged.of.path();
                let first = [&*cited(letter.cite), asks, &of, judged.state.name(), &grounds]
                    .map(str::to_owned);
                let rest = judged.lacks.iter().map(|lack| self.lack_cells(lack));
                let mut rest: Vec<[String; 7]> = rest.collect();
                if rest.is_empty() {
                    rest.push(<[String; 7]>::default());
                }
                for cells in rest {
                    table.add(first.iter().cloned().chain(cells));
                }
            }
        }
        table
    }

    fn lack_cells(&self, lack: &Lack<'_>) -> [String; 7] {
        let level = match lack {
            Lack::Found { finding, .. } => finding.level.name(),
            Lack::Unsaid { .. } => "",
        };
        let (by, until) = lack.waived().unzip();
        [
            lack.message().into_owned(),
            lack.rule().map_or(String::new(), |rule: &Rule| rule.name.to_owned()),
            level.to_owned(),
            lack.span().map_or(String::new(), |span| self.place(span)),
            lack.help().map_or(String::new(), Into::into),
            by.unwrap_or_default().to_owned(),
            until.flatten().map_or(String::new(), |until| until.to_string()),
        ]
    }

    /// What stands in the way, with what to write instead.
    fn in_the_way(&mut self, judged: &Judged<'_>) -> Vec<[String; 2]> {
        let mut rows = Vec::new();
        for lack in &judged.lacks {
            let mut what = lack.message().into_owned();
            let rule = lack.rule().map(|rule| rule.name.to_owned());
            // Where the thing itself lacks it, its name says where.
            let place = lack.span().filter(|_| matches!(lack, Lack::Found { .. }));
            let about: Vec<_> =
                rule.into_iter().chain(place.map(|span| self.place(span))).collect();
            if !about.is_empty() {
                what = format!("{what} ({})", about.join(", "));
            }
            if let Some((by, until)) = lack.waived() {
                let until = until.map_or(String::new(), |until| format!(" until {until}"));
                what = format!("{what}; waived{until} by {by}");
            }
            rows.push([what, lack.help().map_or(String::new(), Into::into)]);
        }
        if rows.is_empty() {
            rows.push([self.grounds(judged.why, &judged.by), String::new()]);
        }
        rows
    }

    /// The lines behind a judgement, and the reason.
    fn grounds(&mut self, why: Option<Why>, by: &[Evidence]) -> String {
        let mut shown: Vec<String> = by.iter().take(SHOWN).map(|one| self.line(one)).collect();
        if by.len() > SHOWN {
            shown.push(format!("and {} more", by.len() - SHOWN));
        }
        let lines = shown.join(", ");
        match why {
            Some(why) if lines.is_empty() => why.words().to_owned(),
            Some(why) => format!("{}: {lines}", why.words()),
            None => lines,
        }
    }

    /// A line and what it says.
    fn line(&mut self, line: &Evidence) -> String {
        let (path, place) = (self.paths.of(line.span), self.place(line.span));
        match line.says {
            Says::Fact => format!("{path} ({place})"),
            Says::Derived => format!("follows from {path} ({place})"),
            Says::None => format!("\"none\" is declared in {path} ({place})"),
            Says::Unknown => format!("{path} is unknown ({place})"),
            Says::Undecided => format!("{path} is undecided ({place})"),
        }
    }

    fn place(&self, span: Span) -> String {
        let sources = &self.input.workspace.sources;
        let line = sources.line_column(span.file, span.start).line;
        format!("{}:{line}", sources.file(span.file).path)
    }
}

/// A row an article: how many of its letters stand how.
pub(super) fn summary(letters: &[Letter<'_>]) -> Table {
    let mut articles: IndexMap<&str, Vec<State>> = IndexMap::new();
    for letter in letters {
        articles.entry(letter.article()).or_default().push(letter.state());
    }
    let mut table = Table::new(["article"].into_iter().chain(State::ALL.map(State::name)));
    for (article, states) in articles {
        let number = |state| states.iter().filter(|one| **one == state).count();
        let asked = states.len() - number(State::NotApplicable);
        let figures = State::ALL.map(|state| match (state, number(state)) {
            (State::Met, met) if asked > 0 => format!("{met} of {asked}"),
            (_, 0) => String::new(),
            (_, number) => number.to_string(),
        });
        table.add([cited(article)].into_iter().chain(figures));
    }
    table
}

/// As law is cited everywhere.
pub(super) fn cited(article: &str) -> String {
    format!("Art. {article}")
}

/// What a letter asks, in plain words.
pub(super) fn asked_by<'c>(letter: &Letter<'c>) -> &'c str {
    letter.asks.map_or("", |asks| asks.any())
}

/// The articles that are asked perhaps, with the reason.
pub(super) fn supposed(letters: &[Letter<'_>]) -> Option<String> {
    let mut articles: IndexMap<Why, IndexSet<&str>> = IndexMap::new();
    for letter in letters {
        let why = letter.judged.iter().find_map(|judged| judged.supposed);
        if let Some(why) = why {
            articles.entry(why).or_default().insert(letter.article());
        }
    }
    let sentences = articles.into_iter().map(|(why, articles)| {
        let articles: Vec<_> = articles.into_iter().collect();
        format!(
            "Whether Art. {} ask is not certain, and each letter is judged as if they did: {}.",
            articles.join(" and "),
            why.words()
        )
    });
    let sentences: Vec<_> = sentences.collect();
    (!sentences.is_empty()).then(|| sentences.join(" "))
}

/// The names of some of the things that have to answer a letter, of so many in all.
fn named(some: &[Of<'_>], all: usize) -> String {
    match some {
        [Of::Purpose(_), _, ..] if some.len() == all => format!("all {}", count(all, "purpose")),
        [Of::Service(_), _, ..] if some.len() == all => format!("all {}", count(all, "service")),
        _ => {
            let mut names: Vec<_> = some.iter().take(SHOWN).map(|one| one.path()).collect();
            if some.len() > SHOWN {
                names.push(format!("and {} more", some.len() - SHOWN));
            }
            names.join(", ")
        }
    }
}
