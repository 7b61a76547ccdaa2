//! Several files as one table.

use std::fs;
use std::path::PathBuf;

use helhed::error::Result;
use helhed_arrow::{Ask, Records, read_files, scan_files};

fn files(texts: &[&str]) -> (tempfile::TempDir, Vec<PathBuf>) {
    let folder = tempfile::tempdir().expect("a folder");
    let each = texts.iter().enumerate().map(|(number, text)| {
        let path = folder.path().join(format!("{number}.csv"));
        fs::write(&path, text).expect("a file");
        path
    });
    let paths = each.collect();
    (folder, paths)
}

fn read(paths: &[PathBuf]) -> Result<Records> {
    read_files(paths, &Ask::default(), &mut |_| Ok(()))
}

#[test]
fn rows_follow_each_other_whatever_the_order_of_the_columns() -> Result<()> {
    let (_folder, paths) = files(&["omraade;sager\nA;1\nB;2\n", "sager;omraade\n3;C\n"]);
    let records = read(&paths)?;
    assert_eq!((records.rows(), records.ledger().rows_in(), records.reading().rows), (3, 3, 3));
    assert_eq!(records.reading().files.len(), 2);
    let whole = records.batch()?;
    assert_eq!(whole.schema().field(0).name(), "omraade");
    let scan = scan_files(&paths, &Ask::default(), &mut |_| Ok(()))?;
    for _ in 0..2 {
        let rows: usize = scan.batches()?.map(|batch| batch.map(|batch| batch.num_rows())).sum::<Result<usize>>()?;
        assert_eq!(rows, 3);
    }
    Ok(())
}

#[test]
fn files_with_other_columns_or_types_are_refused() {
    for (other, what) in [
        ("omraade\nC\n", "the column `sager` of the first file is not here"),
        ("omraade;sager;x\nC;1;2\n", "the column `x` is not in the first file"),
        ("omraade;sager\nC;mange\n", "the column `sager` is text here, and integer in the first file"),
    ] {
        let (_folder, paths) = files(&["omraade;sager\nA;1\nB;2\n", other]);
        let refused = [
            read(&paths).map(|_| ()).expect_err("they differ"),
            scan_files(&paths, &Ask::default(), &mut |_| Ok(())).map(|_| ()).expect_err("they differ"),
        ];
        for error in refused {
            assert_eq!((error.code(), error.what().as_str()), ("H860", what));
            assert!(error.at().to_string().contains("1.csv"), "{error}");
        }
    }
}

#[test]
fn no_file_is_no_table() {
    assert_eq!(read(&[]).map(|_| ()).expect_err("nothing to read").code(), "H801");
}
