//! Runs every rule's page: what it says is reported must be, word for word; what it says is accepted must be.
//! A fix that a finding offers is applied: it removes the finding and brings none.
//! `BLESS=1 cargo test --test rules` writes the expected output into the pages; read it before you commit it.
#![allow(
    clippy::disallowed_methods,
    reason = "a test reads the pages and writes them when blessed"
)]

use std::{
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

use chrono::NaiveDate;
use libtest_mimic::{Arguments, Failed, Trial};
use ropa::{
    diff::{Revision, editions},
    finding::{Finding, Rule},
    law,
    lint::{self, fixes},
    register::{self, Register},
    report::{Format, Report},
    rules::{self, Context},
    settings::{self, Settings},
    source::{Layer, Sources},
};

fn main() {
    let arguments = Arguments::from_args();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut pages = Vec::new();
    collect(&root.join("rules"), &mut pages);
    collect(&root.join("register/mistakes"), &mut pages);
    pages.sort();
    let mut trials: Vec<Trial> = rules::all()
        .map(|rule| {
            let page =
                pages.iter().find(|page| page.file_stem().is_some_and(|stem| stem == rule.name));
            let page = page.cloned();
            Trial::test(rule.name, move || {
                let page =
                    page.ok_or_else(|| format!("no page `{}.md` beside the rule", rule.name))?;
                run_page(rule, &page)
            })
        })
        .collect();
    trials.push(Trial::test("every page and every file belongs to a rule", move || {
        let stray: Vec<_> = pages
            .iter()
            .filter(|page| {
                let name = page.file_stem().unwrap_or_default().to_string_lossy().replace('_', "-");
                name != "README" && rules::named(&name).is_none()
            })
            .collect();
        if stray.is_empty() {
            Ok(())
        } else {
            Err(format!("no rule is registered for {stray:?}").into())
        }
    }));
    trials.push(Trial::test("rules are sorted and well described", well_described));
    libtest_mimic::run(&arguments, trials).exit();
}

/// Markdown and Rust files below a folder; a family's own file stands beside its folder, so it is not among them.
fn collect(folder: &Path, pages: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder of rules") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            for file in fs::read_dir(&path).expect("a family") {
                pages.push(file.expect("an entry").path());
            }
        } else if path.extension().is_some_and(|extension| extension == "md") {
            pages.push(path);
        }
    }
    pages.retain(|path| path.is_file());
    // A page and its code have the same name: the page comes first.
    pages.sort_by_key(|path| path.extension().is_some_and(|extension| extension == "rs"));
}

fn well_described() -> Result<(), Failed> {
    let law = law_alone();
    let (law, findings) = register::read(&law);
    if let Some(finding) = findings.first() {
        return Err(format!("ropa's own data: {}", finding.message).into());
    }
    for rule in rules::all() {
        let (title, why) = rule.opening();
        // Code scanning shows no more of a text.
        let is_short = |text: &str| (1..=1024).contains(&text.chars().count());
        if !is_short(title) || !is_short(&why) || why.starts_with('#') || why.starts_with("```") {
            return Err(format!(
                "the page of {} begins with a paragraph, of 1024 letters at most",
                rule.name
            )
            .into());
        }
    }
    let cites: Vec<_> = law.articles.all().filter_map(|article| article.cite.get()).collect();
    for family in rules::FAMILIES {
        if !family.checks.is_sorted_by_key(|(rule, _)| rule.name) {
            return Err(format!("the rules of {} are not sorted", family.name).into());
        }
        for (rule, _) in family.checks {
            for article in rule.articles {
                if !cites.iter().any(|cite| &***cite == *article) {
                    return Err(format!(
                        "{} cites {article}, which articles.toml lacks",
                        rule.name
                    )
                    .into());
                }
            }
            for key in rule.asks {
                let (kind, key) = key.split_once('.').ok_or("`asks` names kind.key")?;
                let keys = register::Register::keys(kind).ok_or("`asks` names a kind")?;
                if !keys.iter().any(|known| known.name == key) {
                    return Err(
                        format!("{} asks for {kind}.{key}, which is no key", rule.name).into()
                    );
                }
            }
        }
    }
    Ok(())
}

fn law_alone() -> Sources {
    let mut sources = Sources::default();
    law::add_to(&mut sources);
    sources
}

/// One example: its files, and the fence of what is printed.
#[derive(Default)]
struct Example {
    files: Vec<(String, String)>,
    printed: Option<String>,
}

fn run_page(rule: &'static Rule, path: &Path) -> Result<(), Failed> {
    let page = fs::read_to_string(path)?;
    if !page.starts_with("# ") {
        return Err("the page begins with a heading".into());
    }
    let (Some(reported), Some(accepted)) =
        (page.find("\n## Reported\n"), page.find("\n## Accepted\n"))
    else {
        return Err("the page has `## Reported` and `## Accepted`".into());
    };
    if reported > accepted {
        return Err("`## Reported` comes before `## Accepted`".into());
    }
    let bad = examples(&page[reported..accepted]);
    let good = examples(&page[accepted..]);
    if bad.is_empty() || good.is_empty() {
        return Err("at least one example is reported, and one accepted".into());
    }
    for example in &good {
        let printed = check(rule, example);
        if !printed.is_empty() {
            return Err(format!("accepted, yet reported:\n{printed}").into());
        }
    }
    let mut blessed = page.clone();
    for example in &bad {
        let printed = check(rule, example);
        if printed.is_empty() {
            return Err(format!("nothing is reported of\n{}", example.files[0].1).into());
        }
        try_fixes(rule, example)?;
        let expected =
            example.printed.as_deref().ok_or("a ```console fence follows what is reported")?;
        if printed != expected {
            if std::env::var_os("BLESS").is_none() {
                return Err(format!("expected:\n{expected}\nfound:\n{printed}").into());
            }
            let text = &example.files.last().expect("a file").1;
            let old = format!("{text}```\n\n```console\n{expected}```");
            let new = format!("{text}```\n\n```console\n{printed}```");
            if !blessed.contains(&old) {
                return Err("the ```console fence stands right behind its example".into());
            }
            blessed = blessed.replacen(&old, &new, 1);
        }
    }
    if blessed != page {
        fs::write(path, blessed)?;
    }
    Ok(())
}

/// The fences of a part of the page. `toml NAME` is a file of that name; `console` ends an example.
fn examples(part: &str) -> Vec<Example> {
    let mut found: Vec<Example> = Vec::new();
    let mut open = Example::default();
    let mut lines = part.lines();
    while let Some(line) = lines.next() {
        let Some(info) = line.strip_prefix("```") else { continue };
        let mut text = String::new();
        for line in lines.by_ref().take_while(|line| *line != "```") {
            writeln!(text, "{line}").expect("a string");
        }
        let mut words = info.split(' ');
        match words.next() {
            Some("toml") => {
                let name = words.next().unwrap_or("register.toml");
                if open.files.iter().any(|(file, _)| file == name) {
                    found.push(std::mem::take(&mut open));
                }
                open.files.push((name.to_owned(), text));
            }
            Some("console") => {
                open.printed = Some(text);
                found.push(std::mem::take(&mut open));
            }
            _ => {}
        }
    }
    if !open.files.is_empty() {
        found.push(open);
    }
    found
}

/// Applies each fix that this rule offers in an example: the finding goes, and none comes. Where something could not be
/// read, the rest of the entry was not judged; what is seen there now was there before.
fn try_fixes(rule: &'static Rule, example: &Example) -> Result<(), Failed> {
    let (sources, before) = judged(&example.files);
    let is_known = |list: &[Finding], finding: &Finding| {
        let is_it =
            |one: &&Finding| std::ptr::eq(one.rule, finding.rule) && one.message == finding.message;
        list.iter().filter(is_it).count()
    };
    let own = before.iter().filter(|one| std::ptr::eq(one.rule, rule) && one.fix.is_some());
    for finding in own {
        let fixed = fixes::apply(&sources, std::slice::from_ref(finding));
        let mut files = example.files.clone();
        for one in &fixed {
            let path = &sources.file(one.file).path;
            let file = files.iter_mut().find(|(name, _)| name == path).ok_or("a file")?;
            file.1.clone_from(&one.text);
        }
        let (_, after) = judged(&files);
        let message = &finding.message;
        if is_known(&after, finding) >= is_known(&before, finding) {
            return Err(format!("its fix does not mend it: {message}").into());
        }
        let was_seen = |one: &&Finding| !rule.fixed || one.rule.fixed;
        let new = after.iter().filter(was_seen).find(|one| is_known(&before, one) == 0);
        if let Some(new) = new {
            return Err(format!("the fix of {message} brings {}", new.message).into());
        }
    }
    Ok(())
}

/// What is printed of an example, this rule's findings alone.
fn check(rule: &'static Rule, example: &Example) -> String {
    let (sources, findings) = judged(&example.files);
    let findings: Vec<Finding> = findings
        .into_iter()
        .filter(|finding| std::ptr::eq(finding.rule, rule) && finding.waived.is_none())
        .collect();
    if findings.is_empty() {
        return String::new();
    }
    let report =
        Report { sources: &sources, findings: &findings, read: String::new(), width: Some(100) };
    let mut out = Vec::new();
    Format::Terminal.write(&report, &mut out).expect("a vector takes everything");
    let text = String::from_utf8(out).expect("text");
    let plain = anstream::adapter::strip_str(&text).to_string();
    // The summary and the hint below the findings are the same on every page.
    let end = plain.trim_end().rfind("\n\n").map_or(plain.len(), |end| end + 1);
    let mut printed = String::new();
    for line in plain[..end].trim_end().lines() {
        writeln!(printed, "{}", line.trim_end()).expect("a string");
    }
    printed
}

/// The folder of the register as it was under the latest edition that it holds.
const PUBLISHED: &str = "published/";

/// What the editions of the policy say of a register that was otherwise before.
fn by_history(
    published: &[(String, String)],
    (sources, now): (&Sources, &Register),
) -> Vec<Finding> {
    let mut before = Sources::default();
    for (name, text) in published {
        before.add(name.clone(), text.clone().into_bytes(), Layer::Register);
    }
    law::add_to(&mut before);
    let (register, _) = register::read(&before);
    let revision = |register, sources| Revision { register, sources, first_language: "en" };
    let both = (revision(&register, &before), revision(now, sources));
    let held = editions::editions(&register);
    let now = editions::editions(now);
    if held[0].0 == now[0].0 {
        editions::undated_change(both, now[0].1).into_iter().collect()
    } else {
        editions::unchanged_version(both, (now[0].1, now[1].1)).into_iter().collect()
    }
}

/// Everything that is found in these files.
fn judged(files: &[(String, String)]) -> (Sources, Vec<Finding>) {
    let mut sources = Sources::default();
    let mut settings = (Settings::default(), Vec::new());
    let (published, files): (Vec<_>, Vec<_>) =
        files.iter().cloned().partition(|(name, _)| name.starts_with(PUBLISHED));
    for (name, text) in &files {
        // A page shows what can't be typed as an escape.
        let bytes = match name.as_str() {
            "latin-1.toml" => text.chars().map(|char| u8::try_from(char).unwrap_or(b'?')).collect(),
            _ => text.clone().into_bytes(),
        };
        let layer = if name == "ropa.toml" { Layer::Beside } else { Layer::Register };
        let file = sources.add(name.clone(), bytes, layer);
        if layer == Layer::Beside {
            settings = settings::read(&sources, file);
        }
    }
    law::add_to(&mut sources);
    let (register, mut found) = register::read(&sources);
    found.append(&mut settings.1);
    if !published.is_empty() {
        found.extend(by_history(&published, (&sources, &register)));
    }
    let today = NaiveDate::from_ymd_opt(2026, 11, 24).expect("a day");
    let cx = Context::new(&register, &settings.0, today);
    let strictness = lint::Strictness::default();
    let findings = lint::run(&sources, &register, &settings.0, &cx, found, strictness);
    (sources, findings)
}
