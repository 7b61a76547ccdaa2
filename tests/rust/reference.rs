//! Every reference case that helhed covers agrees; and the runner notices when one does not.

use helhed_tests::reference::{Case, Outcome, Summary, judge, methods, read_folder};
use helhed_tests::root;

fn project() -> Summary {
    Summary::of(read_folder(&root().join("tests/reference")).expect("the project's reference cases"))
}

#[test]
fn the_cases_of_the_project_agree() {
    let summary = project();
    assert!(summary.is_good(), "{summary}");
    for method in methods() {
        assert_eq!(summary.passed(method.name), method.cases, "{}\n{summary}", method.name);
    }
}

fn case(inputs: &str, expected: &str) -> Case {
    let text = format!(
        r#"{{"id": "t", "method": "proportion_ci_wilson", "inputs": {inputs}, "expected": {expected},
            "tolerance": {{"rel": 1e-8, "abs": 1e-10}}}}"#
    );
    serde_json::from_str(&text).expect("a case")
}

const NONE_OF_TEN: &str = r#"{"x": 0, "n": 10, "level": 0.95}"#;

#[test]
fn a_wrong_expected_value_fails() {
    let right = case(NONE_OF_TEN, r#"{"estimate": 0, "lower": 0, "upper": 0.277532799862889}"#);
    assert_eq!(judge(&right), Outcome::Passed { compared: 3 });
    for wrong in [r#"{"upper": 0.277533}"#, r#"{"upper": null}"#, r#"{"upper": "inf"}"#, r#"{"upper": [0.27]}"#] {
        let outcome = judge(&case(NONE_OF_TEN, wrong));
        assert!(matches!(&outcome, Outcome::Failed { differences, .. } if differences[0].name == "upper"), "{wrong}");
        let summary = Summary::of(vec![case(NONE_OF_TEN, wrong)]);
        assert!(!summary.is_good());
        assert!(summary.to_string().ends_with("0 passed, 1 failed, 0 not covered\n"), "{summary}");
    }
}

#[test]
fn what_is_not_computed_never_passes() {
    let more = judge(&case(NONE_OF_TEN, r#"{"lower": 0, "p_value": 0.5}"#));
    assert_eq!(more, Outcome::NotCovered { reason: "p_value".into(), compared: 1 });
    let both = judge(&case(NONE_OF_TEN, r#"{"lower": 0.1, "p_value": 0.5}"#));
    assert!(matches!(both, Outcome::Failed { .. }), "a difference outweighs what is not covered");
    for inputs in [r#"{"x": 0, "n": 10}"#, r#"{"x": 0, "n": 10, "level": 0.95, "design_effect": 2}"#] {
        assert!(matches!(judge(&case(inputs, r#"{"lower": 0}"#)), Outcome::NotCovered { compared: 0, .. }), "{inputs}");
    }
    assert!(!Summary::of(Vec::new()).is_good(), "nothing read is no success");
}

#[test]
fn a_refusal_must_be_among_the_acceptable() {
    let above = r#"{"x": 11, "n": 10, "level": 0.95}"#;
    assert_eq!(judge(&case(above, r#"{"acceptable": ["error"]}"#)), Outcome::Passed { compared: 1 });
    assert!(matches!(judge(&case(above, r#"{"lower": 0}"#)), Outcome::Failed { .. }));
    assert!(matches!(judge(&case(NONE_OF_TEN, r#"{"acceptable": ["error"]}"#)), Outcome::Failed { .. }));
    let missing = r#"{"x": null, "n": 10, "level": 0.95}"#;
    assert_eq!(judge(&case(missing, r#"{"acceptable": ["error", "undefined"]}"#)), Outcome::Passed { compared: 1 });
}
