//! Where data flow: from people through purposes to recipients and their countries. What a diagram draws.

use std::collections::BTreeMap;

use indexmap::IndexMap;

use crate::view::{Recipient, View};

/// More purposes than this no picture can show: their lines would cover each other.
const DRAWN: usize = 60;

/// The four columns of the diagram, and the lines between neighbours.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Flow {
    /// People, purposes, recipients, countries; each in an order that keeps lines short.
    pub columns: [Vec<Box>; 4],
    /// From which column, from which of its boxes, to which of the next column's.
    pub lines: Vec<(usize, usize, usize)>,
    /// Where many lines would run side by side, they run through one knot.
    pub knots: Vec<Knot>,
}

/// Boxes that are all joined to all of the next column's boxes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Knot {
    /// The column of those from which it comes.
    pub column: usize,
    /// Those of this column.
    pub from: Vec<usize>,
    /// Those of the next.
    pub to: Vec<usize>,
}

/// One of those.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Box {
    /// Its entry; a country has none here.
    pub entry: Option<String>,
    /// What it is called.
    pub name: String,
}

/// The boxes of one column, found by what tells them apart.
#[derive(Default)]
struct Column(IndexMap<String, Box>);

impl Column {
    fn at(&mut self, entry: Option<&str>, name: &str) -> usize {
        let key = entry.unwrap_or(name).to_owned();
        let found = self.0.entry(key);
        let at = found.index();
        found.or_insert_with(|| Box { entry: entry.map(str::to_owned), name: name.to_owned() });
        at
    }
}

impl Flow {
    /// The flow of a View; none where there is no purpose, or more than a picture can show.
    pub fn of(view: &View) -> Option<Self> {
        if !(1..=DRAWN).contains(&view.purposes().count()) {
            return None;
        }
        let places: BTreeMap<&str, &Recipient> = (view.recipients.iter())
            .flat_map(|group| &group.recipients)
            .map(|recipient| (recipient.entry.as_str(), recipient))
            .collect();
        let mut columns: [Column; 4] = Default::default();
        let mut lines = Vec::new();
        for purpose in view.purposes() {
            let at = columns[1].at(Some(&purpose.entry), &purpose.name);
            for people in &purpose.data_subjects.items {
                lines.push((0, columns[0].at(Some(&people.entry), &people.name), at));
            }
            for recipient in &purpose.recipients.items {
                let to = columns[2].at(Some(&recipient.entry), &recipient.name);
                lines.push((1, at, to));
                let Some(told) = places.get(recipient.entry.as_str()) else { continue };
                for country in told.countries.items.iter().chain(&told.access_from.items) {
                    lines.push((2, to, columns[3].at(None, country)));
                }
            }
        }
        lines.sort_unstable();
        lines.dedup();
        let columns = columns.map(|column| column.0.into_values().collect());
        Some(Self { columns, lines, knots: Vec::new() }.untangled().knotted())
    }

    /// The same with each column in the order of what its boxes hang on, so that fewer lines cross. The purposes keep
    /// theirs, which is the author's.
    fn untangled(mut self) -> Self {
        for (column, from) in [(0, 1), (2, 1), (3, 2)] {
            // The mean place of the neighbours, in parts that make it a whole number.
            let place = |at: usize| {
                let neighbours = self.lines.iter().filter_map(|line| match *line {
                    (left, one, two) if column < from && left == column && one == at => Some(two),
                    (left, one, two) if column > from && left == from && two == at => Some(one),
                    _ => None,
                });
                let places: Vec<usize> = neighbours.collect();
                places.iter().sum::<usize>() * 1_000 / places.len().max(1)
            };
            let mut order: Vec<usize> = (0..self.columns[column].len()).collect();
            order.sort_by_key(|at| place(*at));
            self.columns[column] =
                order.iter().map(|at| self.columns[column][*at].clone()).collect();
            let now =
                |at: usize| order.iter().position(|one| *one == at).expect("each has a place");
            for line in &mut self.lines {
                match line {
                    (left, one, _) if *left == column => *one = now(*one),
                    (left, _, two) if *left + 1 == column => *two = now(*two),
                    _ => {}
                }
            }
        }
        self.lines.sort_unstable();
        self
    }

    /// The same with boxes that hang on just the same ones of the column before on one knot, where that takes fewer lines:
    /// recipients that get data for every purpose, as a register's defaults have it.
    fn knotted(mut self) -> Self {
        let mut hang_on: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
        for (column, from, to) in &self.lines {
            hang_on.entry((*column, *to)).or_default().push(*from);
        }
        let mut alike: BTreeMap<(usize, Vec<usize>), Vec<usize>> = BTreeMap::new();
        for ((column, to), from) in hang_on {
            alike.entry((column, from)).or_default().push(to);
        }
        let knots = alike.into_iter().map(|((column, from), to)| Knot { column, from, to });
        self.knots = knots
            .filter(|knot| knot.from.len() * knot.to.len() > knot.from.len() + knot.to.len())
            .collect();
        let knots = &self.knots;
        self.lines.retain(|(column, from, to)| {
            let is_in = |knot: &Knot| {
                knot.column == *column && knot.from.contains(from) && knot.to.contains(to)
            };
            !knots.iter().any(is_in)
        });
        self
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::view::{Purpose, RecipientGroup, RecipientUse, Said, Subject, Topic};

    fn view(purposes: usize) -> View {
        let said =
            |entry: String| RecipientUse { name: entry.clone(), entry, ..Default::default() };
        let purpose = |at: usize| Purpose {
            entry: format!("purpose.p{at}"),
            name: format!("P{at}"),
            data_subjects: Said::stated(
                vec![Subject {
                    entry: format!("data-subject.s{}", at % 2),
                    name: format!("S{}", at % 2),
                    ..Subject::default()
                }],
                "",
            ),
            recipients: Said::stated(vec![said(format!("recipient.r{}", purposes - at))], ""),
            ..Purpose::default()
        };
        let recipient = |at: usize| Recipient {
            entry: format!("recipient.r{at}"),
            countries: Said::stated(vec!["Denmark".into()], ""),
            ..Recipient::default()
        };
        View {
            topics: vec![Topic {
                purposes: (0..purposes).map(purpose).collect(),
                ..Topic::default()
            }]
            .into(),
            recipients: vec![RecipientGroup {
                recipients: (1..=purposes).map(recipient).collect(),
                ..RecipientGroup::default()
            }],
            ..View::default()
        }
    }

    #[test]
    fn each_thing_stands_once_and_lines_join_neighbours() {
        let flow = Flow::of(&view(4)).expect("a flow");
        let names = |column: usize| {
            flow.columns[column].iter().map(|one| &*one.name).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(names(0), "S0 S1");
        assert_eq!(names(1), "P0 P1 P2 P3");
        // In the order of the purposes, not of their names.
        assert_eq!(names(2), "recipient.r4 recipient.r3 recipient.r2 recipient.r1");
        assert_eq!(names(3), "Denmark");
        assert_eq!(flow.lines.len(), 4 + 4 + 4);
        assert!(flow.lines.contains(&(1, 3, 3)) && flow.lines.contains(&(2, 3, 0)));
    }

    #[test]
    fn what_all_share_runs_through_one_knot() {
        let mut view = view(30);
        let shared = ["a", "b", "c"].map(|id| RecipientUse {
            entry: format!("recipient.{id}"),
            name: id.into(),
            ..RecipientUse::default()
        });
        let topics = Arc::make_mut(&mut view.topics);
        for purpose in &mut topics[0].purposes {
            purpose.recipients.items.extend(shared.clone());
        }
        let flow = Flow::of(&view).expect("a flow");
        let [knot] = &*flow.knots else { panic!("{:?}", flow.knots) };
        assert_eq!((knot.column, knot.from.len(), knot.to.len()), (1, 30, 3));
        // A line each from people, to the recipient that is a purpose's own, and to its country.
        assert_eq!(flow.lines.len(), 30 + 30 + 30);
    }

    #[test]
    fn what_no_picture_can_show_is_not_drawn() {
        assert_eq!(Flow::of(&View::default()), None);
        assert!(Flow::of(&view(DRAWN)).is_some());
        assert_eq!(Flow::of(&view(DRAWN + 1)), None);
    }
}
