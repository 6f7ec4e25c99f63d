//! The organisation's own look: its logo, colour and fonts. Everything in it is checked here, so that a format can write it
//! as it is.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde::Serialize;

/// What documents look like, where the settings say so.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Letterhead {
    /// The logo as a `data:` URI: a PNG, JPEG or SVG, which is drawn as a picture and never run.
    pub logo: Option<String>,
    /// The colour of links and headings, `#0b4f8a`.
    pub colour: Option<String>,
    /// The same made lighter, until it can be read on the page's dark ground.
    pub dark_colour: Option<String>,
    /// Families of fonts for a style sheet, each quoted; a generic one follows them.
    pub fonts: Option<String>,
    /// The first of them.
    pub font: Option<String>,
}

/// The least contrast of text: WCAG 2.2, success criterion 1.4.3.
const CONTRAST: f64 = 4.5;

/// The grounds of `page.html` on which the colour is hardest to read: its panels, by day and by night.
const LIGHT: Colour = Colour([0xf5, 0xf3, 0xef]);
const DARK: Colour = Colour([0x21, 0x21, 0x20]);

/// The largest logo, in bytes: it stands in every page.
pub const LARGEST_LOGO: usize = 1 << 20;

impl Letterhead {
    /// Takes a logo by what its first bytes say it is.
    ///
    /// # Errors
    /// A lower-case phrase that says what is wrong.
    pub fn set_logo(&mut self, bytes: &[u8]) -> Result<(), String> {
        let starts = |start: &[u8]| bytes.starts_with(start);
        let text = || str::from_utf8(bytes).is_ok_and(|text| text.contains("<svg"));
        let kind = match bytes {
            _ if starts(b"\x89PNG\r\n\x1a\n") => "image/png",
            _ if starts(b"\xff\xd8\xff") => "image/jpeg",
            _ if (starts(b"<svg") || starts(b"<?xml")) && text() => "image/svg+xml",
            _ => return Err("is no PNG, JPEG or SVG".into()),
        };
        if bytes.len() > LARGEST_LOGO {
            return Err(format!("is larger than {LARGEST_LOGO} bytes, and stands in every page"));
        }
        self.logo = Some(format!("data:{kind};base64,{}", STANDARD.encode(bytes)));
        Ok(())
    }

    /// The logo's own bytes, and how a file of its kind is called.
    pub fn logo_file(&self) -> Option<(&'static str, Vec<u8>)> {
        let (kind, text) =
            self.logo.as_deref()?.strip_prefix("data:image/")?.split_once(";base64,")?;
        let name = match kind {
            "png" => "logo.png",
            "jpeg" => "logo.jpg",
            _ => "logo.svg",
        };
        Some((name, STANDARD.decode(text).ok()?))
    }

    /// Takes a colour that can be read on the page by day.
    ///
    /// # Errors
    /// A phrase that says what is wrong.
    pub fn set_colour(&mut self, written: &str) -> Result<(), String> {
        let Some(colour) = Colour::read(written) else {
            return Err("is no colour: write it as \"#0b4f8a\"".into());
        };
        let contrast = colour.contrast(LIGHT);
        if contrast < CONTRAST {
            return Err(format!(
                "can't be read on a light ground: its contrast is {contrast:.1} to 1, and WCAG 2.2 asks for {CONTRAST} to 1; \
                 take a darker one"
            ));
        }
        self.colour = Some(colour.written());
        self.dark_colour = Some(colour.lightened(DARK).written());
        Ok(())
    }

    /// Takes families of fonts.
    ///
    /// # Errors
    /// A phrase that says what is wrong.
    pub fn set_fonts(&mut self, families: &[&str]) -> Result<(), String> {
        let is_plain = |character: char| character.is_alphanumeric() || " -".contains(character);
        if let Some(family) = families.iter().find(|family| {
            family.trim().is_empty() || family.len() > 64 || !family.chars().all(is_plain)
        }) {
            return Err(format!(
                "names `{}`: a family of fonts has letters, digits, spaces and hyphens",
                super::escape::printable(family)
            ));
        }
        let quoted: Vec<_> =
            families.iter().map(|family| format!("\"{}\"", family.trim())).collect();
        self.font = families.first().map(|family| family.trim().to_owned());
        self.fonts = (!quoted.is_empty()).then(|| quoted.join(", "));
        Ok(())
    }
}

/// A colour in sRGB.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Colour([u8; 3]);

impl Colour {
    fn read(written: &str) -> Option<Self> {
        let digits = written.strip_prefix('#')?;
        if digits.len() != 6 || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        let part = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).ok();
        Some(Self([part(0)?, part(2)?, part(4)?]))
    }

    fn written(self) -> String {
        let [red, green, blue] = self.0;
        format!("#{red:02x}{green:02x}{blue:02x}")
    }

    /// Relative luminance, as WCAG 2.2 defines it.
    fn luminance(self) -> f64 {
        let linear = self.0.map(|part| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    }

    fn contrast(self, other: Self) -> f64 {
        let (one, other) = (self.luminance(), other.luminance());
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    /// The colour mixed with white, as little as makes it readable.
    fn lightened(self, ground: Self) -> Self {
        let mixed = |share: u16| {
            let mix = |part: u8| {
                let part = u16::from(part);
                u8::try_from(part + (255 - part) * share / 100).expect("between it and white")
            };
            Self(self.0.map(mix))
        };
        (0..=100).map(mixed).find(|one| one.contrast(ground) >= CONTRAST).unwrap_or(LIGHT)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_is_that_of_wcag() {
        let (black, white) = (Colour([0; 3]), Colour([255; 3]));
        assert!((black.contrast(white) - 21.0).abs() < 1e-9);
        // The example of WCAG's technique G18: mid grey on white.
        let grey = Colour::read("#767676").unwrap();
        assert!((grey.contrast(white) - 4.54).abs() < 0.01, "{}", grey.contrast(white));
    }

    #[test]
    fn a_colour_is_taken_if_it_can_be_read_and_lightened_for_the_dark() {
        let mut letterhead = Letterhead::default();
        letterhead.set_colour("#0B4F8A").unwrap();
        assert_eq!(letterhead.colour.as_deref(), Some("#0b4f8a"));
        let dark = Colour::read(letterhead.dark_colour.as_deref().unwrap()).unwrap();
        assert!(dark.contrast(DARK) >= CONTRAST);
        assert!(letterhead.set_colour("#ffcc00").unwrap_err().contains("its contrast is 1.4 to 1"));
        for no_colour in ["red", "#fff", "#12345g", "#0b4f8a;}", ""] {
            assert!(
                letterhead.set_colour(no_colour).unwrap_err().contains("no colour"),
                "{no_colour}"
            );
        }
    }

    #[test]
    fn a_logo_is_known_by_its_bytes_and_a_font_by_its_letters() {
        let mut letterhead = Letterhead::default();
        letterhead.set_logo(b"\x89PNG\r\n\x1a\n").unwrap();
        assert!(letterhead.logo.as_deref().unwrap().starts_with("data:image/png;base64,iVBOR"));
        letterhead.set_logo(b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>").unwrap();
        assert!(letterhead.set_logo(b"<html>").is_err());
        let large = [b"\x89PNG\r\n\x1a\n".to_vec(), vec![0; LARGEST_LOGO]].concat();
        assert!(letterhead.set_logo(&large).unwrap_err().contains("larger"));
        letterhead.set_fonts(&["Inter", "Source Serif 4"]).unwrap();
        assert_eq!(letterhead.fonts.as_deref(), Some("\"Inter\", \"Source Serif 4\""));
        assert!(letterhead.set_fonts(&["a\"}</style>"]).is_err());
    }
}
