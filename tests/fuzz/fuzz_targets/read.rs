//! Any bytes as one to three files, through the reader, the answers and the judgement: nothing panics, every place
//! can be shown. `cargo +nightly fuzz run read --fuzz-dir tests/fuzz`; the byte 0xFF parts the files.
#![no_main]

use libfuzzer_sys::fuzz_target;
use ropa::{
    law,
    lint::{self, Strictness},
    register,
    rules::Context,
    settings::Settings,
    source::{Layer, Sources},
};

fuzz_target!(|bytes: &[u8]| {
    let mut sources = Sources::default();
    for (at, file) in bytes.splitn(3, |byte| *byte == 0xFF).enumerate() {
        // The last of three is of a shared layer.
        let layer = if at == 2 { Layer::Shared(0) } else { Layer::Register };
        sources.add(format!("{at}.toml"), file.to_vec(), layer);
    }
    law::add_to(&mut sources);
    let (register, found) = register::read(&sources);
    let settings = Settings::default();
    let today = chrono::NaiveDate::from_ymd_opt(2026, 11, 24).expect("a day");
    let cx = Context::new(&register, &settings, today);
    let findings = lint::run(&sources, &register, &settings, &cx, found, Strictness::default());
    for label in findings.iter().flat_map(|finding| &finding.labels) {
        // Slicing panics where a place does not lie in its file.
        let _ = sources.text(label.span);
    }
});
