//! ropa: privacy as code. This page is the map.
//!
//! ```text
//!  workspace ─► Sources ─► register::read ─► Register ─┬─► lint::run ─► [Finding] ─► report ─► terminal, JSON …
//!   or git                      │                      ├─► render::workbook ─► xlsx
//!             src/law/*.toml ───┘ (under the user's)   ├─► export ─► JSON       │
//!                                                      └─► view::build ─► View ─┼─► view::tables ─► csv, xlsx
//!                                                                               ├─► export ─► DPV, TILT, Fides
//!                                                                               │
//!             templates/*.md, templates/languages/*.toml ─► document ◄──────────┴─► json, yaml
//!                                                             └─► render ─► Markdown, HTML, text, DOCX, PDF
//! ```
//!
//! `import` goes the other way: from a file of somebody else to a draft of a register, as text.
//!
//! Every arrow is a function from values to values: nothing between the edges reads a file, a clock or the
//! environment, or prints. The day of judgement is an argument; it decides findings, never a byte of a document.
//!
//! | module | what is in it | may use |
//! |---|---|---|
//! | [`source`] | the text of every file, and places in it | – |
//! | [`languages`] | the text of each language's file | – |
//! | [`finding`] | what can be found (`Rule`) and one instance of it | source |
//! | [`register`] | what may be written, and what holds where | finding |
//! | [`law`] | the law's data and the questions put to them for a day | register |
//! | [`settings`] | `ropa.toml` | register |
//! | [`rules`] | a rule is two sibling files, a family a folder | law, settings |
//! | [`lint`] | which checks run; levels and waivers; what can be mended or put off | rules |
//! | [`coverage`] | what is answered of Art. 13, 14, 15 and 30, letter by letter | lint |
//! | [`diff`] | what changed between two registers, and what that obliges | lint |
//! | [`language`] | a language's sentences, names, plurals, dates and lists | law |
//! | [`view`] | what a reader is told: the contract with templates, how it is built, and the layouts of records (`templates/layouts/*.toml`) | language |
//! | [`dpv`] | what a reader is told, in the terms of the Data Privacy Vocabulary | view |
//! | [`document`] | a template, its text, its blocks | dpv |
//! | [`render`] | the formats of documents | document |
//! | [`export`] | the formats of others: the whole register, or what a reader is told of it | document |
//! | [`import`] | the registers of others, and what became of each of their values | document |
//! | [`report`] | the formats of findings, of changes and of bare facts | document |
//! | [`folder`] | which files of a folder are the register's | report |
//! | [`side_by_side`] | edge: every processor at once | – |
//! | [`workspace`] | edge: the disk | everything before it |
//! | [`git`] | edge: revisions and their history; what git calls to show a difference | everything before `workspace` |
//! | [`cli`] | edge: a command a file; the clock and the terminal | everything |

// The register's kinds refer to each other in a long circle, and rustdoc follows it.
#![recursion_limit = "256"]

#[expect(clippy::disallowed_methods, reason = "the edge: knows what day it is")]
pub mod cli;
pub mod coverage;
pub mod diff;
pub mod document;
pub mod dpv;
pub mod export;
pub mod finding;
pub mod folder;
pub mod git;
pub mod import;
pub mod language;
pub mod languages;
pub mod law;
pub mod lint;
pub mod register;
pub mod render;
pub mod report;
pub mod rules;
pub mod settings;
pub mod side_by_side;
pub mod source;
pub mod view;
#[expect(clippy::disallowed_methods, reason = "the edge: reads and writes the register's folder")]
pub mod workspace;
