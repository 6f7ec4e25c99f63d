//! Changes as a merge request's comment: what follows first, then what the public will read, the rest folded away.

use std::{fmt::Write as _, io};

use crate::{
    diff::{Change, What},
    document::escape::write_markdown,
    report::changes::{Changes, cited, when},
};

pub(super) fn write(changes: &Changes<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let mut text = String::from("### What changes in the processing of personal data\n\n");
    text.push_str(&escaped(&changes.summary()));
    text.push_str(".\n");
    if !changes.duties.is_empty() {
        text.push_str("\n#### What follows\n\n| When | What to do | About | Who is told | Asked by |\n|---|---|---|---|---|\n");
        for duty in changes.duties {
            let cells = [
                when(duty.obligation.grade).to_owned(),
                duty.obligation.says.to_owned(),
                titled(changes, &duty.entry),
                changes.names(&duty.audience),
                cited(duty).join(", "),
            ];
            row(&mut text, &cells);
        }
    }
    let (public, internal): (Vec<&Change>, Vec<&Change>) =
        changes.changes.iter().partition(|change| change.public);
    if !public.is_empty() {
        text.push_str("\n#### What the public will read\n\n");
        table(changes, &public, &mut text);
    }
    if !internal.is_empty() {
        text.push_str("\n<details><summary>Internal changes</summary>\n\n");
        table(changes, &internal, &mut text);
        text.push_str("\n</details>\n");
    }
    out.write_all(text.as_bytes())
}

fn table(changes: &Changes<'_>, of: &[&Change], text: &mut String) {
    text.push_str("| Entry | Key | Before | After | Where |\n|---|---|---|---|---|\n");
    for change in of {
        let said = |told: &Option<crate::diff::Told>| match told {
            Some(told) if change.field.is_empty() && change.what != What::Renamed => told
                .facts
                .iter()
                .map(|(path, words)| format!("{path}: {words}"))
                .collect::<Vec<_>>()
                .join("; "),
            Some(told) => told.words.clone(),
            None => String::new(),
        };
        let mut key = match &*change.field {
            "" => change.what.word().to_owned(),
            field => field.to_owned(),
        };
        if change.wording {
            key.push_str(" (wording)");
        }
        let place = match (&change.after, &change.before) {
            (Some(after), _) => changes.place_after(after),
            (None, Some(before)) => changes.place_before(before),
            (None, None) => None,
        };
        let cells = [
            titled(changes, &change.entry()),
            key,
            said(&change.before),
            said(&change.after),
            place.unwrap_or_default(),
        ];
        row(text, &cells);
    }
}

/// An entry with its name.
fn titled(changes: &Changes<'_>, entry: &str) -> String {
    match changes.name(entry) {
        Some(name) => format!("{name} ({entry})"),
        None => entry.to_owned(),
    }
}

fn row(text: &mut String, cells: &[String]) {
    for cell in cells {
        let _ = write!(text, "| {} ", escaped(cell));
    }
    text.push_str("|\n");
}

fn escaped(words: &str) -> String {
    let mut out = String::new();
    write_markdown(&mut out, words);
    out
}
