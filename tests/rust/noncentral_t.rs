//! The non-central t distribution agrees with quadrature at 30 digits, in both tails and far out.

use helhed::numeric::noncentral_t::tails;
use helhed_tests::root;
use serde::Deserialize;

#[derive(Debug, Deserialize)]
struct Row {
    t: f64,
    df: f64,
    ncp: f64,
    lower: f64,
    upper: f64,
}

#[test]
fn both_tails_agree_with_quadrature() {
    let text = std::fs::read_to_string(root().join("tests/reference/mpmath/noncentral_t.json")).expect("the table");
    let rows: Vec<Row> = serde_json::from_str(&text).expect("a table");
    assert!(rows.len() >= 54, "the table was found");
    for row in rows {
        let got = tails(row.t, row.df, row.ncp);
        for (got, wanted) in [(got.lower, row.lower), (got.upper, row.upper)] {
            // The smaller tail keeps its relative accuracy; the larger is one minus it.
            assert!((got - wanted).abs() <= 1e-12 * wanted, "{row:?}: {got:e} {wanted:e}");
        }
    }
}
