//! ropa reads an organisation's register of processing, judges it, and writes its documents.
//!
//! ```text
//!  EDGE                 CORE (values in, values out)                              EDGE
//!  `workspace` ─► `source` ─► `register` ─┬─► `lint` ─► `finding` ─► `report` ─► `cli` ─► `main`
//!                     `law`, `settings` ──┘     └─ `rules`
//! ```
//!
//! Each may use only what stands above it:
//!
//! - `source`: the text of every file, and places in it
//! - `finding`: what can be found, and one instance of it
//! - `register`: what the files say, with the place of every value
//! - `law`: the law's data, embedded, read as a register that lies under the user's
//! - `settings`: `ropa.toml`
//! - `rules`: what can be wrong; a rule is two sibling files
//! - `lint`: which rules run; levels, waivers, order
//! - `report`: how findings are shown; a format a file
//! - `workspace`: the register's folder on the disk
//! - `cli`: a command a file
//! - `main`: the program
#[expect(clippy::disallowed_methods, reason = "the edge: knows what day it is")]
pub mod cli;
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
