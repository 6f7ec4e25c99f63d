//! A document: a template's text, rendered from the View, and its blocks. Formats are `render`'s.
//! Nothing here reads a file: templates come in as text, and a fault in one goes out as a value.

pub mod escape;
pub mod letterhead;
pub mod markdown;
mod mermaid;
pub mod template;
pub mod wrap;

use std::{cell::OnceCell, sync::Arc};

use indexmap::IndexMap;
use serde::Serialize;

use crate::{
    document::{
        letterhead::Letterhead,
        markdown::{Block, Inline},
        template::{Fault, Page, Templates},
    },
    language::Language,
    view::{
        View,
        tables::{Filled, Table},
    },
};

/// A document that ropa brings along.
#[derive(Debug)]
pub struct BuiltIn {
    /// Its id in the settings, and the name of its template without `.md`.
    pub id: &'static str,
    /// Whether the internal edition is meant, unless the settings say otherwise.
    pub internal: bool,
    /// The tables that its table formats hold, the main one first.
    pub tables: &'static [Table],
    /// The template.
    text: &'static str,
}

/// The notice of Art. 14: the policy, of the data alone that come from elsewhere than the person.
pub const INDIRECT_NOTICE: &str = "indirect-notice";

/// The register of assessments. Art. 6(1)(f), 35, 46.
pub const ASSESSMENTS: &str = "assessments";

/// What is answered of Art. 13, 14, 15 and 30.
pub const COVERAGE: &str = "coverage";

/// The answer to a request for access. Art. 15.
pub const ACCESS_RESPONSE: &str = "access-response";

/// Every document that ropa brings along.
pub static BUILT_IN: &[BuiltIn] = &[
    BuiltIn {
        id: "privacy-policy",
        internal: false,
        tables: &[],
        text: include_str!("../templates/privacy-policy.md"),
    },
    BuiltIn {
        id: INDIRECT_NOTICE,
        internal: false,
        tables: &[],
        text: include_str!("../templates/privacy-policy.md"),
    },
    BuiltIn {
        id: ACCESS_RESPONSE,
        internal: false,
        tables: &[],
        text: include_str!("../templates/access-response.md"),
    },
    BuiltIn {
        id: "record",
        internal: true,
        tables: &[Table::Record, Table::Organisation],
        text: include_str!("../templates/record.md"),
    },
    BuiltIn {
        id: "processor-record",
        internal: true,
        tables: &[Table::ProcessorRecord, Table::Processor],
        text: include_str!("../templates/processor-record.md"),
    },
    BuiltIn {
        id: "recipients",
        internal: false,
        tables: &[Table::Recipients],
        text: include_str!("../templates/recipients.md"),
    },
    BuiltIn {
        id: "transfers",
        internal: false,
        tables: &[Table::Transfers],
        text: include_str!("../templates/transfers.md"),
    },
    BuiltIn {
        id: "retention",
        internal: true,
        tables: &[Table::Retention],
        text: include_str!("../templates/retention.md"),
    },
    BuiltIn {
        id: "measures",
        internal: true,
        tables: &[Table::Measures],
        text: include_str!("../templates/measures.md"),
    },
    BuiltIn {
        id: ASSESSMENTS,
        internal: true,
        tables: &[Table::Screening, Table::Interests, Table::Transfers],
        text: include_str!("../templates/assessments.md"),
    },
    BuiltIn {
        id: COVERAGE,
        internal: true,
        tables: &[Table::Coverage],
        text: include_str!("../templates/coverage.md"),
    },
    BuiltIn {
        id: "changes",
        internal: false,
        tables: &[Table::Versions],
        text: include_str!("../templates/changes.md"),
    },
];

/// The template of a record in an authority's layout, whichever record it is.
const LAYOUT: &str = "layout.md";

/// The template of the shell around a page of HTML.
const PAGE: &str = "page.html";

/// A built-in template by its file name.
pub fn built_in_template(name: &str) -> Option<&'static str> {
    if name == PAGE {
        return Some(include_str!("../templates/page.html"));
    }
    if name == LAYOUT {
        return Some(include_str!("../templates/layout.md"));
    }
    let id = name.strip_suffix(".md")?;
    BUILT_IN.iter().find(|document| document.id == id).map(|document| document.text)
}

/// The file names of all built-in templates.
pub fn built_in_names() -> impl Iterator<Item = String> {
    BUILT_IN
        .iter()
        .map(|document| format!("{}.md", document.id))
        .chain([LAYOUT, PAGE].map(str::to_owned))
}

/// One document in one language, ready for any format. Its text is made when a format asks for it, once.
#[derive(Debug)]
pub struct Document<'d> {
    /// Its tables, the main one first; a text has none.
    pub tables: Vec<Table>,
    template: String,
    /// The same document in every language that it is made in, itself too; empty if that is one alone.
    translations: Vec<Translation>,
    text: OnceCell<Result<Text, Fault>>,
    from: &'d Documents,
}

/// A document in a language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Translation {
    /// The language, ISO 639-1.
    pub code: &'static str,
    /// What it calls itself: `Dansk`.
    pub language: String,
    /// The file, beside this one.
    pub file: String,
}

/// What a template gave.
#[derive(Debug)]
pub struct Text {
    /// Its first heading.
    pub title: String,
    /// The whole text, as Markdown.
    pub markdown: String,
    /// The same as blocks.
    pub blocks: Vec<Block>,
}

/// Makes the documents of one View. What they share is made once.
#[derive(Debug)]
pub struct Documents {
    view: Arc<View>,
    language: Arc<Language>,
    templates: OnceCell<Templates>,
    own: Arc<IndexMap<String, String>>,
    letterhead: Arc<Letterhead>,
}

impl Documents {
    /// `own` are the user's templates by file name; they lie over the built-in ones.
    pub fn new(
        view: &Arc<View>,
        language: &Arc<Language>,
        own: &Arc<IndexMap<String, String>>,
    ) -> Self {
        Self {
            view: Arc::clone(view),
            language: Arc::clone(language),
            templates: OnceCell::new(),
            own: Arc::clone(own),
            letterhead: Arc::default(),
        }
    }

    /// The same, looking as a letterhead says.
    #[must_use]
    pub fn with_letterhead(self, letterhead: &Arc<Letterhead>) -> Self {
        Self { letterhead: Arc::clone(letterhead), ..self }
    }

    fn templates(&self) -> &Templates {
        self.templates.get_or_init(|| Templates::new(&self.view, &self.language, &self.own))
    }

    /// The document of a template: `privacy-policy`, or a file of the user's without `.md`.
    pub fn make(&self, template: &str) -> Document<'_> {
        let built_in = BUILT_IN.iter().find(|document| document.id == template);
        let mut tables = built_in.map_or_else(Vec::new, |document| document.tables.to_vec());
        let is_laid_out = self.view.layout.is_some();
        if is_laid_out {
            tables.push(Table::Notes);
        }
        let template = if is_laid_out { LAYOUT.to_owned() } else { format!("{template}.md") };
        let (translations, text) = (Vec::new(), OnceCell::new());
        Document { tables, template, translations, text, from: self }
    }

    fn text(&self, name: &str) -> Result<Text, Fault> {
        let markdown = self.templates().render(name)?;
        let blocks = markdown::read(&markdown).map_err(|unfit| Fault::in_output(name, &unfit))?;
        let title = blocks.iter().find_map(|block| match block {
            Block::Heading { level: 1, text, .. } => Some(Inline::plain(text)),
            _ => None,
        });
        let title = title.ok_or_else(|| Fault::without_title(name))?;
        Ok(Text { title, markdown, blocks })
    }
}

impl Document<'_> {
    /// The document, which names its translations.
    #[must_use]
    pub fn with_translations(self, translations: Vec<Translation>) -> Self {
        Self { translations, ..self }
    }

    /// What its template gives.
    pub fn text(&self) -> Result<&Text, Fault> {
        let text = self.text.get_or_init(|| self.from.text(&self.template));
        text.as_ref().map_err(Fault::clone)
    }

    /// From what it was made.
    pub fn view(&self) -> &View {
        &self.from.view
    }

    /// What it looks like.
    pub fn letterhead(&self) -> &Letterhead {
        &self.from.letterhead
    }

    /// Its language.
    pub fn language(&self) -> &Language {
        &self.from.language
    }

    /// Its tables, filled.
    pub fn filled_tables(&self) -> impl Iterator<Item = Filled> {
        self.tables.iter().map(|table| table.of(self.view(), self.language()))
    }

    /// Whether it is what people are told by Art. 13 or 14, and may be read by everyone.
    pub fn is_notice(&self) -> bool {
        let name = self.template.trim_end_matches(".md");
        !self.view().internal && ["privacy-policy", INDIRECT_NOTICE].contains(&name)
    }

    /// The page around its HTML, whose parts are safe already; `facts` are the same for machines.
    pub fn page(
        &self,
        contents: String,
        body: String,
        facts: Option<String>,
    ) -> Result<String, Fault> {
        let page = Page {
            facts,
            document: self.template.trim_end_matches(".md"),
            letterhead: self.letterhead(),
            title: &self.text()?.title,
            translations: &self.translations,
            contents,
            body,
        };
        self.from.templates().page(page)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::filled;

    fn made(template: &str) -> Result<String, Fault> {
        let own = IndexMap::from([("own.md".to_owned(), template.to_owned())]);
        let view = Arc::new(filled::view("a & <b>", true));
        let english = Arc::new(Language::of("en").expect("English is there"));
        let documents = Documents::new(&view, &english, &Arc::new(own));
        documents.make("own").text().map(|text| text.markdown.clone())
    }

    #[test]
    fn whatever_is_printed_is_escaped_and_a_template_cannot_turn_that_off() {
        let own = "# {{ organisation.name }}\n\n{% autoescape false %}{{ organisation.name }}{% endautoescape %}";
        assert_eq!(made(own).unwrap(), "# a & \\<b\\>\n\na & \\<b\\>\n");
    }

    #[test]
    fn a_fault_has_its_template_its_line_and_its_bytes() {
        for (template, message, at) in [
            (
                "# a\n{{ organisation.nmae }}",
                "`organisation.nmae` is undefined",
                "organisation.nmae",
            ),
            (
                "# a\n{% if organisation.nmae %}{% endif %}",
                "`organisation.nmae` is undefined",
                "organisation.nmae",
            ),
            (
                "# a\n{{ t('no.such') }}",
                "the language `en` has no sentence `no.such`",
                "t('no.such')",
            ),
            ("# a\n{{ t('policy.date') }}", "`policy.date` wants `date`", "t('policy.date')"),
            (
                "# a\n{{ t('policy.title', x=1) }}",
                "unknown keyword argument 'x'",
                "t('policy.title', x=1)",
            ),
            ("# a\n{{ topics|sort }}", "filter sort is unknown", "sort"),
            ("# a\n{{ organisation }}", "a map can't be printed", ""),
            ("# a\n{{ table('x') }}", "there is no table `x`", "table('x')"),
        ] {
            let fault = made(template).unwrap_err();
            assert_eq!(
                (&*fault.template, &*fault.message, fault.line),
                ("own.md", message, Some(2))
            );
            if !at.is_empty() {
                assert_eq!(&template[fault.range.unwrap()], at);
            }
        }
    }

    #[test]
    fn a_template_that_never_ends_is_stopped() {
        let nested = "# a\n".to_owned()
            + &"{% for law in laws %}".repeat(32)
            + "x"
            + &"{% endfor %}".repeat(32);
        assert_eq!(made(&nested).unwrap_err().message, "engine ran out of fuel");
    }

    #[test]
    fn html_and_a_missing_title_are_faults() {
        assert!(made("# a\n\n<p>b</p>").unwrap_err().message.starts_with("raw HTML in line 3"));
        assert!(made("a").unwrap_err().message.starts_with("the template gives no title"));
    }
}
