//! The Data Privacy Vocabulary as a format to leave in: what a reader is told, in RDF.

use crate::{
    dpv,
    export::Exported,
    law::known::{Known, term},
    register::Register,
    source::Layer,
    view::View,
};

/// A notation of RDF.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notation {
    /// JSON-LD 1.1, with its context in itself.
    JsonLd,
    /// Turtle.
    Turtle,
}

/// A View as DPV. What may be told is decided by the View; the register is asked for terms that are none.
pub fn dpv(view: &View, register: &Register, notation: Notation) -> Exported {
    let dpv::Described { graph, mut lost } = dpv::describe(view, dpv::Base::Published);
    if view.internal {
        lost.extend(no_terms(register));
    }
    let text = match notation {
        Notation::JsonLd => {
            serde_json::to_string_pretty(&graph.json_ld()).expect("a graph is texts") + "\n"
        }
        Notation::Turtle => graph.turtle(),
    };
    Exported { text, lost }
}

/// What the author wrote to be a term, and is none.
fn no_terms(register: &Register) -> Vec<String> {
    let known = Known::new(register, true);
    let own = register.spans(|layer| layer != Layer::Law);
    let entries = own.iter().map(|(kind, id, _)| format!("{kind}.{id}"));
    let written = entries.filter_map(|entry| Some((known.written(&entry)?, entry)));
    let none = written.filter(|(written, _)| term(written).is_none());
    none.map(|(written, entry)| format!("{entry}: `{written}` is no term of DPV")).collect()
}
