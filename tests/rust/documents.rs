//! The documentation says what the code does.

use std::fs;

use helhed::design::{Comparison, Plan, Registry};
use helhed_tests::calibration::{measurable, measured, read, topics};
use helhed_tests::pages::pages;
use helhed_tests::root;
use helhed_tests::source::{code, files};

#[test]
fn no_generated_page_is_stale() {
    for page in pages() {
        let written = fs::read_to_string(root().join(&page.path)).unwrap_or_default();
        assert!(written == page.text, "{} is stale: run `make docs`", page.path);
    }
}

#[test]
fn no_page_is_left_from_before() {
    let known: Vec<String> = pages().into_iter().map(|page| page.path).collect();
    for file in files("docs/schema", &[".json"]) {
        assert!(known.contains(&file.path), "{} is no longer made: remove it", file.path);
    }
}

#[test]
fn every_interval_method_is_measured() {
    for id in measurable() {
        assert!(
            !measured(id).is_empty(),
            "{id} has no row in docs/calibration: run `make calibration`, then `make docs`"
        );
    }
    let known = measurable();
    for row in topics().iter().flat_map(|topic| read(topic.name)) {
        assert!(known.contains(&row.method.as_str()), "{} is no longer measured: run `make calibration`", row.method);
    }
}

fn plan_page() -> String {
    fs::read_to_string(root().join("docs/plan.md")).expect("docs/plan.md")
}

/// The TOML examples of a page.
fn examples(page: &str) -> Vec<&str> {
    page.split("```toml\n").skip(1).filter_map(|rest| rest.split("```").next()).collect()
}

#[test]
fn the_whole_plan_of_the_documentation_is_valid() {
    let page = plan_page();
    let whole: Vec<&str> = examples(&page).into_iter().filter(|text| text.contains("[evaluation]")).collect();
    assert!(!whole.is_empty(), "the page has a whole plan");
    for text in whole {
        let plan = Plan::parse(text, "docs/plan.md", Registry::standard()).unwrap_or_else(|error| panic!("{error}"));
        assert!(!plan.title.en.is_empty());
        assert!(matches!(plan.comparison, Comparison::BeforeAfter { .. } | Comparison::Groups { .. }));
    }
}

#[test]
fn every_key_of_a_plan_is_documented() {
    let page = plan_page();
    let keys = plan_keys();
    assert!(keys.len() > 15, "the keys were found: {keys:?}");
    for key in keys {
        let described = [format!("`{key}`"), format!("[{key}]")].iter().any(|form| page.contains(form));
        assert!(described, "docs/plan.md does not describe `{key}`");
    }
}

/// Fields of the structs that a plan file is read into.
fn plan_keys() -> Vec<String> {
    let source = files("crates/helhed/src/design", &["plan.rs"]).remove(0);
    let code = code(&source.text);
    let raw = code.split("#[serde(deny_unknown_fields)]").skip(1);
    let bodies = raw.filter_map(|rest| rest.split_once('{')?.1.split('}').next());
    let fields = bodies.flat_map(|body| body.lines().filter_map(|line| line.trim().split_once(':')));
    fields.map(|(name, _)| name.trim_start_matches("pub ").trim_start_matches("r#").to_owned()).collect()
}
