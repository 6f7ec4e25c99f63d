//! DPV: both notations are one graph, every term in it exists, and what one edition may not tell is in none of its nodes.

use std::{collections::BTreeSet, fs, path::Path};

use super::{export, registers, root};
use oxjsonld::JsonLdParser;
use oxrdf::{Graph, NamedNode, Term, Triple, TripleRef};
use oxttl::TurtleParser;

pub(super) fn turtle(text: &str) -> Graph {
    TurtleParser::new().for_slice(text).map(|triple| triple.expect("Turtle")).collect()
}

pub(super) fn parsed(text: &str) -> Graph {
    let quads = JsonLdParser::new().for_slice(text);
    quads.map(|quad| Triple::from(quad.expect("JSON-LD"))).collect()
}

/// The terms of a list.
fn terms(list: &str) -> BTreeSet<String> {
    let text = fs::read_to_string(root().join("tests/schemas/dpv").join(list)).unwrap();
    text.lines().map(str::to_owned).collect()
}

/// Each register in each edition.
fn each(judge: impl Fn(&Path, &str, Graph)) {
    for register in registers() {
        for edition in ["internal", "public"] {
            let (text, _) = export(&register, &["dpv", "--format", "turtle", "--edition", edition]);
            judge(&register, edition, turtle(&text));
        }
    }
}

#[test]
fn both_notations_say_the_same() {
    each(|register, edition, graph| {
        let (text, _) = export(register, &["dpv", "--edition", edition]);
        let other = parsed(&text);
        assert!(graph.len() > 80, "{}: {} triples", register.display(), graph.len());
        let missing: Vec<TripleRef<'_>> =
            graph.iter().filter(|one| !other.contains(*one)).collect();
        assert!(missing.is_empty(), "{}: {missing:?}", register.display());
        assert_eq!(graph.len(), other.len(), "{}", register.display());
    });
}

#[test]
fn every_term_exists_and_none_is_on_its_way_out() {
    let lists = ["dpv", "eu-gdpr", "legal", "loc", "pd"];
    let known: BTreeSet<String> =
        lists.iter().flat_map(|list| terms(&format!("{list}.iris.txt"))).collect();
    let mut gone = terms("removed.iris.txt");
    // Sunset in 2.3: `sw:term_status` of the vocabulary's own file.
    for name in ["PersonalDataHandling", "hasPersonalDataHandling"] {
        gone.insert(format!("https://w3id.org/dpv#{name}"));
    }
    each(|_, _, graph| {
        for triple in &graph {
            let mut nodes = vec![triple.predicate.as_str().to_owned(), triple.subject.to_string()];
            if let Term::NamedNode(node) = triple.object.into_owned() {
                nodes.push(node.into_string());
            }
            for node in nodes {
                let node = node.trim_matches(['<', '>']);
                let is_term = node.starts_with("https://w3id.org/dpv") && node.contains('#');
                assert!(!is_term || known.contains(node), "{node} is no term");
                assert!(!gone.contains(node), "{node} is gone, or about to");
            }
        }
    });
    let all: String = registers().iter().map(|register| export(register, &["dpv"]).0).collect();
    for term in ["eu-gdpr:A6-1-f", "pd:EmailAddress", "loc:US", "eu-gdpr:SCCByCommission"] {
        assert!(all.contains(&format!("\"{term}\"")), "{term} is nowhere");
    }
}

/// The facts that a page holds, below an address of its own.
fn facts(page: &str, base: &str) -> Option<Graph> {
    let (_, script) = page.split_once("<script type=\"application/ld+json\">")?;
    let (json, _) = script.split_once("</script>")?;
    assert!(!json.contains('<'), "what ends a script is written otherwise");
    let quads = JsonLdParser::new().with_base_iri(base).unwrap().for_slice(json);
    Some(quads.map(|quad| Triple::from(quad.expect("JSON-LD"))).collect())
}

#[test]
fn a_page_holds_what_the_export_says_and_has_a_place_for_it() {
    let base = "https://example.org/policy";
    let mut pages = 0;
    for register in registers() {
        let page = fs::read_to_string(register.join("published/privacy-policy.html"));
        let Ok(page) = page else { continue };
        let facts = facts(&page, base).expect("facts");
        let places = facts.iter().filter(|one| {
            let subject = one.subject.to_string();
            let place = subject.trim_matches(['<', '>']).strip_prefix(&format!("{base}#"));
            place.is_some_and(|place| page.contains(&format!("id=\"{place}\"")))
        });
        assert!(places.count() > 10, "{}", register.display());
        // A policy for one audience tells of fewer purposes.
        let is_whole = !register.ends_with("municipality");
        let (text, _) = export(&register, &["dpv", "--edition", "public"]);
        let all = parsed(&text).len();
        assert!(facts.len() == all || !is_whole && facts.len() < all, "{}", register.display());
        pages += 1;
    }
    assert!(pages > 1);
}

/// How often a property stands in a graph.
fn count(graph: &Graph, property: &str) -> usize {
    let property = NamedNode::new(format!("https://w3id.org/dpv#{property}")).unwrap();
    graph.triples_for_predicate(&property).count()
}

#[test]
fn every_process_has_what_a_record_needs() {
    each(|register, edition, graph| {
        let processes = count(&graph, "hasProcess");
        for property in ["hasPurpose", "hasLegalBasis", "hasDataSubject", "hasPersonalData"] {
            let found = count(&graph, property);
            assert!(found >= processes, "{} {edition}: {property} {found}", register.display());
        }
        assert!(processes > 0 || register.ends_with("processor"), "{}", register.display());
    });
}

#[test]
fn what_an_author_says_of_vocabularies_is_for_insiders() {
    let folder = tempfile::tempdir().unwrap();
    let register = fs::read_to_string(root().join("examples/minimal/register.toml")).unwrap();
    let purpose = "[purpose.membership]\n";
    assert!(register.contains(purpose));
    let register =
        register.replace(purpose, &format!("{purpose}vocabulary.dpv = \"dpv:MemberManagement\"\n"));
    let own = "\n[data-subject.guest]\nname = \"Guests </script><script>\"\nsame-as = \"visitor\"\nvocabulary.dpv = \"no term\"\n";
    let register =
        register.replace("data-subjects = \"member\"", "data-subjects = [\"member\", \"guest\"]");
    fs::write(folder.path().join("register.toml"), register + own).unwrap();
    fs::write(folder.path().join("ropa.toml"), "").unwrap();
    let (internal, lost) = export(folder.path(), &["dpv", "--format", "turtle"]);
    assert!(internal.contains("skos:broader dpv:MemberManagement"), "{internal}");
    assert!(lost.contains("data-subject.guest: `no term` is no term of DPV"), "{lost}");
    let (public, _) = export(folder.path(), &["dpv", "--format", "turtle", "--edition", "public"]);
    assert!(!public.contains("MemberManagement"), "{public}");
    // As words they are the same words.
    let (text, _) = export(folder.path(), &["dpv"]);
    let words = "Guests </script><script>";
    assert!(parsed(&text).iter().any(|triple| triple.object.to_string().contains(words)));
}
