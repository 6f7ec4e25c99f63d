//! The text of every file that was read, and places in it.
//! Nothing here knows what a register is.

/// A file among the [`Sources`] of one run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(u32);

/// A range of bytes in one file, always on character boundaries of its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

impl Span {
    /// A place of no width at the beginning of a file: where a fault of the whole file is shown.
    pub fn start_of(file: FileId) -> Self {
        Self { file, start: 0, end: 0 }
    }

    /// Whether the other place lies within this one.
    pub fn contains(self, other: Span) -> bool {
        self.file == other.file && self.start <= other.start && other.end <= self.end
    }
}

/// Whose text a file is: nearer layers win over farther ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Layer {
    /// The register itself.
    Register,
    /// A shared folder that the settings include; 0 is the nearest.
    Shared(u8),
    /// ropa's own data.
    Law,
    /// Of no layer, and not read as register: the settings, the user's templates.
    Beside,
}

/// One file's path and text.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// As shown to the user, with `/` between its parts: `policy/purposes.toml`.
    pub path: String,
    /// The text. What was not UTF-8 stands as U+FFFD, and is reported.
    pub text: String,
    /// Whose it is.
    pub layer: Layer,
    /// The byte at which the file stops being UTF-8.
    pub broken_at: Option<u32>,
    /// The byte at which each line begins.
    lines: Vec<u32>,
}

impl SourceFile {
    /// Whether a file that stood in the place of this one said the same, to the byte.
    pub fn says_the_same(&self, other: &Self) -> bool {
        self.layer == other.layer && self.broken_at == other.broken_at && self.text == other.text
    }
}

/// Every file of one run. The order in which files are added is the order of reading.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: Vec<SourceFile>,
}

/// A line and a column, both from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineColumn {
    /// From 1.
    pub line: usize,
    /// From 1, in characters where nothing else is asked for.
    pub column: usize,
}

/// What columns count: readers of reports do not agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Unicode code points, as people and most editors.
    Characters,
    /// Bytes of UTF-8, as Rust and Go.
    Bytes,
    /// Code units of UTF-16, as JavaScript and .NET.
    Utf16,
}

impl Sources {
    /// Adds a file; bytes that are not UTF-8 are kept as replacement characters and remembered.
    ///
    /// # Panics
    /// If the file has 4 GiB or more, which the edge refuses before.
    pub fn add(&mut self, path: impl Into<String>, bytes: Vec<u8>, layer: Layer) -> FileId {
        let (text, broken_at) = match String::from_utf8(bytes) {
            Ok(text) => (text, None),
            Err(error) => {
                let at = error.utf8_error().valid_up_to();
                let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
                (text, Some(u32::try_from(at).expect("a file below 4 GiB")))
            }
        };
        assert!(u32::try_from(text.len()).is_ok(), "a file below 4 GiB");
        let lines = std::iter::once(0)
            .chain(
                text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1),
            )
            .map(|at| u32::try_from(at).expect("checked above"))
            .collect();
        let id = FileId(u32::try_from(self.files.len()).expect("fewer than 2^32 files"));
        self.files.push(SourceFile { path: path.into(), text, layer, broken_at, lines });
        id
    }

    /// A file, if there are so many.
    pub fn get(&self, id: FileId) -> Option<&SourceFile> {
        self.files.get(id.0 as usize)
    }

    /// A file of these sources.
    pub fn file(&self, id: FileId) -> &SourceFile {
        &self.files[id.0 as usize]
    }

    /// All files, in the order of reading.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &SourceFile)> {
        self.files
            .iter()
            .enumerate()
            .map(|(at, file)| (FileId(u32::try_from(at).expect("counted when added")), file))
    }

    /// What is written at a place.
    pub fn text(&self, span: Span) -> &str {
        &self.file(span.file).text[span.start as usize..span.end as usize]
    }

    /// The place itself, if it lies in its file; else the nearest one that does.
    pub fn clamp(&self, span: Span) -> Span {
        let text = &self.file(span.file).text;
        let clamp = |byte: u32| {
            u32::try_from(text.floor_char_boundary(byte as usize)).expect("a file below 4 GiB")
        };
        let start = clamp(span.start);
        Span { start, end: clamp(span.end).max(start), ..span }
    }

    /// Where a byte of a file is, for people.
    pub fn line_column(&self, file: FileId, byte: u32) -> LineColumn {
        self.position(file, byte, Unit::Characters)
    }

    /// Where a place begins, and where what follows it begins.
    pub fn region(&self, span: Span, unit: Unit) -> [LineColumn; 2] {
        [span.start, span.end.max(span.start)].map(|byte| self.position(span.file, byte, unit))
    }

    /// A byte-order mark has no column.
    fn position(&self, file: FileId, byte: u32, unit: Unit) -> LineColumn {
        let byte = self.clamp(Span { file, start: byte, end: byte }).start;
        let file = self.file(file);
        let line = file.lines.partition_point(|start| *start <= byte);
        let start = file.lines[line - 1] as usize;
        let before = file.text[start..byte as usize].trim_start_matches('\u{feff}');
        let columns = match unit {
            Unit::Characters => before.chars().count(),
            Unit::Bytes => before.len(),
            Unit::Utf16 => before.encode_utf16().count(),
        };
        LineColumn { line, column: columns + 1 }
    }

    /// The part of a file that holds the lines of `span` and `around` lines on both sides,
    /// with the byte at which it begins and the number of its first line.
    pub fn window(&self, span: Span, around: usize) -> (&str, u32, usize) {
        let file = self.file(span.file);
        let first = file.lines.partition_point(|start| *start <= span.start) - 1;
        let last = file.lines.partition_point(|start| *start <= span.end.max(span.start)) - 1;
        let first = first.saturating_sub(around);
        let start = file.lines[first];
        let end = file.lines.get(last + around + 1).map_or(file.text.len(), |end| *end as usize);
        (&file.text[start as usize..end], start, first + 1)
    }
}

/// Whether a character may reach a reader as it is, in a document or a terminal. Line feeds and tabs may;
/// what steers a terminal, reverses a line (CVE-2021-42574) or hides in it may not.
pub fn is_printable(character: char) -> bool {
    !matches!(character,
        '\0'..='\u{8}' | '\u{b}'..='\u{1f}' | '\u{7f}'..='\u{9f}'
        // Bidirectional embeddings, overrides and isolates; marks of direction are harmless.
        | '\u{61c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
        // Invisible: zero-width space, word joiner and its kin, byte-order mark, tags, annotations.
        | '\u{200b}' | '\u{2060}'..='\u{2065}' | '\u{206a}'..='\u{206f}' | '\u{feff}'
        | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}'
        // Line and paragraph separators, noncharacters.
        | '\u{2028}' | '\u{2029}' | '\u{fdd0}'..='\u{fdef}' | '\u{fffe}' | '\u{ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_lines_begin_after_a_line_feed() {
        let mut sources = Sources::default();
        let file = sources.add("a.toml", "x = 1\r\næø = 2\n".into(), Layer::Register);
        assert_eq!(sources.line_column(file, 0), LineColumn { line: 1, column: 1 });
        assert_eq!(sources.line_column(file, 12), LineColumn { line: 2, column: 4 });
        assert_eq!(sources.window(Span { file, start: 12, end: 13 }, 0), ("æø = 2\n", 7, 2));
    }

    #[test]
    fn a_column_is_counted_in_the_unit_that_is_asked_for() {
        let mut sources = Sources::default();
        let text = "\u{feff}name = \"ø\"\r\nname = \"ø\u{10437}\" # x\r\n";
        let file = sources.add("a.toml", text.into(), Layer::Register);
        let at = |byte: usize| u32::try_from(byte).unwrap();
        let span =
            Span { file, start: at(text.find("name").unwrap()), end: at(text.find('x').unwrap()) };
        for (unit, column) in [(Unit::Characters, 15), (Unit::Bytes, 19), (Unit::Utf16, 16)] {
            let expected = [LineColumn { line: 1, column: 1 }, LineColumn { line: 2, column }];
            assert_eq!(sources.region(span, unit), expected, "{unit:?}");
        }
    }

    #[test]
    fn a_place_outside_of_its_file_is_moved_into_it() {
        let mut sources = Sources::default();
        let file = sources.add("a.toml", "æ = 1".into(), Layer::Register);
        let clamp = |start, end| sources.clamp(Span { file, start, end });
        assert_eq!(clamp(1, 3), Span { file, start: 0, end: 3 });
        assert_eq!(clamp(4, 2), Span { file, start: 4, end: 4 });
        assert_eq!(clamp(90, 99), Span { file, start: 6, end: 6 });
        assert_eq!(sources.line_column(file, 99), LineColumn { line: 1, column: 6 });
    }

    #[test]
    fn bytes_that_are_no_text_are_remembered() {
        let mut sources = Sources::default();
        let file = sources.add("a.toml", b"x = \"\xff\"".to_vec(), Layer::Register);
        assert_eq!(sources.file(file).broken_at, Some(5));
        assert_eq!(sources.file(file).text, "x = \"\u{fffd}\"");
    }
}
