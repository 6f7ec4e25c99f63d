//! Tests only: a View in which every field says something, whatever fields there are.
//! Made by a deserialiser that answers each question of the structs' own.

use serde::{
    Deserialize,
    de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor, value::StrDeserializer},
};

use crate::view::{Section, View};

/// The standard sections, in their order.
const SECTIONS: [&str; 13] = [
    "introduction",
    "contact",
    "purposes",
    "recipients",
    "transfers",
    "retention",
    "security",
    "trackers",
    "automated-decisions",
    "rights",
    "california",
    "complaints",
    "changes",
];

/// Every text is `text`, every list has two members, or one if they are large, every yes-or-no is `yes`.
pub(crate) fn view(text: &str, yes: bool) -> View {
    let filler = Filler { text, yes, field: "" };
    let mut view = View::deserialize(filler).expect("the filler knows every type of the View");
    view.language = "en".into();
    view.layout = None;
    let section = view.sections.remove(0);
    let standard =
        SECTIONS.iter().map(|id| Section { id: (*id).into(), text: None, ..section.clone() });
    view.sections =
        standard.chain([Section { id: "section.own".into(), ..section.clone() }]).collect();
    view
}

/// The same with its record in a layout.
pub(crate) fn laid_out(text: &str) -> View {
    let filler = Filler { text, yes: true, field: "" };
    let layout = View::deserialize(filler).expect("the filler knows every type of the View").layout;
    View { layout, ..view(text, true) }
}

#[derive(Clone, Copy)]
struct Filler<'t> {
    text: &'t str,
    yes: bool,
    field: &'static str,
}

impl Filler<'_> {
    /// What a field says that is no text for readers, or is no plain text.
    fn fixed(&self) -> Option<&'static str> {
        Some(match self.field {
            "entry" | "id" => "purpose.x",
            "kind" => "email",
            "iso" => "2024-02-20",
            "link" | "opt_out_link" | "policy_url" => "https://www.example.org/a_b",
            // The author's own Markdown has tests of its own.
            "text" => "Own *words*.",
            _ => return None,
        })
    }
}

type Error = serde::de::value::Error;

impl<'de> Deserializer<'de> for Filler<'_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Error> {
        Err(serde::de::Error::custom("a type that the filler does not know"))
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_str(self.fixed().unwrap_or(self.text))
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_bool(self.yes)
    }

    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_u32(1)
    }

    fn deserialize_u64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_u64(12)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_some(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        // One of the things that hold many others is enough.
        let large = matches!(self.field, "topics" | "purposes" | "items" | "opens" | "closes");
        visitor.visit_seq(Members { filler: self, left: if large { 1 } else { 2 } })
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_map(Fields { filler: self, left: fields })
    }

    serde::forward_to_deserialize_any! {
        i8 i16 i32 i64 i128 u8 u16 u128 f32 f64 char str bytes byte_buf unit unit_struct
        newtype_struct tuple tuple_struct map enum identifier ignored_any
    }
}

struct Members<'t> {
    filler: Filler<'t>,
    left: usize,
}

impl<'de> SeqAccess<'de> for Members<'_> {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Error> {
        if self.left == 0 {
            return Ok(None);
        }
        self.left -= 1;
        seed.deserialize(self.filler).map(Some)
    }
}

struct Fields<'t> {
    filler: Filler<'t>,
    left: &'static [&'static str],
}

impl<'de> MapAccess<'de> for Fields<'_> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Error> {
        let Some((field, left)) = self.left.split_first() else {
            return Ok(None);
        };
        self.left = left;
        self.filler.field = field;
        seed.deserialize(StrDeserializer::new(field)).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Error> {
        seed.deserialize(self.filler)
    }
}
