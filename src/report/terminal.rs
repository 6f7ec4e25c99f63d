//! Findings for people, as rustc prints them: the lines of the register, what is wrong there,
//! what to write, and which article asks for it.

use std::io;

use annotate_snippets::{
    Annotation, AnnotationKind, Group, Level as Look, Origin, Renderer, Snippet,
};

use crate::{
    finding::{Finding, Label, Level},
    report::{Report, visible},
    source::{Sources, Span},
};

/// Places that lie at most this many lines apart are shown in one excerpt.
const NEAR: usize = 8;
/// A finding shows this many places, and says how many there are besides.
const PLACES: usize = 8;
/// A place beyond this byte of its line is named, not shown.
const FAR: usize = 4_000;
/// So much of a line is shown behind a place, at most; the renderer cuts it to the width.
const BEHIND: usize = 400;

/// Every finding that stands, then the summary, then where to read more.
pub(super) fn write(report: &Report<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let renderer = match report.width {
        Some(width) => Renderer::styled().term_width(width),
        None => Renderer::styled(),
    };
    for finding in report.standing() {
        writeln!(out, "{}\n", renderer.render(&[group(report.sources, finding)]))?;
    }
    writeln!(out, "{}", report.summary())?;
    if let Some(first) = report.standing().next() {
        writeln!(out, "read why, with an example: ropa explain {}", first.rule.name)?;
    }
    Ok(())
}

fn group<'a>(sources: &Sources, finding: &'a Finding) -> Group<'a> {
    let level = match finding.level {
        Level::Note => Look::NOTE,
        Level::Warning => Look::WARNING,
        Level::Error => Look::ERROR,
    };
    let title = level.primary_title(visible(&finding.message)).id(finding.rule.name);
    let mut group = Group::with_title(title);
    let (shown, left_out) = finding.labels.split_at(finding.labels.len().min(PLACES));
    for cluster in clusters(sources, shown) {
        group = match excerpt(sources, &cluster, finding.span()) {
            Some(snippet) => group.element(snippet),
            None => group.element(origin(sources, cluster[0].span)),
        };
    }
    if let Some(next) = left_out.first() {
        let at = sources.line_column(next.span.file, next.span.start);
        let path = visible(&sources.file(next.span.file).path);
        let more = format!("{} more, the next at {path}:{}:{}", left_out.len(), at.line, at.column);
        group = group.element(Look::NOTE.message(more));
    }
    if let Some(help) = &finding.help {
        let lines: Vec<_> = help.split('\n').map(visible).collect();
        group = group.element(Look::HELP.message(lines.join("\n")));
    }
    let cited: Vec<String> = finding.rule.cited().collect();
    if !cited.is_empty() {
        group = group.element(Look::NOTE.message(format!("asked by {}", cited.join(", "))));
    }
    group
}

/// Labels by neighbourhood, in their order: the primary one's comes first.
fn clusters<'a>(sources: &Sources, labels: &'a [Label]) -> Vec<Vec<&'a Label>> {
    let line = |label: &Label| sources.line_column(label.span.file, label.span.start).line;
    let mut clusters: Vec<Vec<&Label>> = Vec::new();
    for label in labels {
        let near = |other: &&Label| {
            other.span.file == label.span.file && line(other).abs_diff(line(label)) <= NEAR
        };
        match clusters.iter_mut().find(|cluster| cluster.iter().any(near)) {
            Some(cluster) => cluster.push(label),
            None => clusters.push(vec![label]),
        }
    }
    clusters
}

/// Only the path and the place: of a file without text, or of a line too long to show.
fn origin<'a>(sources: &Sources, span: Span) -> Origin<'a> {
    let file = sources.file(span.file);
    let origin = Origin::path(visible(&file.path).into_owned());
    if file.text.is_empty() {
        return origin;
    }
    let at = sources.line_column(span.file, span.start);
    origin.line(at.line).char_column(at.column)
}

/// The lines of these places, safe to print, each place marked in its first line.
/// `None` if there is nothing to show, or the place is too far in its line.
fn excerpt<'a>(
    sources: &Sources,
    cluster: &[&'a Label],
    primary: Span,
) -> Option<Snippet<'a, Annotation<'a>>> {
    let file = cluster[0].span.file;
    let spans: Vec<Span> = cluster.iter().map(|label| sources.clamp(label.span)).collect();
    let (start, end) =
        (spans.iter().map(|span| span.start).min()?, spans.iter().map(|span| span.start).max()?);
    let (window, offset, number) = sources.window(Span { file, start, end }, 0);
    if window.trim().is_empty() {
        return None;
    }
    let (mut text, mut lines) = (String::new(), Vec::new());
    let mut at = offset as usize;
    for line in window.split_inclusive('\n') {
        let content = line.trim_end_matches(['\n', '\r']);
        let content = &content[..content.floor_char_boundary(FAR + BEHIND)];
        lines.push((at, text.len(), content));
        text.push_str(&shown(content));
        text.push('\n');
        at += line.len();
    }
    let mut snippet = Snippet::source(text)
        .line_start(number)
        .path(visible(&sources.file(file).path).into_owned());
    for (label, span) in cluster.iter().zip(spans) {
        let line = lines.partition_point(|(start, ..)| *start <= span.start as usize).max(1) - 1;
        let (start, shown_at, content) = lines[line];
        let (from, to) = (span.start as usize - start, span.end as usize - start);
        if from > FAR {
            return None;
        }
        let place = |byte: usize| shown_at + shown(&content[..byte.min(content.len())]).len();
        let kind =
            if label.span == primary { AnnotationKind::Primary } else { AnnotationKind::Context };
        let text = (!label.text.is_empty()).then(|| visible(&label.text));
        snippet = snippet.annotation(kind.span(place(from)..place(to)).label(text));
    }
    Some(snippet)
}

/// A line that cannot steer the terminal; tabs stay, the renderer widens them. The mark at the
/// beginning of a file (BOM) is no column.
fn shown(line: &str) -> String {
    let parts: Vec<_> = line.trim_start_matches('\u{feff}').split('\t').map(visible).collect();
    parts.join("\t")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        report::{
            Format,
            tests::{RULE, written},
        },
        source::Layer,
    };

    /// A span over the first occurrence of `what`.
    fn over(sources: &Sources, file: crate::source::FileId, what: &str) -> Span {
        let start = sources.file(file).text.find(what).unwrap();
        let at = |byte: usize| u32::try_from(byte).unwrap();
        Span { file, start: at(start), end: at(start + what.len()) }
    }

    #[test]
    fn a_finding_looks_as_rustc_would_print_it() {
        let mut sources = Sources::default();
        let a = sources.add(
            "policy/purposes.toml",
            "\u{feff}[purpose.news]\r\n\tname = \"Nyhedsbrev æøå\"\r\n".into(),
            Layer::Register,
        );
        let b = sources.add("policy/data.toml", "\n\n[personal-data]\n".into(), Layer::Register);
        let finding = RULE
            .at(over(&sources, a, "purpose.news"), "purpose `news` has no legal basis")
            .label("named here")
            .also(over(&sources, a, "\"Nyhedsbrev æøå\""), "called so")
            .also(over(&sources, b, "personal-data"), "with these data")
            .help("add one:\n`legal-basis = \"consent\"`");
        let expected = "\
error[missing-legal-basis]: purpose `news` has no legal basis
 --> policy/purposes.toml:1:2
  |
1 | [purpose.news]
  |  ^^^^^^^^^^^^ named here
2 |     name = \"Nyhedsbrev æøå\"
  |            ---------------- called so
  |
 ::: policy/data.toml:3:2
  |
3 | [personal-data]
  |  ------------- with these data
  |
  = help: add one:
          `legal-basis = \"consent\"`
  = note: asked by Art. 6(1), Art. 13(1)(c), ePrivacy 5(3)

1 error
read why, with an example: ropa explain missing-legal-basis
";
        assert_eq!(written(Format::Terminal, &sources, &[finding]), expected);
    }

    #[test]
    fn nothing_reaches_the_terminal_raw_and_marks_stay_in_place() {
        let mut sources = Sources::default();
        let text = "a = \"\u{1b}]0;x\u{7}\u{202e}\u{9b}\" # 漢\nb = 1";
        let file = sources.add("p\u{1b}[2J.toml", text.into(), Layer::Register);
        let finding = RULE
            .at(over(&sources, file, "# 漢"), "\u{1b}[31m\nwarning: forged")
            .label("\u{202e}label")
            .help("\u{9d}help");
        let text = written(Format::Terminal, &sources, &[finding]);
        assert!(
            !text.contains(|char: char| char != '\n' && (char.is_control() || char == '\u{202e}'))
        );
        assert!(
            text.contains("1 | a = \"␛]0;x␇��\" # 漢\n  |                ^^^^ �label"),
            "{text}"
        );
        assert!(text.starts_with("error[missing-legal-basis]: ␛[31m␊warning: forged\n"), "{text}");
    }

    #[test]
    fn places_that_cannot_be_shown_are_named() {
        let mut sources = Sources::default();
        let empty = sources.add("empty.toml", Vec::new(), Layer::Register);
        let blank = sources.add("blank.toml", b"\n\n".to_vec(), Layer::Register);
        let long = sources.add(
            "long.toml",
            format!("x = [{}1]", "1,".repeat(50_000)).into(),
            Layer::Register,
        );
        let at = |file, start, end| {
            written(Format::Terminal, &sources, &[RULE.at(Span { file, start, end }, "what")])
        };
        let text = at(empty, 0, 0);
        assert!(text.contains("\n--> empty.toml\n"), "{text}");
        assert!(at(empty, 7, 9).contains("\n--> empty.toml\n"));
        assert!(at(blank, 1, 1).contains("\n--> blank.toml:2:1\n"));
        assert!(at(long, 90_000, 90_001).contains("\n--> long.toml:1:90001\n"));
        let whole = at(long, 4, 100_000);
        assert!(whole.lines().all(|line| line.chars().count() <= 100), "{whole}");
    }

    #[test]
    fn places_far_apart_are_excerpts_of_their_own() {
        let mut sources = Sources::default();
        let line = "[purpose.a]\nname = \"some purpose of ours\"\n";
        let file = sources.add("a.toml", line.repeat(200_000).into(), Layer::Register);
        let findings: Vec<_> = (0..200)
            .map(|number| {
                let start = u32::try_from(number * 1_000 * line.len()).unwrap();
                let span = Span { file, start: start + 1, end: start + 10 };
                RULE.at(span, "what").also(Span { start: 1, end: 3, ..span }, "there")
            })
            .collect();
        let text = written(Format::Terminal, &sources, &findings);
        assert_eq!(text.matches("--> a.toml").count(), 200);
    }
}
