//! The register of codes is complete: in the source, in the register, in the documentation, and provoked by a test.

use std::collections::BTreeSet;
use std::fs;

use helhed_tests::root;
use helhed_tests::source::{File, code, files, test_code};

mod economy;
mod faults;
mod tracks;
mod warnings;

/// Folders whose tests provoke what only the crates around the core can raise.
const ELSEWHERE: [&str; 2] = ["crates/helhed-arrow", "tests/python"];

/// Codes in a text: a letter and three digits.
fn codes(text: &str) -> BTreeSet<String> {
    let words = text.split(|letter: char| !letter.is_ascii_alphanumeric());
    let is_code = |word: &&str| word.len() == 4 && word.starts_with(['H', 'W']) && word[1..].parse::<u16>().is_ok();
    words.filter(is_code).map(str::to_owned).collect()
}

/// Codes that a source file of the core gives out.
fn given_out(folder: &str, file: &str) -> BTreeSet<String> {
    // Names are matched by their end, and several files end alike.
    let source = files(folder, &[file]).into_iter().find(|found| found.path.ends_with(&format!("/{file}")));
    let source = source.expect("the file is there");
    let arms = source.text.split("fn code(").nth(1).expect("the file has a `code`").split("\n    }").next();
    codes(arms.expect("a body"))
}

fn registered() -> BTreeSet<String> {
    helhed::error::register().iter().map(|entry| entry.code.to_owned()).collect()
}

#[test]
fn source_register_and_documentation_agree() {
    let mut source = given_out("crates/helhed/src/error", "fault.rs");
    let warnings = given_out("crates/helhed/src/estimate", "warning.rs");
    assert!(source.len() > 30 && warnings.len() > 20, "the codes were found");
    source.extend(warnings);
    source.extend(given_out("crates/helhed/src/error", "file_fault.rs"));
    source.extend(given_out("crates/helhed/src/error", "record_fault.rs"));
    source.extend(given_out("crates/helhed/src/error", "shape_fault.rs"));
    source.extend(given_out("crates/helhed/src/error", "pool_fault.rs"));
    source.extend(given_out("crates/helhed/src/error", "engine_fault.rs"));
    source.extend(given_out("crates/helhed/src/error", "economy_fault.rs"));
    source.extend(given_out("crates/helhed/src/error", "area_fault.rs"));
    source.extend(given_out("crates/helhed/src/error", "track_fault.rs"));
    source.extend(given_out("crates/helhed/src/estimate", "track_warning.rs"));
    source.extend(given_out("crates/helhed/src/estimate", "synthesis_warning.rs"));
    source.extend(given_out("crates/helhed/src/records/doubt", "mod.rs"));
    assert_eq!(source, registered());
    assert_eq!(helhed::error::register().len(), registered().len(), "no code is there twice");
    let page = fs::read_to_string(root().join("docs/errors.md")).expect("docs/errors.md");
    assert_eq!(codes(&page), registered());
}

#[test]
fn every_entry_says_what_it_means_and_what_to_do() {
    for entry in helhed::error::register() {
        assert!(entry.meaning.ends_with('.') && entry.cure.ends_with('.'), "{entry:?}");
    }
}

#[test]
fn every_code_is_provoked() {
    let mut provoked: BTreeSet<String> = BTreeSet::new();
    for (code, error) in faults::provoked().into_iter().chain(economy::faults()).chain(tracks::faults()) {
        assert_eq!(error.code(), code, "{error}");
        assert!(!error.what().is_empty() && !error.mend().is_empty(), "{error}");
        provoked.insert(code.to_owned());
    }
    for (code, estimate) in warnings::provoked().into_iter().chain(economy::warnings()).chain(tracks::warnings()) {
        let warning = estimate.warnings.iter().find(|warning| warning.code() == code);
        let warning = warning.unwrap_or_else(|| panic!("{code} is not among the warnings of {estimate:?}"));
        assert!(!warning.what().is_empty() && !warning.mend().is_empty(), "{warning:?}");
        provoked.insert(code.to_owned());
    }
    let around: BTreeSet<String> = ELSEWHERE.iter().flat_map(|folder| quoted_in_tests(folder)).collect();
    provoked.extend(registered().intersection(&around).cloned());
    assert_eq!(provoked, registered());
}

/// The codes that stand in quotes in the tests under a folder.
fn quoted_in_tests(folder: &str) -> BTreeSet<String> {
    let texts = files(folder, &[".rs", ".py"]).iter().map(tests_of).collect::<Vec<_>>().join("\n");
    codes(&texts).into_iter().filter(|code| texts.contains(&format!("\"{code}\""))).collect()
}

/// The part of a file that is tests.
fn tests_of(file: &File) -> String {
    if file.path.contains("tests/") { file.text.clone() } else { test_code(&file.text) }
}

#[test]
fn a_code_is_found_in_tests_only() {
    let text = "fn f() { \"H999\" }\n#[cfg(test)]\nmod tests { const C: &str = \"H998\"; }";
    let file = File { path: "crates/a/src/b.rs".into(), text: text.into() };
    assert!(tests_of(&file).contains("\"H998\"") && !tests_of(&file).contains("\"H999\""));
    assert!(code(text).contains("fn f()"));
    assert_eq!(codes("`H123`, W4567, Hello, W305."), ["H123", "W305"].map(str::to_owned).into());
}
