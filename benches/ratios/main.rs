//! Prints how long whole runs of `ropa` take, and how much memory they need at most: the time as a ratio to one `toml`
//! parse of the same bytes, the memory as a ratio to those bytes. Then what `diff` and `log` take in a repository, as a ratio
//! to one reading of the register, and every document of our own register as a ratio to one judging of it. It asserts nothing.
//! `cargo bench` runs all sizes; `cargo bench -- 1000 10000` those named.
#![allow(missing_docs, reason = "a program of its own")]
#![allow(clippy::print_stdout, reason = "its result is what it prints")]
#![allow(clippy::disallowed_methods, reason = "it writes registers and runs ropa on them")]

mod documents;
mod generated;
mod history;

use std::{
    fs,
    path::Path,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

const SOME: &str = "[document]\nprivacy-policy = { formats = [\"markdown\", \"html\"] }\nrecord = { formats = \"csv\" }\n";
const ALL: &str = "[document]\nprivacy-policy = { formats = [\"markdown\", \"html\", \"text\", \"json\"] }\nrecord = { formats = [\"markdown\", \"html\", \"text\", \"json\", \"csv\", \"xlsx\"] }\n";

/// What is measured: a column, the settings, and the command.
const RUNS: [(&str, &str, &[&str]); 3] = [
    ("check", SOME, &["check", "--format", "concise"]),
    ("build", SOME, &["build"]),
    ("everything", ALL, &["build"]),
];

fn main() {
    let named: Vec<usize> = std::env::args().filter_map(|word| word.parse().ok()).collect();
    let sizes = if named.is_empty() { vec![1_000, 10_000, 100_000] } else { named };
    print!("{:>8} {:>10} {:>9}", "purposes", "bytes", "toml");
    for (name, ..) in RUNS {
        print!(" | {name:>10} {:>7} {:>8}", "ratio", "memory");
    }
    println!();
    for size in sizes {
        let folder = tempfile::tempdir().expect("a folder");
        let files = generated::register(size);
        for (name, text) in &files {
            fs::write(folder.path().join(name), text).expect("a register on disk");
        }
        let bytes: usize = files.iter().map(|(_, text)| text.len()).sum();
        let toml = (0..5).map(|_| parse(&files)).min().expect("five runs");
        print!("{size:>8} {bytes:>10} {:>7.1}ms", millis(toml));
        for (_, settings, arguments) in RUNS {
            fs::write(folder.path().join("ropa.toml"), settings).expect("settings on disk");
            let runs = if size > 50_000 { 2 } else { 5 };
            let (time, memory) = (0..runs)
                .map(|_| run(folder.path(), arguments))
                .min_by_key(|(time, _)| *time)
                .expect("a run");
            print!(
                " | {:>8.1}ms {:>6.2}x {:>7.1}x",
                millis(time),
                time.as_secs_f64() / toml.as_secs_f64(),
                as_f64(memory) / as_f64(bytes),
            );
        }
        println!();
    }
    println!();
    for (purposes, commits, arguments) in [
        (10_000, 2, &["diff", "HEAD~1", "HEAD"][..]),
        (500, 1_000, &["log"]),
        (500, 100, &["log", "--purpose", "orders-0"]),
    ] {
        in_history(purposes, commits, arguments);
    }
    println!();
    our_own(false);
    if cfg!(feature = "pdf") {
        our_own(true);
    }
}

/// Prints how long every document of `policy/` takes: where none stands yet, and where all stand already.
fn our_own(with_pdf: bool) {
    let folder = tempfile::tempdir().expect("a folder");
    documents::list(folder.path(), with_pdf);
    let published = folder.path().join("published");
    let least = |arguments: &[&str], anew: bool| {
        let runs = (0..7).map(|_| {
            if anew && published.is_dir() {
                fs::remove_dir_all(&published).expect("documents can be removed");
            }
            run(folder.path(), arguments).0
        });
        runs.min().expect("seven runs")
    };
    let judging = least(&["check"], false);
    for (what, anew) in [("anew", true), ("again", false)] {
        let time = least(&["build"], anew);
        let files = fs::read_dir(&published).expect("documents").count();
        println!(
            "build, {what:<17} {files:>6} files{} {:>9.1}ms {:>7.2}x a judging of {:.1}ms",
            if with_pdf { ", PDF with them" } else { ", without PDF  " },
            millis(time),
            time.as_secs_f64() / judging.as_secs_f64(),
            millis(judging),
        );
    }
}

/// Prints how long a command takes in a history, beside one reading of the register.
fn in_history(purposes: usize, commits: usize, arguments: &[&str]) {
    let folder = tempfile::tempdir().expect("a folder");
    history::repository(folder.path(), purposes, commits);
    let policy = folder.path().join("policy");
    let least =
        |arguments: &[&str]| (0..3).map(|_| run(&policy, arguments).0).min().expect("three runs");
    let reading = least(&["show", "version"]);
    let time = least(arguments);
    println!(
        "{:<24} {purposes:>6} purposes {commits:>5} commits {:>9.1}ms {:>7.2}x a reading of {:.1}ms",
        arguments.join(" "),
        millis(time),
        time.as_secs_f64() / reading.as_secs_f64(),
        millis(reading),
    );
}

fn parse(files: &[(String, String)]) -> Duration {
    let start = Instant::now();
    for (_, text) in files {
        std::hint::black_box(text.parse::<toml::Table>().expect("TOML"));
    }
    start.elapsed()
}

/// One run: how long it took, and the most memory it held at any time, in bytes.
fn run(policy: &Path, arguments: &[&str]) -> (Duration, usize) {
    let start = Instant::now();
    let mut child = Command::new(env!("CARGO_BIN_EXE_ropa"))
        .args(arguments)
        .arg("--policy")
        .arg(policy)
        .args(["--today", "2026-11-24"])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("ropa");
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0;
    while child.try_wait().expect("a child").is_none() {
        let held = fs::read_to_string(&status).unwrap_or_default();
        let most = held.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let most = most.and_then(|most| most.split_whitespace().next()?.parse::<usize>().ok());
        peak = peak.max(most.unwrap_or(0) * 1024);
        std::thread::sleep(Duration::from_micros(500));
    }
    (start.elapsed(), peak)
}

fn millis(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1_000.0
}

#[allow(clippy::cast_precision_loss, reason = "sizes far below 2^52")]
fn as_f64(number: usize) -> f64 {
    number as f64
}
