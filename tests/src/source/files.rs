//! The source files of the workspace.

use std::fs;
use std::path::Path;

use crate::root;

/// A file and its text.
#[derive(Debug, Clone)]
pub struct File {
    /// Path from the root of the workspace, with `/`.
    pub path: String,
    /// Text.
    pub text: String,
}

/// Folders that hold what was built, not what was written.
const BUILT: [&str; 3] = ["target", "dist", "__pycache__"];

/// Files under a folder of the workspace whose names end in one of `endings`, sorted by path.
///
/// # Panics
/// If a file cannot be read.
#[must_use]
pub fn files(folder: &str, endings: &[&str]) -> Vec<File> {
    let mut found = Vec::new();
    gather(&root().join(folder), folder, endings, &mut found);
    found.sort_by(|left, right| left.path.cmp(&right.path));
    found
}

fn gather(folder: &Path, path: &str, endings: &[&str], found: &mut Vec<File>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries {
        let entry = entry.expect("a folder of the workspace can be listed");
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = format!("{path}/{name}");
        let kind = entry.file_type().expect("a file of the workspace has a type");
        if kind.is_dir() && !name.starts_with('.') && !BUILT.contains(&name.as_str()) {
            gather(&entry.path(), &path, endings, found);
        } else if kind.is_file() && endings.iter().any(|ending| name.ends_with(ending)) {
            let text = fs::read_to_string(entry.path()).expect("a source file is text");
            found.push(File { path, text });
        }
    }
}
