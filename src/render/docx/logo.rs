//! The logo as a picture at the top of a DOCX: a PNG or a JPEG. Of an SVG a word processor wants a bitmap besides, which
//! nobody has.

use crate::{document::letterhead::Letterhead, render::docx::Xml};

/// How high it stands, in English Metric Units, of which a millimetre has 36,000.
const HEIGHT: usize = 14 * 36_000;
/// How wide it may be.
const WIDEST: usize = 120 * 36_000;

/// A picture in the package.
pub(super) struct Logo {
    /// Its part: `word/media/logo.png`.
    pub(super) part: String,
    pub(super) bytes: Vec<u8>,
    file: &'static str,
    width: usize,
    height: usize,
}

/// The relation of the text to the picture.
pub(super) const RELATION: &str = "logo";

impl Logo {
    pub(super) fn of(letterhead: &Letterhead) -> Option<Self> {
        let (file, bytes) = letterhead.logo_file().filter(|(file, _)| *file != "logo.svg")?;
        let size =
            imagesize::blob_size(&bytes).ok().filter(|size| size.width > 0 && size.height > 0)?;
        let width = HEIGHT.checked_mul(size.width)? / size.height;
        let (width, height) = match width {
            width if width > WIDEST => (WIDEST, HEIGHT * WIDEST / width),
            width => (width, HEIGHT),
        };
        Some(Self { part: format!("word/media/{file}"), bytes, file, width, height })
    }

    /// Its target, as seen from the text.
    pub(super) fn target(&self) -> String {
        format!("media/{}", self.file)
    }

    /// A paragraph with the picture; `name` is read out instead of it.
    pub(super) fn draw(&self, xml: &mut Xml, name: &str) {
        const DRAWING: &str = "http://schemas.openxmlformats.org/drawingml/2006";
        let (main, picture) = (format!("{DRAWING}/main"), format!("{DRAWING}/picture"));
        let (width, height) = (self.width.to_string(), self.height.to_string());
        let size = [("cx", width.as_str()), ("cy", height.as_str())];
        let open = [
            ("w:p", vec![]),
            ("w:r", vec![]),
            ("w:drawing", vec![]),
            ("wp:inline", vec![("xmlns:wp", format!("{DRAWING}/wordprocessingDrawing"))]),
        ];
        for (element, attributes) in &open {
            let attributes: Vec<(&str, &str)> =
                attributes.iter().map(|(key, value)| (*key, value.as_str())).collect();
            xml.open(element, &attributes);
        }
        xml.empty("wp:extent", &size);
        xml.empty("wp:docPr", &[("id", "1"), ("name", RELATION), ("descr", name)]);
        xml.open("a:graphic", &[("xmlns:a", &main)]);
        xml.open("a:graphicData", &[("uri", &picture)]);
        xml.open("pic:pic", &[("xmlns:pic", &picture)]);
        xml.open("pic:nvPicPr", &[]);
        xml.empty("pic:cNvPr", &[("id", "1"), ("name", self.file)]);
        xml.empty("pic:cNvPicPr", &[]);
        xml.close("pic:nvPicPr");
        xml.open("pic:blipFill", &[]);
        xml.empty("a:blip", &[("r:embed", RELATION)]);
        xml.open("a:stretch", &[]);
        xml.empty("a:fillRect", &[]);
        xml.close("a:stretch");
        xml.close("pic:blipFill");
        xml.open("pic:spPr", &[]);
        xml.open("a:xfrm", &[]);
        xml.empty("a:off", &[("x", "0"), ("y", "0")]);
        xml.empty("a:ext", &size);
        xml.close("a:xfrm");
        xml.open("a:prstGeom", &[("prst", "rect")]);
        xml.empty("a:avLst", &[]);
        xml.close("a:prstGeom");
        xml.close("pic:spPr");
        for element in
            ["pic:pic", "a:graphicData", "a:graphic", "wp:inline", "w:drawing", "w:r", "w:p"]
        {
            xml.close(element);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::{
        io::{Cursor, Read as _},
        sync::Arc,
    };

    use zip::ZipArchive;

    use super::*;
    use crate::{document::Documents, language::Language, view::filled};

    /// The beginning of a picture, 3 wide and 2 high.
    const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x03\0\0\0\x02\x08\x06\0\0\0";

    #[test]
    fn a_logo_is_a_part_to_which_the_text_refers() {
        let mut letterhead = Letterhead::default();
        letterhead.set_logo(PNG).unwrap();
        let english = Arc::new(Language::of("en").unwrap());
        let documents =
            Documents::new(&Arc::new(filled::view("word", true)), &english, &Arc::default());
        let documents = documents.with_letterhead(&Arc::new(letterhead));
        let bytes = crate::render::docx::render(&documents.make("record")).unwrap();
        let mut package = ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut read = |name: &str| {
            let mut part = Vec::new();
            package.by_name(name).unwrap().read_to_end(&mut part).unwrap();
            part
        };
        assert_eq!(read("word/media/logo.png"), PNG);
        let text = String::from_utf8(read("word/document.xml")).unwrap();
        assert!(text.contains("<wp:extent cx=\"756000\" cy=\"504000\"/>"), "{text}");
        let relations = String::from_utf8(read("word/_rels/document.xml.rels")).unwrap();
        assert!(relations.contains("Target=\"media/logo.png\""), "{relations}");
    }
}
