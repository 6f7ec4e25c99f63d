//! The letterhead that the settings ask for, with the logo's file.

use anyhow::Result;

use crate::{
    document::letterhead::Letterhead,
    finding::Finding,
    folder::is_below,
    register::mistakes::WRONG_SHAPE,
    settings::Settings,
    source::Span,
    workspace::{self, Workspace},
};

/// The letterhead, and what of it can't be taken as it is written.
pub(super) fn read(settings: &Settings, workspace: &Workspace) -> (Letterhead, Vec<Finding>) {
    let (mut letterhead, mut found) = (Letterhead::default(), Vec::new());
    let Some(asked) = settings.letterhead.get() else { return (letterhead, found) };
    let mut take = |span: Option<Span>, what: &str, taken: Result<(), String>| {
        if let (Some(span), Err(wrong)) = (span, taken) {
            found.push(WRONG_SHAPE.at(span, format!("{what} {wrong}")));
        }
    };
    if let Some(colour) = asked.colour.get() {
        take(asked.colour.span(), &format!("`{colour}`"), letterhead.set_colour(colour));
    }
    if let Some(fonts) = asked.fonts.get() {
        let fonts: Vec<&str> = fonts.iter().map(|font| &**font).collect();
        take(asked.fonts.span(), "the list", letterhead.set_fonts(&fonts));
    }
    if let Some(logo) = asked.logo.get() {
        let taken = bytes(workspace, logo).and_then(|bytes| letterhead.set_logo(&bytes));
        take(asked.logo.span(), &format!("`{logo}`"), taken);
    }
    (letterhead, found)
}

/// The bytes of a file in the register's folder; what a link there leads to may be anybody's.
fn bytes(workspace: &Workspace, path: &str) -> Result<Vec<u8>, String> {
    if !is_below(path) {
        return Err("is no file inside the register's folder".into());
    }
    let file = workspace.folder().join(path);
    let is_link =
        |file: &std::path::Path| file.symlink_metadata().is_ok_and(|file| file.is_symlink());
    if file.ancestors().take_while(|above| *above != workspace.folder()).any(is_link) {
        return Err("is a link: name the file itself".into());
    }
    match workspace::read(&file) {
        Ok(Some(bytes)) => Ok(bytes),
        Ok(None) => Err("is too large for a logo".into()),
        Err(_) => Err("can't be read in the register's folder".into()),
    }
}
