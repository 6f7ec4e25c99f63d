//! PDF: Typst sets a fixed template, `document.typ`, which reads the blocks as data. It is tagged for screen readers
//! (PDF/UA-1) and made for keeping (PDF/A-2a), and holds no time.

mod data;
mod desk;

use typst::{diag::SourceDiagnostic, foundations::Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use crate::{
    document::Document,
    render::{Unwritable, pdf::desk::Desk},
};

pub(super) fn render(document: &Document<'_>) -> Result<Vec<u8>, Unwritable> {
    let text = document.text().map_err(Unwritable::Template)?;
    let data = data::of(document, text).to_string();
    if let Some(character) = desk::without_glyph(&data) {
        return Err(Unwritable::NoGlyph(character));
    }
    let desk = Desk::new(data);
    let pages = typst::compile::<PagedDocument>(&desk).output.map_err(unset)?;
    let standards = PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1])
        .expect("the two can be kept at once");
    let options = PdfOptions {
        // Two documents of one title are told apart by what they say.
        ident: Smart::Custom(text.markdown.clone()),
        creator: Smart::Custom(Some("ropa".to_owned())),
        standards,
        ..PdfOptions::default()
    };
    typst_pdf::pdf(&pages, &options).map_err(unset)
}

/// What Typst says of a document that it can't set.
fn unset(reasons: impl IntoIterator<Item = SourceDiagnostic>) -> Unwritable {
    let reasons: Vec<_> = reasons.into_iter().map(|reason| reason.message.to_string()).collect();
    Unwritable::Unset(reasons.join("; "))
}
