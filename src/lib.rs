//! ropa: privacy as code.
pub mod finding;
pub mod source;
