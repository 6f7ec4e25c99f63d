//! ropa: privacy as code.
pub mod finding;
pub mod law;
pub mod lint;
pub mod register;
pub mod rules;
pub mod settings;
pub mod source;
