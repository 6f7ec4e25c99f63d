//! ropa: privacy as code.
pub mod finding;
pub mod law;
pub mod lint;
pub mod register;
pub mod report;
pub mod rules;
pub mod settings;
pub mod source;
#[expect(clippy::disallowed_methods, reason = "the edge: reads and writes the register's folder")]
pub mod workspace;
