//! Registers that are large where nobody expects it: read and judged in a time that grows with them, on a stack as it is.
//! Ten times as much may take thirty times as long (memory and noise), not a hundred times.

#[path = "properties/fingerprint.rs"]
#[allow(dead_code, reason = "only reading and judging is used here")]
mod fingerprint;

use std::{
    fmt::Write as _,
    time::{Duration, Instant},
};

use ropa::{register::answers::Answers, source::Layer};

fn judge(text: &str) -> usize {
    let (_, register, findings) =
        fingerprint::judged(&[(text.as_bytes().to_vec(), Layer::Register)]);
    let answers = Answers::new(&register);
    let purposes = register.purposes.iter();
    let cells: usize = purposes.map(|purpose| answers.cells(&**purpose).len()).sum();
    cells + findings.len()
}

/// The shortest of three runs: others use the machine as well.
fn time(text: &str) -> Duration {
    let runs = (0..3).map(|_| {
        let start = Instant::now();
        assert!(judge(text) > 0);
        start.elapsed()
    });
    runs.min().expect("three runs")
}

fn grows_gently(of: impl Fn(usize) -> String, small: usize) {
    let (little, much) = (time(&of(small)), time(&of(small * 10)));
    // Whatever is below the cost of the law's own data says nothing.
    let floor = Duration::from_millis(20);
    assert!(much <= little.max(floor) * 30, "{little:?} became {much:?}");
}

fn list(count: usize) -> String {
    let ids: Vec<_> = (0..count).map(|at| format!("\"d{at}\"")).collect();
    ids.join(", ")
}

fn declared(count: usize) -> String {
    let mut text = "[personal-data]\n".to_owned();
    for at in 0..count {
        writeln!(text, "d{at} = {{ name = \"D {at}\", class = \"ordinary\" }}").expect("text");
    }
    text
}

#[test]
fn a_purpose_with_thousands_of_data() {
    grows_gently(
        |count| {
            format!(
                "[purpose.a]\ndata-subjects = \"user\"\npersonal-data = [{}]\nretention = \"1 year\"\n{}",
                list(count),
                declared(count)
            )
        },
        800,
    );
}

#[test]
fn a_group_of_thousands() {
    grows_gently(
        |count| {
            format!(
                "[purpose.a]\ndata-subjects = \"user\"\npersonal-data = \"g\"\nretention.x = \"1 year\"\n\
                retention.y = {{ keep = \"2 years\", only.personal-data = \"g\" }}\n{}g = {{ name = \"G\", retention = \"1 day\", includes = [{}] }}\n",
                declared(count),
                list(count)
            )
        },
        800,
    );
}

#[test]
fn thousands_of_uses_for_a_datum_each() {
    grows_gently(
        |count| {
            let mut text = format!(
                "{}[purpose.a]\ndata-subjects = \"user\"\npersonal-data = [{}]\n",
                declared(count),
                list(count)
            );
            for at in 0..count {
                writeln!(
                    text,
                    "retention.r{at} = {{ keep = \"1 year\", only.personal-data = \"d{at}\" }}"
                )
                .expect("text");
            }
            text
        },
        800,
    );
}

#[test]
fn thousands_of_uses_for_everything() {
    grows_gently(
        |count| {
            let mut text =
                "[purpose.a]\ndata-subjects = \"user\"\npersonal-data = \"name\"\n".to_owned();
            for at in 0..count {
                writeln!(text, "retention.r{at} = \"{} years\"", at + 1).expect("text");
            }
            text
        },
        800,
    );
}

#[test]
fn thousands_of_ids_that_nobody_declares() {
    grows_gently(
        |count| {
            format!("[purpose.a]\ndata-subjects = \"user\"\npersonal-data = [{}]\n", list(count))
        },
        800,
    );
}

#[test]
fn a_chain_and_a_ring_of_groups() {
    let mut chain = "[purpose.a]\ndata-subjects = \"user\"\npersonal-data = \"d0\"\nretention = \"1 year\"\n[personal-data]\n".to_owned();
    for at in 0..5000 {
        writeln!(chain, "d{at} = {{ name = \"D {at}\", includes = \"d{}\" }}", at + 1)
            .expect("text");
    }
    let ring = format!("{chain}d5000 = {{ name = \"D\", includes = [\"d0\", \"d2500\"] }}\n");
    chain.push_str("d5000.name = \"D\"\n");
    assert!(judge(&chain) > 0);
    assert!(judge(&ring) > 0);
}

#[test]
fn groups_that_all_include_each_other() {
    let ids = list(200);
    let mut text = "[purpose.a]\ndata-subjects = \"user\"\npersonal-data = \"d0\"\ncondition = \"explicit-consent\"\n[personal-data]\n".to_owned();
    for at in 0..200 {
        writeln!(text, "d{at} = {{ name = \"D {at}\", includes = [{ids}], retention = \"1 year\", may-contain = [{ids}] }}").expect("text");
    }
    assert!(judge(&text) > 0);
}

#[test]
fn a_ring_of_sameness() {
    let mut text =
        "[purpose.a]\ndata-subjects = \"user\"\npersonal-data = \"d0\"\n[personal-data]\n"
            .to_owned();
    for at in 0..5000 {
        writeln!(text, "d{at} = {{ name = \"D {at}\", same-as = \"d{}\" }}", (at + 1) % 5000)
            .expect("text");
    }
    assert!(judge(&text) > 0);
}

#[test]
fn tables_as_deep_as_they_can_be_written() {
    for (open, close) in [("{ a = ", " }"), ("[", "]")] {
        let text = format!("[purpose.a]\nname = {}1{}", open.repeat(10_000), close.repeat(10_000));
        assert!(judge(&text) > 0);
    }
    let text = format!("[purpose.a]\nrecipients{} = 1", ".sub-processors.x".repeat(10_000));
    assert!(judge(&text) > 0);
    let text = format!("[topic.t{}]\nname = \"x\"", ".default".repeat(10_000));
    assert!(judge(&text) > 0);
}

#[test]
fn a_text_of_thousands_of_sentences() {
    let sentence = "We may share “it”, and we may sell it if asked. We might ask [you] by then. ";
    grows_gently(|count| format!("[section.long]\ntext = '''{}'''", sentence.repeat(count)), 1000);
}
