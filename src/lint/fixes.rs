//! What a machine can mend: the fixes of findings, put into the texts that they are for.

use toml::de::DeTable;

use crate::{
    finding::{Edit, Finding},
    source::{FileId, Layer, SourceFile, Sources},
};

/// A file of the register with some of its findings mended.
#[derive(Debug)]
pub struct Fixed<'f> {
    /// Which file.
    pub file: FileId,
    /// Its new text; what no edit is about is as it was, byte for byte.
    pub text: String,
    /// What was mended, in the order of the text.
    pub findings: Vec<(&'f Finding, &'f Edit)>,
}

/// The files that change when what stands is mended. Where two edits overlap, the earlier one is made:
/// the other may be offered again for the new text. An edit that would break its file is not made, as one
/// that puts a key where it stands already. Files of shared folders are their owners' to mend.
pub fn apply<'f>(sources: &Sources, findings: &'f [Finding]) -> Vec<Fixed<'f>> {
    let mut edits: Vec<(&Finding, &Edit)> = findings
        .iter()
        .filter(|finding| finding.waived.is_none())
        .filter_map(|finding| Some((finding, finding.fix.as_ref()?)))
        .filter(|(_, edit)| is_ours(sources.file(edit.span.file)))
        .collect();
    edits.sort_by_key(|(_, edit)| edit.span);
    edits.dedup_by(|(_, next), (_, edit)| {
        next.span.file == edit.span.file && next.span.start < edit.span.end.max(edit.span.start + 1)
    });
    edits
        .chunk_by(|(_, one), (_, next)| one.span.file == next.span.file)
        .filter_map(|edits| fixed(sources, edits))
        .collect()
}

/// The register's own, and read as it is on the disk.
fn is_ours(file: &SourceFile) -> bool {
    matches!(file.layer, Layer::Register | Layer::Beside) && file.broken_at.is_none()
}

fn fixed<'f>(sources: &Sources, edits: &[(&'f Finding, &'f Edit)]) -> Option<Fixed<'f>> {
    let file = edits[0].1.span.file;
    let old = &sources.file(file).text;
    if !is_toml(old) {
        return None;
    }
    let mut findings = Vec::new();
    add(old, edits, &mut findings);
    let text = edited(old, &findings);
    (!findings.is_empty()).then_some(Fixed { file, text, findings })
}

/// Adds the edits that leave the file whole: all together, or else those of each half.
fn add<'f>(old: &str, edits: &[(&'f Finding, &'f Edit)], made: &mut Vec<(&'f Finding, &'f Edit)>) {
    let before = made.len();
    made.extend(edits);
    if is_toml(&edited(old, made)) {
        return;
    }
    made.truncate(before);
    if edits.len() > 1 {
        let (first, second) = edits.split_at(edits.len() / 2);
        add(old, first, made);
        add(old, second, made);
    }
}

fn edited(old: &str, edits: &[(&Finding, &Edit)]) -> String {
    let (mut text, mut at) = (String::with_capacity(old.len()), 0);
    for (_, Edit { span, text: new }) in edits {
        text.push_str(&old[at..span.start as usize]);
        text.push_str(new);
        at = span.end as usize;
    }
    text.push_str(&old[at..]);
    text
}

/// Whether a text can be read to its end.
pub(super) fn is_toml(text: &str) -> bool {
    DeTable::parse_recoverable(text).1.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{register::mistakes::UNKNOWN_KEY, source::Span};

    #[test]
    fn edits_leave_every_other_byte_and_the_first_of_two_that_overlap_is_made() {
        let text = "\u{feff}a = 1\r\n# ø\r\nbb = 2\r\n";
        let mut sources = Sources::default();
        let file = sources.add("a.toml", text.into(), Layer::Register);
        let shared = sources.add("b.toml", text.into(), Layer::Shared(0));
        let broken = sources.add("c.toml", b"a = \"\xff\"".to_vec(), Layer::Register);
        let fix = |file, start, end, new: &str| {
            let span = Span { file, start, end };
            UNKNOWN_KEY.at(span, "wrong").fix(span, new)
        };
        let findings = [
            fix(file, 16, 18, "c"),
            fix(file, 3, 4, "aa"),
            fix(file, 17, 18, "lost"),
            fix(shared, 3, 4, "lost"),
            fix(broken, 0, 1, "lost"),
        ];
        let fixed = apply(&sources, &findings);
        let [Fixed { text, findings, .. }] = &fixed[..] else { panic!("one file: {fixed:?}") };
        assert_eq!(text, "\u{feff}aa = 1\r\n# ø\r\nc = 2\r\n");
        assert_eq!(findings.len(), 2);
    }

    #[test]
    fn an_edit_that_would_break_its_file_is_not_made() {
        let text = "[purpose.a]\nname = 1\nnmae = 2\nnoet = 3\n";
        let mut sources = Sources::default();
        let file = sources.add("a.toml", text.into(), Layer::Register);
        let broken = sources.add("b.toml", "nmae = \n".into(), Layer::Register);
        let fix = |file, start, end, new: &str| {
            UNKNOWN_KEY.at(Span { file, start, end }, "wrong").fix(Span { file, start, end }, new)
        };
        let findings =
            [fix(file, 21, 25, "name"), fix(file, 30, 34, "note"), fix(broken, 0, 4, "name")];
        let fixed = apply(&sources, &findings);
        let [Fixed { text, .. }] = &fixed[..] else { panic!("one file: {fixed:?}") };
        assert_eq!(text, "[purpose.a]\nname = 1\nnmae = 2\nnote = 3\n");
    }
}
