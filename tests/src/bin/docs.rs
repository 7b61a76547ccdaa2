//! `docs [--check]`: writes the generated pages, or names those that are stale.

use std::io::{self, Write};
use std::process::ExitCode;
use std::{env, fs};

use helhed_tests::pages::pages;
use helhed_tests::root;

fn main() -> io::Result<ExitCode> {
    let check = env::args().skip(1).any(|argument| argument == "--check");
    let mut out = io::stdout().lock();
    let mut stale = 0;
    for page in pages() {
        let path = root().join(&page.path);
        if fs::read_to_string(&path).is_ok_and(|text| text == page.text) {
            continue;
        }
        stale += 1;
        if check {
            writeln!(out, "stale: {} (`make docs` writes it anew)", page.path)?;
        } else {
            fs::create_dir_all(path.parent().unwrap_or(&path))?;
            fs::write(&path, &page.text)?;
            writeln!(out, "written: {}", page.path)?;
        }
    }
    Ok(if check && stale > 0 { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}
