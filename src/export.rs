//! The field's own formats, each written from the View: what a View does not say, no export tells.

pub mod dpv;
