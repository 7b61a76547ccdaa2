//! tmp
#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "tmp")]
use helhed::design::{Indicator, Measure};
use helhed_arrow::*;
use std::time::Instant;
fn main() {
    let a: Vec<String> = std::env::args().collect();
    let threads: usize = a[2].parse().unwrap();
    let reps: usize = a[3].parse().unwrap();
    let spec = Tally::new(
        [
            Indicator::new("income", Measure::Mean { value: "income".into() }).unwrap(),
            Indicator::new("evicted", Measure::Proportion { event: "evicted".into() }).unwrap(),
            Indicator::new(
                "reports",
                Measure::Rate { events: "reports".into(), exposure: "years".into(), per: 1000.0 },
            )
            .unwrap(),
        ],
        ["area", "period", "cohort"],
    )
    .unwrap()
    .on_threads(threads.try_into().unwrap());
    let memory = a.get(4).is_some();
    let batches: Vec<_> = if memory {
        let f = std::fs::File::open(&a[1]).unwrap();
        parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder::try_new(f)
            .unwrap()
            .with_batch_size(1 << 20)
            .build()
            .unwrap()
            .map(|b| b.unwrap())
            .collect()
    } else {
        vec![]
    };
    for _ in 0..reps {
        let t = Instant::now();
        let cells = if memory {
            tally(batches.iter().cloned().map(Ok), &batches[0].schema(), &spec, |_| Ok(()))
        } else {
            tally_parquet(&a[1], &spec, |_| Ok(()))
        }
        .unwrap();
        let s = t.elapsed().as_secs_f64();
        println!("{:.3} s  {:.1} M rows/s  {} cells {:?}", s, 20.0 / s, cells.len(), cells.ledger());
    }
}
