//! ropa: privacy as code.
pub mod finding;
pub mod report;
pub mod source;
