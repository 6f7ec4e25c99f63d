//! Changes for people: by entry, each key before and after with its places, then what follows.

use std::io;

use crate::{
    diff::{Change, What},
    document::wrap::wrap,
    report::{
        changes::{Changes, cited, when},
        visible,
    },
};

/// A value up to this length stands on the line of its key.
const SHORT: usize = 30;

pub(super) fn write(changes: &Changes<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let mut text = entries(changes);
    duties(changes, &mut text);
    if !text.is_empty() {
        text.push('\n');
    }
    writeln!(out, "{text}{}", visible(&changes.summary()))
}

/// What changed, by entry, without what follows.
pub(super) fn entries(changes: &Changes<'_>) -> String {
    let mut text = String::new();
    let mut entry = String::new();
    for change in changes.changes {
        let this = change.entry();
        if this != entry || change.field.is_empty() {
            if !text.is_empty() {
                text.push('\n');
            }
            heading(changes, change, &this, &mut text);
            entry = this;
        }
        if change.field.is_empty() {
            whole(changes, change, &mut text);
        } else {
            key(changes, change, &mut text);
        }
    }
    text
}

fn heading(changes: &Changes<'_>, change: &Change, entry: &str, text: &mut String) {
    let name = changes.name(entry).map(|name| format!("  {name}")).unwrap_or_default();
    let what =
        if change.field.is_empty() { format!(" {}", change.what.word()) } else { String::new() };
    line(changes, text, ("", "    "), &format!("{entry}{what}{name}"));
    if change.ids.len() > 1 {
        let ids: Vec<&str> = change.ids.iter().map(crate::register::value::Id::as_str).collect();
        line(changes, text, ("  ", "    "), &format!("in {}", ids.join(", ")));
    }
}

/// An entry that came, went or got another id.
fn whole(changes: &Changes<'_>, change: &Change, text: &mut String) {
    let told = change.after.as_ref().or(change.before.as_ref());
    let Some(told) = told else { return };
    if change.what == What::Renamed {
        let before = change.before.as_ref().map_or("", |before| &before.words);
        line(changes, text, ("  ", "    "), &format!("was {before}, and says the same"));
    }
    for (path, words) in &told.facts {
        line(changes, text, ("  ", "    "), &format!("{path}: {words}"));
    }
    let place = match &change.after {
        Some(after) => changes.place_after(after),
        None => changes.place_before(told),
    };
    line(changes, text, ("  ", "    "), &format!("at {}", place.unwrap_or_default()));
}

/// A key of an entry that was there and still is.
fn key(changes: &Changes<'_>, change: &Change, text: &mut String) {
    let sign = match change.what {
        What::Added => '+',
        What::Removed => '-',
        What::Changed | What::Renamed => '~',
    };
    let mut marks = Vec::new();
    if !change.public {
        marks.push("internal");
    }
    if change.wording {
        marks.push("wording");
    }
    let marks = if marks.is_empty() { String::new() } else { format!(" ({})", marks.join(", ")) };
    let key = format!("{sign} {}{marks}", change.field);
    let last = change.field.rsplit('.').next().unwrap_or_default();
    let short = |words: &str| words.chars().count() <= SHORT && !words.contains('\n');
    match (&change.before, &change.after) {
        (Some(before), Some(after)) if short(&before.words) && short(&after.words) => {
            line(
                changes,
                text,
                ("  ", "      "),
                &format!("{key}: {} → {}", before.words, after.words),
            );
        }
        (Some(before), Some(after)) => {
            line(changes, text, ("  ", "      "), &key);
            line(changes, text, ("      before: ", "        "), &before.words);
            line(changes, text, ("      after:  ", "        "), &after.words);
        }
        (Some(told), None) | (None, Some(told))
            if told.facts.is_empty() && (told.words == last || told.words.is_empty()) =>
        {
            line(changes, text, ("  ", "      "), &key);
        }
        (Some(told), None) | (None, Some(told)) if told.facts.is_empty() => {
            line(changes, text, ("  ", "      "), &format!("{key}: {}", told.words));
        }
        (Some(told), None) | (None, Some(told)) => {
            line(changes, text, ("  ", "      "), &key);
            for (path, words) in &told.facts {
                line(changes, text, ("      ", "        "), &format!("{path}: {words}"));
            }
        }
        (None, None) => {}
    }
    let places: Vec<String> = [
        change.after.as_ref().and_then(|told| changes.place_after(told)),
        change.before.as_ref().and_then(|told| changes.place_before(told)).map(|at| {
            if change.after.is_some() { format!("before at {at}") } else { format!("was at {at}") }
        }),
    ]
    .into_iter()
    .flatten()
    .collect();
    line(changes, text, ("      ", "      "), &places.join(", "));
}

fn duties(changes: &Changes<'_>, text: &mut String) {
    if changes.duties.is_empty() {
        return;
    }
    text.push_str("\nWhat follows\n");
    for duty in changes.duties {
        let says = duty.obligation.says;
        let head = format!("{}: {} — {says}", when(duty.obligation.grade), duty.entry);
        line(changes, text, ("  ", "    "), &head);
        if !duty.audience.is_empty() {
            let told = format!("to be told: {}", changes.names(&duty.audience));
            line(changes, text, ("    ", "    "), &told);
        }
        line(changes, text, ("    ", "    "), &cited(duty).join(", "));
    }
}

fn line(changes: &Changes<'_>, text: &mut String, leads: (&str, &str), words: &str) {
    wrap(text, &visible(words), leads, changes.width);
}
