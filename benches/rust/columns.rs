//! What a column of 10,000 rows costs, method by method.

use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use helhed::Level;
use helhed::comparisons::{difference, odds_ratio, ratio};
use helhed::estimates::{proportion, rate};

fn main() {
    divan::main();
}

const ROWS: usize = 10_000;

/// Sizes log-uniform from 5 to 100,000 and counts of every share among them.
fn counts(shift: usize) -> (Vec<f64>, Vec<f64>) {
    let part = |row: usize, step: usize| ((row + shift) * step % ROWS) as f64 / ROWS as f64;
    let row = |row: usize| {
        let n = (5.0 * 20_000.0_f64.powf(part(row, 7919))).floor();
        ((part(row, 4409) * (n + 1.0)).floor(), n)
    };
    (0..ROWS).map(row).unzip()
}

#[divan::bench(args = [
    "proportion/wilson",
    "proportion/clopper_pearson",
    "proportion/jeffreys_equal_tailed",
    "proportion/mid_p",
])]
fn share(bencher: Bencher<'_, '_>, method: &str) {
    let (x, n) = counts(0);
    bencher.counter(ItemsCount::new(ROWS)).bench(|| proportion::columns(method, black_box(&x), &n, Level::P95));
}

#[divan::bench(args = ["rate/byar", "rate/exact", "rate/mid_p"])]
fn events(bencher: Bencher<'_, '_>, method: &str) {
    let (x, n) = counts(0);
    bencher.counter(ItemsCount::new(ROWS)).bench(|| rate::columns(method, black_box(&x), &n, Level::P95));
}

#[divan::bench(args = ["difference/newcombe", "difference/miettinen_nurminen"])]
fn share_difference(bencher: Bencher<'_, '_>, method: &str) {
    let ((x1, n1), (x2, n2)) = (counts(0), counts(17));
    let of = (&x1[..], &n1[..]);
    bencher.counter(ItemsCount::new(ROWS)).bench(|| difference::columns(method, black_box(of), (&x2, &n2), Level::P95));
}

#[divan::bench(args = ["ratio/koopman", "ratio/miettinen_nurminen"])]
fn share_ratio(bencher: Bencher<'_, '_>, method: &str) {
    let ((x1, n1), (x2, n2)) = (counts(0), counts(17));
    let of = (&x1[..], &n1[..]);
    bencher.counter(ItemsCount::new(ROWS)).bench(|| ratio::columns(method, black_box(of), (&x2, &n2), Level::P95));
}

#[divan::bench]
fn fisher(bencher: Bencher<'_, '_>) {
    let ((x1, n1), (x2, n2)) = (counts(0), counts(17));
    let of = (&x1[..], &n1[..]);
    bencher.counter(ItemsCount::new(ROWS)).bench(|| odds_ratio::fisher_columns(black_box(of), (&x2, &n2)));
}
