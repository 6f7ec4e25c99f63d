//! A repository with a long history of a register: each commit changes one purpose.

use std::{
    io::Write as _,
    path::Path,
    process::{Command, Stdio},
};

/// So many purposes stand in a file of the register whose history is read.
const IN_A_FILE: usize = 50;

/// Makes a repository in which a register of so many purposes went through so many commits.
pub(crate) fn repository(folder: &Path, purposes: usize, commits: usize) {
    git(folder, &["init", "--quiet", "--initial-branch=main"], b"");
    let mut stream = Vec::new();
    let mut texts = chunks(purposes);
    for commit in 0..commits {
        let message = format!("commit {commit}");
        let time = 1_700_000_000 + 3_600 * commit;
        write!(
            stream,
            "commit refs/heads/main\ncommitter A <a@example.org> {time} +0000\ndata {}\n{message}\n",
            message.len()
        )
        .expect("a vector takes everything");
        let changed = commit * 37 % texts.len();
        if commit > 0 {
            let (before, after) = texts[changed].split_once("\"partner-").expect("each has one");
            let after = after.split_once('"').expect("the end of a string").1;
            texts[changed] = format!("{before}\"partner-{}\"{after}", commit % 50);
        }
        for (at, of_file) in texts.chunks(IN_A_FILE).enumerate() {
            if commit == 0 || at == changed / IN_A_FILE {
                let text = of_file.concat();
                write!(
                    stream,
                    "M 644 inline policy/part-{at:03}.toml\ndata {}\n{text}\n",
                    text.len()
                )
                .expect("a vector takes everything");
            }
        }
        stream.push(b'\n');
    }
    git(folder, &["fast-import", "--quiet"], &stream);
    git(folder, &["checkout", "--quiet", "main"], b"");
}

/// The register in pieces, the organisation's first, then each purpose.
fn chunks(purposes: usize) -> Vec<String> {
    let files = crate::generated::register(purposes);
    let (of_purposes, others): (Vec<_>, Vec<_>) =
        files.into_iter().partition(|(name, _)| name.starts_with("purposes"));
    let mut chunks: Vec<String> = of_purposes
        .iter()
        .flat_map(|(_, text)| text.split_inclusive("\n\n"))
        .map(str::to_owned)
        .collect();
    let others: String = others.into_iter().map(|(_, text)| text).collect();
    chunks[0].insert_str(0, &others);
    chunks
}

fn git(folder: &Path, arguments: &[&str], input: &[u8]) {
    let mut child = Command::new("git")
        .arg("-C")
        .arg(folder)
        .args(arguments)
        .stdin(Stdio::piped())
        .spawn()
        .expect("the program `git`");
    child.stdin.take().expect("it is piped").write_all(input).expect("git reads it");
    assert!(child.wait().expect("it ends").success(), "git {arguments:?}");
}
