//! What one interval costs, and what a row costs on its way into a cell.

use divan::{Bencher, black_box};
use helhed::Level;
use helhed::cells::{MeanCell, ProportionCell, RateCell};
use helhed::comparisons::ratio;
use helhed::estimates::{proportion, rate};

fn main() {
    divan::main();
}

const SIZES: [u64; 3] = [40, 4_000, 400_000];

fn share(n: u64) -> ProportionCell {
    ProportionCell::from_counts((n / 8) as f64, n as f64).expect("counts")
}

fn events(n: u64) -> RateCell {
    RateCell::from_counts((n / 8) as f64, n as f64 * 0.75).expect("counts")
}

#[divan::bench(args = SIZES)]
fn wilson(bencher: Bencher<'_, '_>, n: u64) {
    let cell = share(n);
    bencher.bench(|| proportion::wilson(black_box(&cell), Level::P95));
}

#[divan::bench(args = SIZES)]
fn clopper_pearson(bencher: Bencher<'_, '_>, n: u64) {
    let cell = share(n);
    bencher.bench(|| proportion::clopper_pearson(black_box(&cell), Level::P95));
}

#[divan::bench(args = SIZES)]
fn exact_rate(bencher: Bencher<'_, '_>, n: u64) {
    let cell = events(n);
    bencher.bench(|| rate::exact(black_box(&cell), Level::P95));
}

#[divan::bench(args = SIZES)]
fn koopman(bencher: Bencher<'_, '_>, n: u64) {
    let (of, against) = (share(n), share(n / 2));
    bencher.bench(|| ratio::koopman(black_box(&of), black_box(&against), Level::P95));
}

#[divan::bench]
fn mean_push_1000(bencher: Bencher<'_, '_>) {
    let values: Vec<f64> = (0..1000).map(|index| f64::from(index % 37)).collect();
    bencher.bench(|| {
        let mut cell = MeanCell::default();
        for value in black_box(&values) {
            cell.push(*value).expect("finite");
        }
        cell
    });
}

#[divan::bench]
fn mean_merge(bencher: Bencher<'_, '_>) {
    let cell = MeanCell::from_values((0..100).map(|index| Some(f64::from(index)))).expect("finite");
    bencher.bench(|| {
        let mut sum = black_box(cell);
        sum.merge(black_box(&cell));
        sum
    });
}
