//! The languages that ropa speaks, each as the text of its one file: sentences and names, which `language` reads, and
//! the words that betray bad wording, which `rules` read. How one is added stands in `templates/languages/README.md`.

macro_rules! languages {
    ($($code:literal),*) => {
        /// Each language: its ISO 639-1 code and its file.
        pub static LANGUAGES: &[(&str, &str)] = &[$(
            ($code, include_str!(concat!("../templates/languages/", $code, ".toml")))
        ),*];
    };
}
languages!["en", "da"];
