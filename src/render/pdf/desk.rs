//! Where Typst works: a template, the data of one document, and the fonts that ropa brings along. There is no disk,
//! no network, no package and no clock.

use std::sync::LazyLock;

use typst::{
    Library, LibraryExt as _, World,
    diag::{FileError, FileResult},
    foundations::{Bytes, Datetime, Duration},
    syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot},
    text::{Font, FontBook},
    utils::LazyHash,
};

/// The fonts, each under a licence that stands beside it.
const FILES: [&[u8]; 5] = [
    include_bytes!("fonts/LibertinusSerif-Regular.otf"),
    include_bytes!("fonts/LibertinusSerif-Italic.otf"),
    include_bytes!("fonts/LibertinusSerif-Bold.otf"),
    include_bytes!("fonts/LibertinusSerif-BoldItalic.otf"),
    include_bytes!("fonts/DejaVuSansMono.ttf"),
];

static FONTS: LazyLock<Vec<Font>> = LazyLock::new(|| {
    let fonts = FILES.map(|file| Font::new(Bytes::new(file), 0).expect("a font can be read"));
    fonts.into()
});
static BOOK: LazyLock<LazyHash<FontBook>> =
    LazyLock::new(|| LazyHash::new(FontBook::from_fonts(FONTS.iter())));
static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::default()));
static TEMPLATE: LazyLock<Source> =
    LazyLock::new(|| Source::new(file("document.typ"), include_str!("document.typ").into()));

fn file(name: &str) -> FileId {
    let path = VirtualPath::new(name).expect("a plain name");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

/// The first character that no font can show. Those that have no shape of their own are left to the typesetter.
pub(super) fn without_glyph(text: &str) -> Option<char> {
    let has_shape = |character: &char| {
        !character.is_whitespace()
            && !character.is_control()
            // Joiners, marks of direction, variation selectors.
            && !matches!(character, '\u{ad}' | '\u{200c}'..='\u{200f}' | '\u{fe00}'..='\u{fe0f}')
    };
    let in_a_font = |character: &char| {
        FONTS.iter().any(|font| font.info().coverage.contains(u32::from(*character)))
    };
    text.chars().filter(has_shape).find(|character| !in_a_font(character))
}

pub(super) struct Desk {
    data: Bytes,
    /// The logo, with the name of its file.
    logo: Option<(&'static str, Bytes)>,
}

impl Desk {
    pub(super) fn new(data: String, logo: Option<(&'static str, Vec<u8>)>) -> Self {
        let logo = logo.map(|(name, bytes)| (name, Bytes::new(bytes)));
        Self { data: Bytes::from_string(data), logo }
    }
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &BOOK
    }

    fn main(&self) -> FileId {
        TEMPLATE.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == TEMPLATE.id() { Ok(TEMPLATE.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == file("data.json") {
            return Ok(self.data.clone());
        }
        let logo = self.logo.as_ref().filter(|(name, _)| id == file(name));
        logo.map(|(_, bytes)| bytes.clone()).ok_or(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}
