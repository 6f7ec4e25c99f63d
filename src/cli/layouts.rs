//! The layouts of records that there are: ropa's own, and the user's over them.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
};

use anyhow::{Result, bail, ensure};

use crate::{
    cli::{documents::Wanted, tell},
    finding::Finding,
    language::Language,
    register::mistakes::meant,
    report::visible,
    view::{
        self, View,
        layouts::{BUILT_IN, Kind, Layout, PLAIN},
    },
    workspace::Workspace,
};

/// The folder of layouts in that of the templates.
const FOLDER: &str = "layouts/";

/// The user's layouts by their names; ropa's own are read when one is asked for.
#[derive(Default)]
pub(super) struct Layouts(BTreeMap<String, Layout>);

impl Layouts {
    /// Those of the register's templates, and what is wrong with them.
    pub(super) fn of(workspace: &Workspace) -> (Self, Vec<Finding>) {
        let mut found = Vec::new();
        let own = workspace.templates.iter().filter_map(|(path, file)| {
            let name = path.strip_prefix(FOLDER)?.strip_suffix(".toml")?;
            let (layout, mut findings) = Layout::read(&workspace.sources, *file);
            found.append(&mut findings);
            Some((name.to_owned(), layout))
        });
        (Self(own.collect()), found)
    }

    /// Every name.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        let names: BTreeSet<&str> = BUILT_IN
            .iter()
            .map(|(name, _)| *name)
            .chain(self.0.keys().map(String::as_str))
            .collect();
        names.into_iter()
    }

    /// Every layout with its name.
    pub(super) fn all(&self) -> Vec<(&str, Layout)> {
        self.names().filter_map(|name| Some((name, self.get(name)?.into_owned()))).collect()
    }

    fn get(&self, name: &str) -> Option<Cow<'_, Layout>> {
        let own = self.0.get(name).map(Cow::Borrowed);
        own.or_else(|| Layout::built_in(name).map(Cow::Owned))
    }

    /// Whether there is a layout of a name for a document.
    pub(super) fn has(&self, name: &str, kind: Kind) -> bool {
        self.get(name).is_some_and(|layout| layout.form(kind).is_some())
    }

    /// The layout that a document has if one is asked for on the command line; `None` is the plain one.
    pub(super) fn asked(&self, name: &str, wanted: &Wanted) -> Result<Option<String>> {
        let Some(kind) = Kind::of(&wanted.template) else {
            bail!("`{}` is no record, so it has no layouts", wanted.id);
        };
        let Some(layout) = self.get(name) else {
            bail!("there is no layout `{name}`: {}", instead(name, self.names().collect()));
        };
        let has = layout.form(kind).is_some();
        ensure!(has, "the layout `{name}` has nothing for a {}", kind.document());
        Ok(self.unless_plain(name))
    }

    /// The plain layout is what a record has anyway, unless the user's own lies over it.
    pub(super) fn unless_plain(&self, name: &str) -> Option<String> {
        (name != PLAIN || self.0.contains_key(name)).then(|| name.to_owned())
    }

    /// A document's View in the layout that is wanted for it.
    pub(super) fn lay_out(
        &self,
        wanted: &Wanted,
        view: &View,
        language: &Language,
    ) -> Option<view::Layout> {
        let name = wanted.layout.as_deref()?;
        self.get(name)?.lay_out(name, Kind::of(&wanted.template)?, view, language)
    }

    /// What a table alone has no place for: whether its headings are confirmed, and which cells are left empty.
    pub(super) fn tell_of(&self, wanted: &Wanted) {
        let form = || {
            let layout = self.get(wanted.layout.as_deref()?)?;
            layout.form(Kind::of(&wanted.template)?).cloned()
        };
        let Some(form) = form() else { return };
        if form.verified.get() != Some(&true) {
            tell(&format!(
                "{}: no source confirms the headings of this layout; \
                 compare them with the authority's own form",
                wanted.id
            ));
        }
        let empty = form.columns().filter(|column| column.fact.is_silent());
        let empty: Vec<_> = empty.filter_map(|column| column.heading.get()).collect();
        if !empty.is_empty() {
            tell(&format!("{}: the register can't fill these columns:", wanted.id));
            for heading in empty {
                tell(&format!("  {}", visible(heading)));
            }
        }
    }
}

/// What may have been meant by a word that is none of those known.
pub(super) fn instead(word: &str, known: BTreeSet<&str>) -> String {
    match meant(word, known.iter().copied()) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => format!("there are {}", known.into_iter().collect::<Vec<_>>().join(", ")),
    }
}
