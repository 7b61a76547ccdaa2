//! The flow runs one way: rows, cells, estimates, comparisons, synthesis, report.

use helhed_tests::source::{Arrow, arrows_back, code, files, first_names};

/// What `lib.rs` re-exports, with its module.
fn names() -> Vec<(String, String)> {
    let lib = files("crates/helhed/src", &["lib.rs"]).remove(0);
    let lines = code(&lib.text);
    let exported = lines.lines().filter_map(|line| line.trim().strip_prefix("pub use "));
    exported
        .flat_map(|line| {
            let (module, _) = line.split_once("::").expect("a path");
            let own = first_names(line, &format!("{module}::"));
            own.into_iter().map(|name| (name, module.to_owned())).collect::<Vec<_>>()
        })
        .collect()
}

#[test]
fn no_arrow_runs_back() {
    let names = names();
    assert!(names.contains(&("Level".into(), "estimate".into())), "{names:?}");
    let core = files("crates/helhed/src", &[".rs"]);
    assert!(core.len() > 30, "the core was found");
    let mut back = Vec::new();
    for file in &core {
        let path = file.path.strip_prefix("crates/helhed/src/").expect("a file of the core");
        back.extend(arrows_back(path, &file.text, &names).into_iter().map(|arrow| (file.path.clone(), arrow)));
    }
    assert!(back.is_empty(), "these run against the flow: {back:#?}");
}

#[test]
fn an_arrow_turned_round_is_caught() {
    let caught = |path: &str, text: &str, to: &str| {
        let arrows = arrows_back(path, text, &names());
        let from = path.split(['/', '.']).next().expect("a module").to_owned();
        assert_eq!(arrows, [Arrow { from, to: to.into() }], "{path}: {text}");
    };
    caught("cells/mean.rs", "use crate::report::manual;", "report");
    caught("cells/mean.rs", "use crate::{error::Result, estimates::mean};", "estimates");
    caught("estimates/mean/t.rs", "use super::super::super::comparisons::door;", "comparisons");
    caught("estimate/level.rs", "fn f() -> crate::design::Area { todo!() }", "design");
    caught("numeric/beta.rs", "use crate::Level;", "estimate");
    caught("error/fault.rs", "use crate::numeric::root;", "numeric");
    caught("report/mod.rs", "use crate::newcomer::X;", "newcomer");
    let fine =
        "use crate::{Level, cells::Cells, estimate::Unit};\n#[cfg(test)]\nmod tests { use crate::report::manual; }";
    assert_eq!(arrows_back("estimates/door.rs", fine, &names()), []);
}

#[test]
fn the_binding_does_not_know_statistics() {
    let knows = |text: &str| first_names(&code(text), "helhed::").contains(&"numeric".to_owned());
    for file in files("crates/helhed-python", &[".rs"]) {
        assert!(!knows(&file.text), "{} uses helhed::numeric", file.path);
    }
    assert!(knows("use helhed::{cells::Cells, numeric::beta};"));
}
