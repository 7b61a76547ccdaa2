//! The core reads no files and knows neither Arrow nor Python.

use std::env;
use std::process::Command;

use helhed_tests::root;

/// Names of the packages that a package is built from.
fn built_from(package: &str) -> Vec<String> {
    let cargo = env::var("CARGO").unwrap_or_else(|_| "cargo".into());
    let tree = ["tree", "--offline", "--package", package, "--edges", "normal", "--prefix", "none", "--format", "{p}"];
    let output = Command::new(cargo).current_dir(root()).args(tree).output().expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8_lossy(&output.stdout);
    text.lines().filter_map(|line| line.split_whitespace().next()).map(str::to_owned).collect()
}

fn foreign(packages: &[String]) -> Vec<&String> {
    let foreign = ["arrow", "parquet", "pyo3", "numpy", "csv", "tempfile", "helhed-"];
    packages.iter().filter(|name| foreign.iter().any(|start| name.starts_with(start))).collect()
}

#[test]
fn the_core_is_built_from_little() {
    let packages = built_from("helhed");
    assert!(packages.iter().any(|name| name == "serde"), "the tree was read: {packages:?}");
    assert_eq!(foreign(&packages), Vec::<&String>::new());
    assert!(!foreign(&built_from("helhed-arrow")).is_empty(), "Arrow is seen where it is");
}
