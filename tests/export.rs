//! What `ropa export` writes is read by what others wrote: their schemas, their parsers, their lists of names. And what
//! a format holds comes back from it.
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a test runs the program and reads schemas, and may fail"
)]

#[path = "export/dpv.rs"]
mod dpv;
#[path = "export/fides.rs"]
mod fides;
#[path = "export/hostile.rs"]
mod hostile;
#[path = "export/json.rs"]
mod json;
#[path = "export/secrets.rs"]
mod secrets;
#[path = "export/tilt.rs"]
mod tilt;

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every register of this repository that has no mistake.
fn registers() -> Vec<PathBuf> {
    let mut found = vec![root().join("policy")];
    for entry in fs::read_dir(root().join("examples")).unwrap() {
        let path = entry.unwrap().path();
        if path.join("ropa.toml").is_file() {
            found.push(path);
        }
    }
    found.sort();
    assert!(found.len() >= 7, "policy/ and six examples");
    found
}

fn ropa(register: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_ropa"))
        .arg("export")
        .args(arguments)
        .arg("--policy")
        .arg(register)
        .env("ROPA_TODAY", "2026-11-24")
        .env("NO_COLOR", "1")
        .output()
        .unwrap()
}

/// What is said of an export that can't be.
fn refused(register: &Path, arguments: &[&str]) -> String {
    let output = ropa(register, arguments);
    assert!(!output.status.success() && output.stdout.is_empty());
    String::from_utf8(output.stderr).unwrap()
}

/// What is exported, and what is said to be lost.
fn export(register: &Path, arguments: &[&str]) -> (String, String) {
    let output = ropa(register, arguments);
    let errors = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success(), "{}: {errors}", register.display());
    (String::from_utf8(output.stdout).unwrap(), errors)
}
