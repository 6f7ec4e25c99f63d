//! One declaration a kind: its keys with their shape, who may see them, what asks for them and what they mean.
//! Reader, "did you mean", reference, schema and leak test all come from it.

use serde_json::Value;

use crate::register::{
    read::{Node, Reader},
    schema::Book,
    shape::Visitor,
};

/// Who may read what a key says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Seen {
    /// Those who keep the register; printed nowhere.
    Nowhere,
    /// Internal documents only, with all that stands inside.
    Internal,
    /// Public and internal documents.
    Public,
}

/// The declaration of one key.
#[derive(Debug)]
pub struct Key {
    /// As written.
    pub name: &'static str,
    /// The declaration that it stands in.
    pub of: &'static str,
    /// The shape's name, as in the reference.
    pub shape: fn() -> String,
    /// What may be written behind it, as alternatives of a JSON Schema.
    pub schema: fn(&mut Book) -> Vec<Value>,
    /// Who may read it.
    pub seen: Seen,
    /// Articles of the GDPR, other laws by name; empty where only practice asks for it.
    pub articles: &'static [&'static str],
    /// What it says, in a phrase.
    pub meaning: &'static str,
    /// Whether "none" may stand for it.
    pub none: bool,
}

/// Something that is written as a table of declared keys.
pub trait Keys: Clone + Default + 'static {
    /// What the table is called in a schema.
    const CALLED: &'static str;

    /// What it is, in a sentence.
    const ABOUT: &'static str;

    /// All keys that may stand in it.
    fn keys() -> Vec<&'static Key>;

    /// Reads one key; `false` if there is no such key.
    fn read_key(&mut self, node: Node<'_>, name: &str, reader: &mut Reader<'_>) -> bool;

    /// Takes from a farther layer, or a default, each key that is silent here.
    /// Against a default, `"default"` in a list is replaced by what the default lists.
    fn lay_over(&mut self, lower: &Self, lower_is_default: bool);

    /// Shows every key that is written.
    fn visit(&self, visitor: &mut dyn Visitor);
}

/// Declares a table of keys: `field: Shape = "key", Seen, [articles];`, with `or_none` where "none" may stand.
/// `..part: Type` takes in the keys of another declaration; `as "name"` is what the reference calls the table.
macro_rules! keys {
    (
        $(#[doc = $about:literal])+
        pub struct $name:ident $(as $called:literal)? {
            $(..$part:ident: $part_type:ty,)*
            $($(#[doc = $meaning:literal])+ $field:ident: $type:ty = $key:literal, $seen:ident, [$($article:literal),*] $(, $none:ident)?;)*
        }
    ) => {
        $(#[doc = $about])+
        #[derive(Clone, Debug, Default)]
        pub struct $name {
            $(#[doc = concat!("the keys of `", stringify!($part_type), "`")] pub $part: $part_type,)*
            $($(#[doc = $meaning])+ pub $field: $crate::register::value::Field<$type>,)*
        }

        impl $name {
            const OWN_KEYS: &'static [$crate::register::keys::Key] = &[
                $($crate::register::keys::Key {
                    name: $key,
                    of: stringify!($name),
                    shape: <$type as $crate::register::shape::Shape>::shape,
                    schema: $crate::register::schema::Book::alternatives::<
                        $type,
                        { false $(|| $crate::register::keys::keys!(@ $none))? },
                    >,
                    seen: $crate::register::keys::Seen::$seen,
                    articles: &[$($article),*],
                    meaning: concat!($($meaning),+),
                    none: false $(|| $crate::register::keys::keys!(@ $none))?,
                },)*
            ];
        }

        impl $crate::register::keys::Keys for $name {
            const CALLED: &'static str = stringify!($name);
            const ABOUT: &'static str = concat!($($about),+);

            fn keys() -> Vec<&'static $crate::register::keys::Key> {
                #[allow(unused_mut, reason = "a declaration without parts extends nothing")]
                let mut keys: Vec<_> = Self::OWN_KEYS.iter().collect();
                $(keys.extend(<$part_type as $crate::register::keys::Keys>::keys());)*
                keys
            }

            fn read_key(
                &mut self,
                node: $crate::register::read::Node<'_>,
                name: &str,
                reader: &mut $crate::register::read::Reader<'_>,
            ) -> bool {
                match name {
                    $($key => {
                        let none = false $(|| $crate::register::keys::keys!(@ $none))?;
                        self.$field = $crate::register::value::Field::written(reader.value(node, none));
                        true
                    })*
                    _ => false $(|| $crate::register::keys::Keys::read_key(&mut self.$part, node, name, reader))*,
                }
            }

            fn lay_over(&mut self, lower: &Self, lower_is_default: bool) {
                $($crate::register::keys::Keys::lay_over(&mut self.$part, &lower.$part, lower_is_default);)*
                $(self.$field.lay_over(&lower.$field, lower_is_default);)*
            }

            fn visit(&self, visitor: &mut dyn $crate::register::shape::Visitor) {
                #[allow(unused_mut, reason = "a declaration of parts alone has none")]
                let mut keys = Self::OWN_KEYS.iter();
                $(
                    let key = keys.next().expect("a declaration a field");
                    if let Some(value) = self.$field.value() {
                        visitor.open(key.name, $crate::register::shape::Place { key, span: value.key });
                        value.visit(key, visitor);
                        visitor.close();
                    }
                )*
                $($crate::register::keys::Keys::visit(&self.$part, visitor);)*
            }
        }

        impl $crate::register::shape::Shape for $name {
            fn shape() -> String {
                $(if true { return concat!("table ", $called).into(); })?
                concat!("table ", stringify!($name)).to_lowercase()
            }

            fn schema(book: &mut $crate::register::schema::Book) -> serde_json::Value {
                book.table::<Self>()
            }

            fn read(
                node: $crate::register::read::Node<'_>,
                reader: &mut $crate::register::read::Reader<'_>,
            ) -> Option<Self> {
                reader.table(node)
            }

            fn visit(
                &self,
                _place: $crate::register::shape::Place,
                visitor: &mut dyn $crate::register::shape::Visitor,
            ) {
                $crate::register::keys::Keys::visit(self, visitor);
            }
        }
    };
    (@ or_none) => { true };
}
pub(crate) use keys;

/// Declares a closed list of words: `Variant = "word"`.
macro_rules! words {
    (
        $(#[doc = $about:literal])+
        pub enum $name:ident { $($(#[doc = $meaning:literal])+ $variant:ident = $word:literal,)+ }
    ) => {
        $(#[doc = $about])+
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[doc = $meaning])+ $variant,)+ }

        impl $name {
            /// Every word, in the reference's order.
            pub const WORDS: &'static [&'static str] = &[$($word),+];

            /// The word as written.
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }

            /// What a word stands for.
            pub fn from_word(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$variant),)+ _ => None }
            }
        }

        impl $crate::register::shape::Shape for $name {
            fn shape() -> String {
                format!("one of {}", Self::WORDS.join(", "))
            }

            fn schema(_book: &mut $crate::register::schema::Book) -> serde_json::Value {
                $crate::register::schema::Book::closed(Self::WORDS, &[$(concat!($($meaning),+)),+])
            }

            fn read(
                node: $crate::register::read::Node<'_>,
                reader: &mut $crate::register::read::Reader<'_>,
            ) -> Option<Self> {
                reader.word(node, Self::WORDS, Self::from_word)
            }

            fn visit(
                &self,
                place: $crate::register::shape::Place,
                visitor: &mut dyn $crate::register::shape::Visitor,
            ) {
                visitor.leaf(place, $crate::register::shape::Leaf::Word(self.word()));
            }
        }
    };
}
pub(crate) use words;
