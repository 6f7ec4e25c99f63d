//! The formats of others, in which a register leaves. Pure functions from the register, or from what a reader is told
//! of it, to a text; and each says what of it the format has no place for.

mod dpv;
mod fides;
mod json;
mod tilt;

pub use dpv::{Notation, dpv};
pub use fides::fides;
pub use json::json;
pub use tilt::tilt;

/// A register in a format of somebody else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exported {
    /// What is written.
    pub text: String,
    /// What the format can't hold, a sentence each.
    pub lost: Vec<String>,
}
