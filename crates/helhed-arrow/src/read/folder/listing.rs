//! What lies in a folder: the files of its table, and those that are left out.

use std::collections::BTreeSet;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use helhed::error::{Error, Fault, FileFault, Result, Within};

use super::hive::{self, Partition};
use crate::read::kind;

/// How deep folders may lie in each other: partitions by a dozen columns are deeper than any that were seen.
const DEEPEST: usize = 24;
/// Files that a folder may have. Each is opened, and a table of more belongs into a database.
const MOST: usize = 1 << 20;
/// Endings of Parquet files.
const PARQUET: [&str; 4] = ["parquet", "parq", "pq", "parquet2"];
/// Endings of files that are read to people, not into tables.
const PAPERS: [&str; 12] = ["txt", "md", "pdf", "docx", "doc", "html", "htm", "rtf", "log", "png", "jpg", "svg"];
/// Endings of files that could be part of the table, for the message of a folder without Parquet files.
const OTHER_TABLES: [&str; 11] =
    ["csv", "tsv", "xlsx", "xls", "xlsm", "ods", "arrow", "arrows", "feather", "sas7bdat", "dta"];

/// A file of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) path: PathBuf,
    pub(super) partitions: Vec<Partition>,
}

/// What was found.
#[derive(Debug, Default)]
pub(super) struct Listing {
    /// The files of the table, in the order of their names.
    pub(super) parts: Vec<Part>,
    /// Files of programs, such as `_SUCCESS`, and papers.
    pub(super) passed_over: Vec<String>,
    /// Files that somebody may think are read.
    pub(super) left_out: Vec<String>,
}

impl Listing {
    /// Looks through a folder, or through the files that a pattern such as `sager_*.parquet` fits.
    ///
    /// # Errors
    /// `H801` if a folder cannot be opened, `H834` if there is no Parquet file in it.
    pub(super) fn of(path: &Path) -> Result<Self> {
        let mut listing = Self::default();
        if path.is_dir() {
            listing.look(path, path, &mut Vec::new(), &mut BTreeSet::new())?;
        } else {
            listing.matching(path)?;
        }
        if listing.parts.is_empty() {
            return Err(nothing(listing.left_out)).within(|| kind::spot(path));
        }
        Ok(listing)
    }

    fn look(
        &mut self,
        root: &Path,
        folder: &Path,
        partitions: &mut Vec<Partition>,
        seen: &mut BTreeSet<PathBuf>,
    ) -> Result<()> {
        // A link that leads back would never end, and one to a folder above the first brings in what lies beside it.
        let real = fs::canonicalize(folder).map_err(|error| cannot_open(folder, &error))?;
        let leads_above = folder != root && fs::canonicalize(root).is_ok_and(|first| first.starts_with(&real));
        if leads_above || partitions.len() > DEEPEST || seen.len() > MOST || !seen.insert(real) {
            self.left_out.push(named(root, folder));
            return Ok(());
        }
        for path in sorted(folder)? {
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            if path.is_dir() {
                match hive::partition(&name) {
                    Some(partition) => {
                        partitions.push(partition);
                        let looked = self.look(root, &path, partitions, seen);
                        partitions.pop();
                        looked?;
                    }
                    None if is_of_a_program(&name) => self.passed_over.push(named(root, &path)),
                    None => self.look(root, &path, partitions, seen)?,
                }
            } else if is_met_twice(root, &path) {
                self.left_out.push(named(root, &path));
            } else {
                self.file(root, path, &name, partitions)?;
            }
        }
        Ok(())
    }

    fn file(&mut self, root: &Path, path: PathBuf, name: &str, partitions: &[Partition]) -> Result<()> {
        let ending = ending(name);
        if is_of_a_program(name) || PAPERS.contains(&ending.as_str()) {
            self.passed_over.push(named(root, &path));
        } else if PARQUET.contains(&ending.as_str()) || (ending.is_empty() && begins_as_parquet(&path)) {
            self.parts.push(Part { path, partitions: partitions.to_vec() });
            if self.parts.len() > MOST {
                let fault = Fault::CannotOpen { reason: "it has more than a million files".into() };
                return Err(Error::from(fault)).within(|| kind::spot(root));
            }
        } else {
            self.left_out.push(named(root, &path));
        }
        Ok(())
    }

    /// The files of a folder whose names fit a pattern.
    fn matching(&mut self, pattern: &Path) -> Result<()> {
        let folder = pattern.parent().filter(|folder| *folder != Path::new("")).unwrap_or(Path::new("."));
        let names = pattern.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        for path in sorted(folder)? {
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            if !fits(&names, &name) {
                continue;
            }
            if path.is_dir() {
                let mut partitions = hive::partition(&name).into_iter().collect();
                self.look(folder, &path, &mut partitions, &mut BTreeSet::new())?;
            } else {
                self.file(folder, path, &name, &[])?;
            }
        }
        Ok(())
    }
}

/// Whether a name fits a pattern in which `*` stands for any letters and `?` for one.
pub(super) fn fits(pattern: &str, name: &str) -> bool {
    let (pattern, name): (Vec<char>, Vec<char>) = (pattern.chars().collect(), name.chars().collect());
    let (mut at, mut tried) = (0, 0);
    let mut star: Option<(usize, usize)> = None;
    while tried < name.len() {
        match pattern.get(at) {
            Some('*') => {
                star = Some((at, tried));
                at += 1;
            }
            Some(letter) if *letter == '?' || Some(letter) == name.get(tried) => {
                at += 1;
                tried += 1;
            }
            _ => match star {
                Some((place, from)) => {
                    star = Some((place, from + 1));
                    (at, tried) = (place + 1, from + 1);
                }
                None => return false,
            },
        }
    }
    pattern.iter().skip(at).all(|letter| *letter == '*')
}

/// The error for a folder without Parquet files.
fn nothing(found: Vec<String>) -> Error {
    let is_table = |name: &String| OTHER_TABLES.contains(&ending(name).as_str());
    let cure = if found.iter().any(is_table) {
        "read each of its files by itself: only Parquet files are read as one table"
    } else {
        "name the file or folder that is meant"
    };
    let found = found.into_iter().take(5).collect();
    FileFault::NothingInFolder { found, cure }.into()
}

/// Whether a file is a link to one that lies in the folder as well: its rows would be there twice.
fn is_met_twice(root: &Path, path: &Path) -> bool {
    let leads_inside = || fs::canonicalize(path).ok()?.starts_with(fs::canonicalize(root).ok()?).then_some(());
    path.is_symlink() && leads_inside().is_some()
}

/// Files and folders that programs leave for themselves.
fn is_of_a_program(name: &str) -> bool {
    let lower = name.to_lowercase();
    let marked = name.starts_with('.') || name.starts_with('~') || name.starts_with('_');
    marked || lower.ends_with(".crc") || matches!(lower.as_str(), "thumbs.db" | "desktop.ini")
}

fn ending(name: &str) -> String {
    Path::new(name).extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default()
}

fn begins_as_parquet(path: &Path) -> bool {
    let mut start = [0; 4];
    fs::File::open(path).and_then(|mut file| file.read_exact(&mut start)).is_ok() && start.starts_with(b"PAR")
}

/// What a folder holds, in the order of names.
fn sorted(folder: &Path) -> Result<Vec<PathBuf>> {
    let cannot = |error: std::io::Error| cannot_open(folder, &error);
    let entries = fs::read_dir(folder).map_err(cannot)?;
    let mut paths: Vec<PathBuf> =
        entries.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>().map_err(cannot)?;
    paths.sort_by(|one, other| one.file_name().cmp(&other.file_name()));
    Ok(paths)
}

/// A path as the reader of a message knows it: from the folder on.
fn named(root: &Path, path: &Path) -> String {
    path.strip_prefix(root).unwrap_or(path).display().to_string()
}

fn cannot_open(path: &Path, error: &std::io::Error) -> Error {
    Error::from(Fault::CannotOpen { reason: error.to_string() }).within(kind::spot(path))
}

#[cfg(test)]
mod tests {
    use super::fits;

    #[test]
    fn patterns_of_names() {
        for (pattern, name) in [("*.parquet", "a.parquet"), ("del?.pq", "del1.pq"), ("a*b*c", "axxbyyc"), ("*", "")] {
            assert!(fits(pattern, name), "{pattern} {name}");
        }
        for (pattern, name) in [("*.parquet", "a.csv"), ("del?.pq", "del10.pq"), ("a*b", "ab c"), ("", "a")] {
            assert!(!fits(pattern, name), "{pattern} {name}");
        }
    }
}
