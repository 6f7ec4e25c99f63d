//! `ropa.toml`: languages, documents, levels of rules, waivers. Read by the register's own reader.

use serde_json::{Map, Value, json};
use toml::de::DeValue;

use crate::{
    finding::Finding,
    register::{
        Register,
        keys::{Keys, keys, words},
        policy::{Audience, Waiver},
        read::{Node, Reader},
        schema::Book,
        shape::{Leaf, Place, Several, Shape, TableOf, Visitor},
        uses::Ref,
    },
    source::{FileId, Sources, Span},
};

words! {
    /// Whose law is judged by. Each has a family of rules of its own, so another country is a folder of rules and a word here.
    pub enum Jurisdiction {
        /// The Union: its law always holds.
        Eu = "eu",
        /// Denmark: the family `denmark`.
        Dk = "dk",
        /// The United Kingdom: the family `united-kingdom`.
        Uk = "uk",
        /// Switzerland: the family `switzerland`.
        Ch = "ch",
        /// California: the family `california`, and a section of the policy.
        California = "california",
    }
}

impl Jurisdiction {
    /// The country whose own law it is.
    fn country(self) -> Option<&'static str> {
        match self {
            Jurisdiction::Dk => Some("DK"),
            Jurisdiction::Uk => Some("GB"),
            Jurisdiction::Ch => Some("CH"),
            Jurisdiction::Eu | Jurisdiction::California => None,
        }
    }

    /// The jurisdiction of a country, if its law is among those that are judged by.
    pub fn of(country: &str) -> Option<Self> {
        let national = [Jurisdiction::Dk, Jurisdiction::Uk, Jurisdiction::Ch];
        national.into_iter().find(|jurisdiction| jurisdiction.country() == Some(country))
    }
}

words! {
    /// How people are addressed, where a language has two ways.
    pub enum Tone {
        /// As strangers.
        Formal = "formal",
        /// As friends.
        Informal = "informal",
    }
}

words! {
    /// A format of documents.
    pub enum FormatName {
        /// Markdown, the default.
        Markdown = "markdown",
        /// A page for a browser.
        Html = "html",
        /// Plain text.
        Text = "text",
        /// PDF.
        Pdf = "pdf",
        /// For a word processor.
        Docx = "docx",
        /// The view as data.
        Json = "json",
        /// The view as data.
        Yaml = "yaml",
        /// A table.
        Csv = "csv",
        /// A workbook.
        Xlsx = "xlsx",
    }
}

words! {
    /// For whom a document is.
    pub enum Edition {
        /// Anyone.
        Public = "public",
        /// Those who keep the register, auditors and authorities.
        Internal = "internal",
    }
}

keys! {
    /// One document that `ropa build` writes.
    pub struct DocumentSettings {
        /// a built-in document, or a file of `templates`; default: the id
        template: Box<str> = "template", Internal, [];
        /// default: markdown
        formats: Several<FormatName> = "formats", Internal, [];
        /// default: all
        languages: Several<Box<str>> = "languages", Internal, [];
        /// default: all
        audiences: Several<Ref<Audience>> = "audiences", Internal, [];
        /// default: the template's, in its order
        sections: Several<Box<str>> = "sections", Internal, [];
        /// of the record's table
        layout: Box<str> = "layout", Internal, [];
        /// default: the document's own
        edition: Edition = "edition", Internal, [];
    }
}

words! {
    /// At which level a rule counts.
    pub enum LevelName {
        /// Not at all.
        Off = "off",
        /// As a note.
        Note = "note",
        /// As a warning.
        Warning = "warning",
        /// As an error.
        Error = "error",
    }
}

keys! {
    /// A rule with a number of its own.
    pub struct RuleTable {
        /// at which level it counts
        level: LevelName = "level", Internal, [];
        /// its number, as `18 months`
        limit: Box<str> = "limit", Internal, [];
    }
}

/// The setting of a rule or a family: a level, or a table.
#[derive(Clone, Debug)]
pub struct RuleSetting(pub RuleTable);

impl Shape for RuleSetting {
    fn shape() -> String {
        "level, or table with level and limit".into()
    }

    fn schema(book: &mut Book) -> Value {
        json!({ "anyOf": [LevelName::schema(book), RuleTable::schema(book)] })
    }

    fn read(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        if matches!(node.value, DeValue::Table(_)) {
            return RuleTable::read(node, reader).map(Self);
        }
        let level = reader.value(node, false);
        let level = crate::register::value::Field::written(level);
        Some(Self(RuleTable { level, ..RuleTable::default() }))
    }

    fn visit(&self, place: Place, visitor: &mut dyn Visitor) {
        if let Some(level) = self.0.level.get() {
            visitor.leaf(place, Leaf::Word(level.word()));
        }
    }
}

keys! {
    /// The organisation's own look.
    pub struct LetterheadSettings {
        /// a PNG, JPEG or SVG in the register's folder; on pages
        logo: Box<str> = "logo", Internal, [];
        /// of links and headings, as `#0b4f8a`
        colour: Box<str> = "colour", Internal, [];
        /// families, the first that is there; on pages and in DOCX
        fonts: Several<Box<str>> = "fonts", Internal, [];
    }
}

keys! {
    /// All settings; each has a default, so a register needs no `ropa.toml`.
    pub struct Settings {
        /// the first is that of plain strings
        languages: Several<Box<str>> = "languages", Internal, [];
        /// whose law counts beside the Union's: dk, uk, ch, california; default: that of the organisation's country
        jurisdictions: Several<Jurisdiction> = "jurisdictions", Internal, [];
        /// shared layers, nearest first; paths from the settings' file
        include: Several<Box<str>> = "include", Internal, [];
        /// where a language has two
        tone: Tone = "tone", Internal, [];
        /// the folder of the documents, inside the register's
        output: Box<str> = "output", Internal, [];
        /// the folder of own templates, inside the register's
        templates: Box<str> = "templates", Internal, [];
        /// logo, colour and fonts of the documents
        letterhead: LetterheadSettings = "letterhead", Internal, [];
        /// what `ropa build` writes, by id
        document: TableOf<DocumentSettings> = "document", Internal, [];
        /// levels by rule or family
        rules: TableOf<RuleSetting> = "rules", Internal, [];
        /// what does not count for now, by id
        waiver: TableOf<Waiver> = "waiver", Internal, [];
    }
}

/// Reads the settings' file.
pub fn read(sources: &Sources, file: FileId) -> (Settings, Vec<Finding>) {
    let mut reader = Reader::new(sources, file);
    let (table, _) = reader.parse();
    let whole = Span::start_of(file);
    let value = DeValue::Table(table);
    let node = Node { key: whole, span: whole, value: &value };
    let settings = reader.table(node).unwrap_or_default();
    (settings, reader.findings)
}

/// What may stand in the settings' file, as JSON Schema; rules are offered by their names, each with what it finds.
pub fn schema<'r>(law: &Register, rules: impl Iterator<Item = (&'r str, &'r str)>) -> Value {
    let mut book = Book::new(law);
    let file = book.keys(Settings::ABOUT, &Settings::keys());
    let mut schema = book.close("Settings of a ropa register", file);
    let definitions = &mut schema["definitions"];
    let setting = definitions["Settings.rules"]["anyOf"][0]["additionalProperties"].take();
    definitions["rule-setting"] = setting;
    let setting = || json!({ "$ref": "#/definitions/rule-setting" });
    let offered = rules.map(|(name, summary)| {
        (name.to_owned(), json!({ "description": summary, "allOf": [setting()] }))
    });
    let table = &mut definitions["Settings.rules"]["anyOf"][0];
    table["properties"] = offered.collect::<Map<_, _>>().into();
    table["additionalProperties"] = setting();
    schema
}

impl Settings {
    /// The languages of the documents; the first is that of plain strings.
    pub fn languages(&self) -> Vec<&str> {
        std::iter::once(self.first_language()).chain(self.further_languages()).collect()
    }

    /// The shared folders, as they are named.
    pub fn included(&self) -> impl Iterator<Item = &str> {
        let named = self.include.get().into_iter().flat_map(|include| &include.0);
        named.filter_map(|value| value.get()).map(|path| &**path)
    }

    /// The language of plain strings.
    pub fn first_language(&self) -> &str {
        self.languages.get().and_then(|several| several.iter().next()).map_or("en", |first| first)
    }

    /// The languages of the documents besides the first.
    pub fn further_languages(&self) -> impl Iterator<Item = &str> {
        let several = self.languages.get().into_iter().flat_map(Several::iter);
        several.skip(1).map(|language| &**language)
    }

    /// The folder of the documents.
    pub fn output(&self) -> &str {
        self.output.get().map_or("published", |output| output)
    }

    /// The folder of own templates.
    pub fn templates(&self) -> &str {
        self.templates.get().map_or("templates", |templates| templates)
    }

    /// Whether a jurisdiction's rules apply. The Union's always do; without a list, also those of the
    /// organisation's country.
    pub fn judges_by(&self, jurisdiction: Jurisdiction, country: Option<&str>) -> bool {
        if jurisdiction == Jurisdiction::Eu {
            return true;
        }
        match self.jurisdictions.get() {
            Some(listed) => listed.iter().any(|one| *one == jurisdiction),
            None => country.and_then(Jurisdiction::of) == Some(jurisdiction),
        }
    }

    /// What the settings say of a rule, or of a family.
    pub fn rule(&self, name: &str) -> Option<&RuleTable> {
        self.rules.get()?.get(name).map(|setting| &setting.0)
    }
}
