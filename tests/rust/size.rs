//! No file grows beyond what one can read in one go.

use helhed_tests::source::{File, code_lines, files};

/// Lines of code above which a file is noted.
const NOTED: usize = 250;
/// Lines of code above which the test fails.
const MOST: usize = 400;

fn larger_than(most: usize, files: &[File]) -> Vec<String> {
    let sized = files.iter().map(|file| (file, code_lines(file)));
    sized.filter(|(_, lines)| *lines > most).map(|(file, lines)| format!("{}: {lines}", file.path)).collect()
}

#[test]
fn files_are_small() {
    let all: Vec<File> = ["crates", "python", "tests", "benches", "datasets"]
        .into_iter()
        .flat_map(|f| files(f, &[".rs", ".py"]))
        .collect();
    assert!(all.len() > 50, "the sources were found");
    for note in larger_than(NOTED, &all) {
        println!("note: above {NOTED} lines of code: {note}");
    }
    let too_large = larger_than(MOST, &all);
    assert!(too_large.is_empty(), "above {MOST} lines of code: {too_large:#?}");
}

#[test]
fn a_large_file_is_caught() {
    let file = |line: &str| File { path: "a.rs".into(), text: line.repeat(MOST + 1) };
    assert_eq!(larger_than(MOST, &[file("let a = 1;\n")]), ["a.rs: 401"]);
    assert!(larger_than(MOST, &[file("// words\n"), file("\n")]).is_empty());
}
