//! What can be found (`Rule`) and one instance of it (`Finding`).
//! How a finding looks is `report`'s business; at which level it counts is `lint`'s.

use crate::source::Span;

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// A judgement, or something the law allows.
    Note,
    /// Should be mended; stops nothing.
    Warning,
    /// Must be mended or waived before a document is built.
    Error,
}

impl Level {
    /// As written in settings and reports.
    pub fn name(self) -> &'static str {
        match self {
            Level::Note => "note",
            Level::Warning => "warning",
            Level::Error => "error",
        }
    }
}

/// Something that can be found, with the page that explains it.
#[derive(Debug)]
pub struct Rule {
    /// Kebab-case, stable for ever: settings, waivers and reports name it.
    pub name: &'static str,
    /// The level unless the settings say otherwise.
    pub level: Level,
    /// What asks for it: `13(1)(c)` is of the GDPR, anything else names its law.
    pub articles: &'static [&'static str],
    /// What is found, in a phrase.
    pub summary: &'static str,
    /// The page that `ropa explain` prints, in Markdown.
    pub docs: &'static str,
    /// The version of ropa that brought it.
    pub since: &'static str,
    /// The keys whose absence it reports, as `purpose.retention`: "unknown" there weighs as much.
    pub asks: &'static [&'static str],
    /// What it counts up to, as `12 months` or `40 words`, unless the settings say otherwise.
    pub limit: Option<&'static str>,
    /// Can't be turned off or waived, as what the reader itself finds.
    pub fixed: bool,
}

impl Rule {
    /// What asks for it, as law is cited everywhere: `Art. 13(1)(c)`, or another law as written.
    pub fn cited(&self) -> impl Iterator<Item = String> {
        self.articles.iter().map(|article| cited(article))
    }

    /// The page's title, and its first paragraph in one line: why it matters.
    pub fn opening(&self) -> (&'static str, String) {
        let (title, page) = self.docs.split_once("\n\n").unwrap_or((self.docs, ""));
        let why = page.split("\n\n").next().unwrap_or_default();
        (title.trim_start_matches("# "), why.replace('\n', " "))
    }

    /// The only way to make a finding: it has a place, so it can always be shown.
    /// The message is a lower-case phrase without a full stop, names in backticks.
    pub fn at(&'static self, span: Span, message: impl Into<String>) -> Finding {
        Finding {
            rule: self,
            level: self.level,
            message: message.into(),
            labels: vec![Label { span, text: String::new() }],
            help: None,
            fix: None,
            waived: None,
        }
    }
}

/// A provision as law is cited everywhere: one of the Regulation's is named by its numbers alone, any other with its law.
pub fn cited(provision: &str) -> String {
    let is_own =
        provision.starts_with(|char: char| char.is_ascii_digit()) && !provision.contains(' ');
    if is_own { format!("Art. {provision}") } else { provision.to_owned() }
}

/// A place that a finding points at, and what is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Where.
    pub span: Span,
    /// What is there; may be empty.
    pub text: String,
}

/// A mechanical remedy: the text to put in place of what stands at the span.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced.
    pub span: Span,
    /// By what.
    pub text: String,
}

/// Why a finding does not count for now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waived {
    /// The waiver's id.
    pub by: String,
    /// Its reason.
    pub reason: String,
}

/// One instance of a rule.
#[derive(Clone, Debug)]
pub struct Finding {
    /// Of which rule.
    pub rule: &'static Rule,
    /// The rule's level until `lint` applies the settings.
    pub level: Level,
    /// What is wrong.
    pub message: String,
    /// Never empty: the first is the primary one.
    pub labels: Vec<Label>,
    /// What to write.
    pub help: Option<String>,
    /// A remedy that a machine can apply.
    pub fix: Option<Edit>,
    /// Set by `lint` alone.
    pub waived: Option<Waived>,
}

impl Finding {
    /// Weighs this instance otherwise than its rule does.
    #[must_use]
    pub fn weighing(mut self, level: Level) -> Self {
        self.level = level;
        self
    }

    /// Says what stands at the primary place.
    #[must_use]
    pub fn label(mut self, text: impl Into<String>) -> Self {
        self.labels[0].text = text.into();
        self
    }

    /// Points at a further place.
    #[must_use]
    pub fn also(mut self, span: Span, text: impl Into<String>) -> Self {
        self.labels.push(Label { span, text: text.into() });
        self
    }

    /// Says what to write, verbatim where that is possible.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Offers a remedy that a machine can apply.
    #[must_use]
    pub fn fix(mut self, span: Span, text: impl Into<String>) -> Self {
        self.fix = Some(Edit { span, text: text.into() });
        self
    }

    /// The primary place.
    pub fn span(&self) -> Span {
        self.labels[0].span
    }
}

/// Declares `RULE` and takes its page from the Markdown file of the same name beside it.
/// `asks [..]` names the keys whose absence it reports, `limit ".."` what it counts up to, `; fixed` that it can't be waived
/// or turned off.
macro_rules! declare_rule {
    (
        $name:literal, $level:ident, [$($article:literal),* $(,)?],
        $(asks [$($key:literal),* $(,)?],)?
        $(limit $limit:literal,)?
        since $since:literal, $summary:literal $(; $fixed:ident)? $(,)?
    ) => {
        /// The rule of this file.
        pub(crate) static RULE: $crate::finding::Rule = $crate::finding::Rule {
            name: $name,
            level: $crate::finding::Level::$level,
            articles: &[$($article),*],
            summary: $summary,
            docs: include_str!(concat!($name, ".md")),
            since: $since,
            asks: &[$($($key),*)?],
            limit: $crate::finding::declare_rule!(@ limit $($limit)?),
            fixed: false $(|| $crate::finding::declare_rule!(@ $fixed))?,
        };
    };
    (@ fixed) => { true };
    (@ limit) => { None };
    (@ limit $limit:literal) => { Some($limit) };
}
pub(crate) use declare_rule;
