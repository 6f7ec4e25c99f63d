//! ropa: privacy as code.
pub mod document;
pub mod finding;
pub mod language;
pub mod render;
pub mod source;
pub mod view;
