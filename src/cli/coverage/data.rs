//! Coverage for programs. The shape is a promise: a key may be added, none changes its meaning without a new
//! `version`. `state` is one of `met`, `doubtful`, `open`, `missing`, `not applicable`.

use serde_json::{Value, json};

use crate::{
    cli::{
        coverage::tables::{asked_by, cited},
        input::Input,
    },
    coverage::{Evidence, Judged, Lack, Letter, Why},
    register::paths::Paths,
    source::Span,
};

/// `{ "version": 1, "judged-on": …, "letters": [ … ] }`, what is waived included.
pub(super) fn of(input: &Input, letters: &[Letter<'_>]) -> Value {
    let mut data = Data { input, paths: Paths::new(&input.workspace.sources) };
    let letters = letters.iter().map(|letter| {
        json!({
            "article": cited(letter.cite),
            "asks": asked_by(letter),
            "state": letter.state().name(),
            "judged": letter.judged.iter().map(|judged| data.judged(judged)).collect::<Vec<_>>(),
        })
    });
    let letters: Vec<_> = letters.collect();
    json!({ "version": 1, "judged-on": input.today.to_string(), "letters": letters })
}

fn reason(why: Why) -> Value {
    json!({ "name": why.name(), "words": why.words() })
}

struct Data<'i> {
    input: &'i Input,
    paths: Paths<'i>,
}

impl Data<'_> {
    fn judged(&mut self, judged: &Judged<'_>) -> Value {
        json!({
            "for": judged.of.path(),
            "state": judged.state.name(),
            "why": judged.why.map(reason),
            "supposed": judged.supposed.map(reason),
            "by": judged.by.iter().map(|line| self.line(line)).collect::<Vec<_>>(),
            "lacks": judged.lacks.iter().map(|lack| self.lack(lack)).collect::<Vec<_>>(),
        })
    }

    fn line(&mut self, line: &Evidence) -> Value {
        let mut value = self.place(Some(line.span));
        value["says"] = line.says.name().into();
        value
    }

    fn lack(&mut self, lack: &Lack<'_>) -> Value {
        let mut value = self.place(lack.span());
        value["rule"] = lack.rule().map(|rule| rule.name).into();
        value["level"] = match lack {
            Lack::Found { finding, .. } => finding.level.name().into(),
            Lack::Unsaid { .. } => Value::Null,
        };
        value["message"] = lack.message().into();
        value["help"] = lack.help().into();
        value["waived"] = lack.waived().map_or(
            Value::Null,
            |(by, until)| json!({ "by": by, "until": until.map(|until| until.to_string()) }),
        );
        value
    }

    fn place(&mut self, span: Option<Span>) -> Value {
        let Some(span) = span else {
            return json!({ "entry": null, "file": null, "line": null });
        };
        let sources = &self.input.workspace.sources;
        let entry = Some(self.paths.of(span)).filter(|path| !path.is_empty());
        let line = sources.line_column(span.file, span.start).line;
        json!({ "entry": entry, "file": sources.file(span.file).path, "line": line })
    }
}
