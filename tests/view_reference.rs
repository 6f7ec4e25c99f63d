//! `templates/README.md` names every field of the View, with the words that stand beside it in the source.
//! `BLESS=1` writes the file anew.
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a test reads the sources, and may fail"
)]

use std::{env, fmt::Write as _, fs, path::Path};

/// The View's own files, in the order of the page.
const FILES: [&str; 8] = [
    "view.rs",
    "view/words.rs",
    "view/organisation.rs",
    "view/purpose.rs",
    "view/recipient.rs",
    "view/rights.rs",
    "view/policy.rs",
    "view/layout.rs",
];

const MARK: &str =
    "<!-- Below: made from the View's source by `BLESS=1 cargo test --test view_reference`. -->\n";

/// The structs of a file and their public fields, each with its words.
fn reference(source: &str) -> String {
    let (mut page, mut words) = (String::new(), String::new());
    for line in source.lines().map(str::trim) {
        if let Some(more) = line.strip_prefix("///") {
            words.push_str(more);
        } else if let Some(declared) = line.strip_prefix("pub struct ") {
            let name = declared.trim_end_matches(" {").trim_end_matches("(String);");
            write!(page, "\n### {}\n\n{}\n\n", name.replace('<', "\\<"), words.trim()).unwrap();
            words.clear();
        } else if let Some((name, shape)) =
            line.strip_prefix("pub ").and_then(|field| field.split_once(": "))
            && !name.contains(' ')
        {
            let shape = shape.trim_end_matches(',');
            // That it is shared is nothing to a template.
            let shape = shape.strip_prefix("Arc<").map_or(shape, |inner| &inner[..inner.len() - 1]);
            writeln!(page, "- `{name}` (`{shape}`):{words}").unwrap();
            words.clear();
        } else if !line.starts_with("#[") {
            words.clear();
        }
    }
    page
}

#[test]
fn the_page_names_every_field_of_the_view() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let path = root.join("templates/README.md");
    let page = fs::read_to_string(&path).unwrap();
    let (written, found) = page.split_once(MARK).unwrap();
    let parts = FILES.map(|file| {
        let source = fs::read_to_string(root.join("src").join(file)).unwrap();
        reference(&source)
    });
    let expected = parts.concat();
    assert!(expected.matches("\n- ").count() > 200, "the fields are found at all");
    if env::var_os("BLESS").is_some() {
        fs::write(path, format!("{written}{MARK}{expected}")).unwrap();
        return;
    }
    assert!(found == expected, "templates/README.md is not current: run with BLESS=1");
}
