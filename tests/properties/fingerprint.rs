//! What a register says, without the places where it says so: two registers that say the same have one fingerprint.

use std::fmt::Write as _;

use ropa::{
    finding::Finding,
    law,
    lint::{self, Strictness},
    register::{
        self, Register,
        answers::{Answers, Resolution},
        keys::Keys,
        shape::{Leaf, Place, Visitor},
        text::{Text, Wording},
        uses::Kind,
        value::{Id, Reason},
    },
    rules::Context,
    settings::Settings,
    source::{FileId, Layer, Sources, Span},
};

/// Reads files over the law's data.
pub(crate) fn read(files: &[(Vec<u8>, Layer)]) -> (Sources, Register, Vec<Finding>) {
    let mut sources = Sources::default();
    for (at, (bytes, layer)) in files.iter().enumerate() {
        sources.add(format!("{at}.toml"), bytes.clone(), *layer);
    }
    law::add_to(&mut sources);
    let (register, found) = register::read(&sources);
    (sources, register, found)
}

/// Reads and judges files over the law's data.
pub(crate) fn judged(files: &[(Vec<u8>, Layer)]) -> (Sources, Register, Vec<Finding>) {
    let (sources, register, found) = read(files);
    let settings = Settings::default();
    let today = chrono::NaiveDate::from_ymd_opt(2026, 11, 24).expect("a day");
    let findings = {
        let cx = Context::new(&register, &settings, today);
        lint::run(&sources, &register, &settings, &cx, found, Strictness::default())
    };
    (sources, register, findings)
}

/// Says what the register and its shared layers say, entries and findings sorted.
pub(crate) fn of(sources: &Sources, register: &Register, findings: &[Finding]) -> Vec<String> {
    let mut lines = entries(register);
    lines.extend(answers(register));
    lines.extend(findings.iter().map(|finding| {
        let at = sources.text(finding.span());
        format!("finding {}: {} at {at}", finding.rule.name, finding.message)
    }));
    lines.sort_unstable();
    lines
}

/// A line for each of the smallest things.
pub(crate) fn entries(register: &Register) -> Vec<String> {
    let mut says = Says { lines: Vec::new(), path: Vec::new(), places: Vec::new() };
    register.walk(
        |layer| layer != Layer::Law,
        &mut says,
        |says, kind, id, _| {
            says.path = vec![kind.into(), id.as_str().into()];
            says.lines.push(says.path.join("."));
        },
    );
    says.lines
}

/// Every place of the register and its shared layers.
pub(crate) fn places(register: &Register) -> Vec<Span> {
    let mut says = Says { lines: Vec::new(), path: Vec::new(), places: Vec::new() };
    register.walk(
        |layer| layer != Layer::Law,
        &mut says,
        |says, _, _, span| {
            says.places.extend(span);
        },
    );
    says.places
}

/// Whether a place lies in a file, on the boundaries of characters.
pub(crate) fn lies_in_its_file(sources: &Sources, span: Span, files: &[FileId]) -> bool {
    let text = &sources.file(span.file).text;
    let (start, end) = (span.start as usize, span.end as usize);
    files.contains(&span.file)
        && start <= end
        && text.is_char_boundary(start)
        && text.is_char_boundary(end)
        && end <= text.len()
}

struct Says {
    lines: Vec<String>,
    path: Vec<String>,
    places: Vec<Span>,
}

impl Visitor for Says {
    fn leaf(&mut self, place: Place, leaf: Leaf<'_>) {
        self.places.push(place.span);
        let said = match leaf {
            Leaf::Text(text) => words(text.wordings()),
            Leaf::Name(name) => words(name.wordings()),
            Leaf::String(text) => format!("{text:?}"),
            Leaf::Bool(value) => value.to_string(),
            Leaf::Number(value) => value.to_string(),
            Leaf::Date(date) => date.to_string(),
            Leaf::Term(term) => format!("{term:?}"),
            Leaf::Word(word) => word.to_owned(),
            Leaf::Reference(kind, id) => format!("→ {kind} {id}"),
            Leaf::None(why) => format!("none {}", reason(why)),
            Leaf::Unknown(why) => format!("unknown {}", reason(why)),
            Leaf::Undecided(why) => format!("undecided {}", reason(why)),
        };
        self.lines.push(format!("{} = {said}", self.path.join(".")));
    }

    fn stated(&mut self, place: Place, kind: &'static str, name: &Id) {
        self.places.push(place.span);
        self.lines.push(format!("{} states a {kind} {name}", self.path.join(".")));
    }

    fn open(&mut self, name: &str, place: Place) {
        self.places.push(place.span);
        self.path.push(name.to_owned());
        self.lines.push(self.path.join("."));
    }

    fn open_list(&mut self) {
        self.path.push("[]".to_owned());
    }

    fn close(&mut self) {
        self.path.pop();
    }
}

fn words(wordings: &[Wording]) -> String {
    let mut said = String::new();
    for wording in wordings {
        let language = wording.language.as_deref().unwrap_or("");
        write!(said, "{language}:{:?} ", wording.words).expect("text");
    }
    said
}

fn reason(reason: &Reason) -> String {
    reason.as_ref().map_or(String::new(), |text| words(Text::wordings(text)))
}

/// A line for each answer, conflict and gap of each purpose.
pub(crate) fn answers(register: &Register) -> Vec<String> {
    let mut lines = Vec::new();
    let answers = Answers::new(register);
    for purpose in register.purposes.iter() {
        let id = purpose.id.as_str();
        let purpose: &register::purposes::Purpose = purpose;
        let cells = answers.cells(purpose);
        let name = |at: usize| format!("{id}: {} of {}", cells[at].datum, cells[at].person);
        each(&mut lines, "basis", &answers.legal_bases(purpose, &cells), &name);
        each(&mut lines, "condition", &answers.conditions(purpose, &cells), &name);
        each(&mut lines, "retention", &answers.retentions(purpose, &cells), &name);
        each(&mut lines, "provision", &answers.provisions(purpose, &cells), &name);
        each(&mut lines, "source", &answers.sources(purpose, &cells), &name);
    }
    lines.sort_unstable();
    lines
}

fn each<K: Kind, O: Keys>(
    lines: &mut Vec<String>,
    key: &str,
    resolution: &Resolution<'_, K, O>,
    name: &impl Fn(usize) -> String,
) {
    for answer in &resolution.answers {
        let case = answer.case;
        let when = case.when().map_or("", Text::any);
        let case =
            format!("{when} {:?} {:?} {:?}", case.stages(), case.countries(), case.controllers());
        for cell in &answer.cells {
            lines.push(format!("{key} of {}: {} in {case}", name(*cell), answer.member.key));
        }
    }
    for declared in &resolution.declared {
        for cell in &declared.cells {
            lines.push(format!("{key} of {}: declared by {}", name(*cell), declared.datum.id));
        }
    }
    for cell in &resolution.unanswered {
        lines.push(format!("{key} of {}: nothing", name(*cell)));
    }
    for conflict in &resolution.conflicts {
        let mut pair = [conflict.one.key.as_str(), conflict.other.key.as_str()];
        pair.sort_unstable();
        lines.push(format!("{key} conflict {pair:?}"));
    }
}
