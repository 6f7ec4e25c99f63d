//! Prints how long the work takes, as ratios to one `toml` parse of the same bytes.
//! `cargo bench` runs all sizes; `cargo bench -- 1000 10000` those named.
#![allow(missing_docs, reason = "a program of its own")]
#![allow(clippy::print_stdout, reason = "its result is what it prints")]

mod generated;

use std::time::{Duration, Instant};

use chrono::NaiveDate;
use ropa::{
    law, lint, register,
    rules::Context,
    settings::Settings,
    source::{Layer, Sources},
};

fn main() {
    let named: Vec<usize> = std::env::args().filter_map(|word| word.parse().ok()).collect();
    let sizes = if named.is_empty() { vec![1_000, 10_000, 100_000] } else { named };
    println!("{:>9} {:>10} {:>10} {:>10}", "purposes", "bytes", "toml", "check");
    for size in sizes {
        let files = generated::register(size);
        let bytes: usize = files.iter().map(|(_, text)| text.len()).sum();
        let toml = fastest(|| {
            for (_, text) in &files {
                std::hint::black_box(text.parse::<toml::Table>().expect("TOML"));
            }
        });
        let check = fastest(|| {
            std::hint::black_box(check(&files));
        });
        println!("{size:>9} {bytes:>10} {:>8.1}ms {:>9.2}x", millis(toml), ratio(check, toml));
    }
}

fn check(files: &[(String, String)]) -> usize {
    let mut sources = Sources::default();
    for (name, text) in files {
        sources.add(name.clone(), text.clone().into_bytes(), Layer::Register);
    }
    law::add_to(&mut sources);
    let (register, found) = register::read(&sources);
    let settings = Settings::default();
    let cx =
        Context::new(&register, &settings, NaiveDate::from_ymd_opt(2026, 11, 24).expect("a day"));
    let findings =
        lint::run(&sources, &register, &settings, &cx, found, lint::Strictness::default());
    findings.len()
}

fn fastest(mut work: impl FnMut()) -> Duration {
    (0..5)
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed()
        })
        .min()
        .expect("five runs")
}

fn millis(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1_000.0
}

fn ratio(one: Duration, other: Duration) -> f64 {
    one.as_secs_f64() / other.as_secs_f64()
}
