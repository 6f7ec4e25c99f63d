//! What formats for paper know before they write: the headings below the title, and how the paper lies.

use std::collections::BTreeMap;

use crate::document::markdown::{Block, Inline};

/// Levels of headings that a table of contents lists.
pub(super) const LISTED: u8 = 3;
/// The lowest level of heading.
const LOWEST: u8 = 5;
/// Columns up to which a table stands on upright paper.
const UPRIGHT: usize = 5;

/// The headings below the title, in order.
pub(super) struct Outline<'t> {
    pub(super) headings: Vec<Heading<'t>>,
    /// The number of the block above which the contents stand: the first heading below the title, or a table before it.
    /// A document with one heading needs none.
    pub(super) contents: Option<usize>,
    /// The heading that an entry stands below, by its number.
    entries: BTreeMap<&'t str, usize>,
}

pub(super) struct Heading<'t> {
    /// 1 to 5; never two levels below the one before, which a screen reader would take for a gap.
    pub(super) level: u8,
    pub(super) text: &'t [Inline],
}

impl<'t> Outline<'t> {
    pub(super) fn of(blocks: &'t [Block]) -> Self {
        let mut outline = Self { headings: Vec::new(), contents: None, entries: BTreeMap::new() };
        let mut above = 0;
        for block in blocks {
            if let Block::Heading { level: level @ 2.., entry, text } = block {
                above = (level - 1).min(above + 1).min(LOWEST);
                if let Some(entry) = entry {
                    outline.entries.entry(entry).or_insert(outline.headings.len());
                }
                outline.headings.push(Heading { level: above, text });
            }
        }
        if outline.headings.len() > 1 {
            let is_first = |block| is_below_title(block) || matches!(block, Block::Table { .. });
            outline.contents = blocks.iter().position(is_first);
        }
        outline
    }

    /// The number of the heading that a link inside the document leads to.
    pub(super) fn target(&self, to: &str) -> Option<usize> {
        self.entries.get(to.strip_prefix('#')?).copied()
    }
}

/// Whether a block is one of the headings that an outline holds.
pub(super) fn is_below_title(block: &Block) -> bool {
    matches!(block, Block::Heading { level: 2.., .. })
}

/// Whether a table needs the paper to lie on its long side.
pub(super) fn is_wide(blocks: &[Block]) -> bool {
    blocks.iter().any(|block| matches!(block, Block::Table { head, .. } if head.len() > UPRIGHT))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::markdown::read;

    #[test]
    fn no_level_is_left_out_and_a_link_finds_its_heading() {
        let blocks = read("# a\n\n## b\n\n##### c\n<!-- purpose.c -->\n\n### d\n").unwrap();
        let outline = Outline::of(&blocks);
        let levels: Vec<_> = outline.headings.iter().map(|heading| heading.level).collect();
        assert_eq!(levels, [1, 2, 2]);
        assert_eq!(outline.target("#purpose.c"), Some(1));
        assert_eq!(outline.target("#purpose.d"), None);
    }
}
