//! A program that is killed while it writes leaves the old file or the new one, whole.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use arrow_array::{ArrayRef, Float64Array, RecordBatch, StringArray};
use helhed_arrow::write;

/// Names the file that a child of this test writes over and over, and the version that it begins with.
const CHILD: &str = "HELHED_TEST_WRITES_TO";
const FIRST: &str = "HELHED_TEST_BEGINS_WITH";

/// Times that a writer is killed.
const KILLS: u64 = 200;

fn table(version: u64) -> RecordBatch {
    let text = format!("version {version}");
    let texts: ArrayRef = Arc::new(StringArray::from(vec![text; 3000]));
    let numbers: ArrayRef = Arc::new((0..3000).map(|row| f64::from(row) * version as f64).collect::<Float64Array>());
    RecordBatch::try_from_iter([("text", texts), ("number", numbers)]).unwrap()
}

fn put(version: u64, path: &Path) {
    let table = table(version);
    write(&table.schema(), std::slice::from_ref(&table), path).unwrap();
}

/// The child: writes the two versions by turns until it is killed. A test of its own that ends at once without its file.
#[test]
fn write_until_killed() {
    let Some(path) = std::env::var_os(CHILD) else { return };
    let first: u64 = std::env::var(FIRST).unwrap().parse().unwrap();
    for version in first.. {
        put(1 + version % 2, Path::new(&path));
    }
}

/// Kills a writer at `kills` moments spread over `span`, and compares what is there with the two whole files.
fn killed(ending: &str, kills: u64) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(format!("table.{ending}"));
    let wholes = [1, 2].map(|version| {
        put(version, &path);
        fs::read(&path).unwrap()
    });
    let mut seen = [0_u64; 2];
    for kill in 0..kills {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["write_until_killed", "--exact", "--nocapture"])
            .env(CHILD, &path)
            .env(FIRST, kill.to_string())
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        // The first write of the child shows that it has begun; then a moment that differs from kill to kill.
        let before = fs::metadata(&path).unwrap().modified().unwrap();
        let start = Instant::now();
        while fs::metadata(&path).unwrap().modified().unwrap() == before && start.elapsed() < Duration::from_secs(10) {
            thread::sleep(Duration::from_micros(200));
        }
        thread::sleep(Duration::from_micros(kill.wrapping_mul(0x9e37_79b9) % 60_000));
        child.kill().unwrap();
        child.wait().unwrap();
        let found = fs::read(&path).unwrap();
        let version = wholes.iter().position(|whole| *whole == found);
        seen[version.unwrap_or_else(|| panic!("kill {kill} left {} bytes that are neither file", found.len()))] += 1;
    }
    assert!(seen[0] > 0 && seen[1] > 0, "both versions were left: {seen:?}");
}

#[test]
fn a_killed_writer_leaves_a_whole_file() {
    for (ending, share) in [("parquet", 4), ("csv", 4), ("arrow", 4), ("xlsx", 4)] {
        killed(ending, KILLS / share);
    }
}
