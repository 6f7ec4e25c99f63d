//! ropa: privacy as code.
pub mod cli;
pub mod finding;
pub mod register;
pub mod report;
pub mod source;
#[expect(
    clippy::disallowed_methods,
    reason = "the edge: reads and writes the register's folder"
)]
pub mod workspace;
