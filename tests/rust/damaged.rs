//! Files of the corpus with bytes changed, cut or repeated: each is read or refused, and none panics.

use std::fs;
use std::panic::catch_unwind;
use std::path::{Path, PathBuf};

use helhed_tests::{attempts, root};
use proptest::prelude::Rng;
use proptest::test_runner::{RngAlgorithm, TestRng};

/// Versions of each file that are tried.
const VERSIONS: u64 = 40;

/// Larger files are left to their own tests: here they would only take time.
const LARGEST: usize = 64 << 10;

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder of the corpus") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.extension().is_some_and(|ending| ending != "json") {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// One of the ways in which disks, transfers and hostile people change files.
fn damaged(whole: &[u8], random: &mut TestRng) -> Vec<u8> {
    let mut below = |most: usize| random.next_u64() as usize % most.max(1);
    let mut bytes = whole.to_vec();
    match below(6) {
        0 => bytes.truncate(below(whole.len())),
        1 => {
            let (from, to) = (below(whole.len()), below(whole.len()));
            let part = whole[from.min(to)..from.max(to)].to_vec();
            bytes.splice(from..from, part);
        }
        2 => {
            let from = below(whole.len());
            let to = (from + below(64)).min(whole.len());
            bytes.drain(from..to);
        }
        _ => {
            for _ in 0..=below(8) {
                let at = below(whole.len());
                if let Some(byte) = bytes.get_mut(at) {
                    *byte = [0, 1, 0x7f, 0x80, 0xff, b'"', b';', b'\n', below(256) as u8][below(9)];
                }
            }
        }
    }
    bytes
}

#[test]
fn a_damaged_file_is_read_or_refused() {
    let corpus = files(&root().join("tests/files"));
    assert!(corpus.len() > 100, "the corpus was found");
    let mut failed = Vec::new();
    for path in corpus {
        let whole = fs::read(&path).expect("a file of the corpus");
        if whole.is_empty() || whole.len() > LARGEST {
            continue;
        }
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        for version in 0..VERSIONS {
            // The same changes in every run: the name and the number are the seed.
            let mut seed = [0; 32];
            seed.iter_mut().zip(name.bytes()).for_each(|(seed, byte)| *seed = byte);
            seed[31] = version as u8;
            let bytes = damaged(&whole, &mut TestRng::from_seed(RngAlgorithm::ChaCha, &seed));
            if catch_unwind(|| attempts::file(&name, &bytes)).is_err() {
                failed.push(format!("{name}, version {version}"));
            }
        }
    }
    assert!(failed.is_empty(), "these end in a panic: {failed:#?}");
}
