//! One promise, said once: the same rows give the same bits on any number of threads, in batches and row groups of any
//! size, in files of any order; with every measure, with rows that are not asked for and codes for missing values.

#![allow(clippy::unwrap_used, reason = "a test that unwraps what is not there has failed")]

mod common;

use std::path::PathBuf;

use common::{bits, cut, on, parquet, rows, spec, tallied};
use helhed_arrow::{Asked, Sought, Tally, tally_parquet_files};

const THREADS: [usize; 2] = [1, 2];
const BATCHES: [usize; 3] = [613, 8_192, 70_001];
const ROW_GROUPS: [usize; 3] = [9_973, 400_000, usize::MAX];

/// Every measure, with all that a tally may leave out.
fn asked() -> Tally {
    let areas = [Sought::from("Område 0"), "Område 2".into(), "Område 5".into(), Sought::Missing];
    let less = spec().keep("area", Asked::one_of(areas)).unwrap();
    let less = less.keep("year", Asked::Between(Some(2014.into()), None)).unwrap();
    less.missing("reports", 3.0, "refused").unwrap().missing("spent", -300.0, "not asked").unwrap()
}

#[test]
fn threads_batches_row_groups_and_the_order_of_files_do_not_change_a_bit() {
    // The first file has more than a block.
    let whole = rows((1 << 20) + 9_000);
    let parts = [
        whole.slice(0, (1 << 20) + 1_000),
        whole.slice((1 << 20) + 1_000, 5_000),
        whole.slice((1 << 20) + 6_000, 3_000),
    ];
    let folder = tempfile::tempdir().unwrap();
    let written: Vec<[PathBuf; 3]> = ROW_GROUPS
        .map(|group| {
            let paths = [0, 1, 2].map(|part| folder.path().join(format!("{group}_{part}.parquet")));
            for (part, path) in parts.iter().zip(&paths) {
                parquet(path, std::slice::from_ref(part), part.schema(), group);
            }
            paths
        })
        .to_vec();
    let tally = asked();
    let in_memory = bits(&tallied(std::slice::from_ref(&whole), &on(1, &tally)).unwrap());
    for size in BATCHES {
        let cuts: Vec<usize> = (0..whole.num_rows()).step_by(size).collect();
        for threads in THREADS {
            let cells = tallied(&cut(&whole, &cuts), &on(threads, &tally)).unwrap();
            assert_eq!(bits(&cells), in_memory, "{threads} threads, batches of {size}");
        }
    }
    let mut first = None;
    for (paths, group) in written.iter().zip(ROW_GROUPS) {
        for (threads, order) in [(1, [0, 1, 2]), (2, [2, 0, 1])] {
            let files: Vec<PathBuf> = order.map(|part: usize| paths[part].clone()).to_vec();
            let found = bits(&tally_parquet_files(&files, &on(threads, &tally), |_| Ok(())).unwrap());
            let expected = first.get_or_insert_with(|| found.clone());
            assert_eq!(&found, expected, "{threads} threads, row groups of {group}, files {order:?}");
        }
    }
    // Files begin blocks of their own, so a table in memory is rounded elsewhere; its rows are the same.
    assert_eq!(first.unwrap().last(), in_memory.last());
}
