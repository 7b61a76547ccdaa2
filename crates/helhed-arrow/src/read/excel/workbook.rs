//! The list of sheets of a workbook, and where their parts are.

use std::collections::BTreeMap;

use helhed::error::Result;
use quick_xml::events::Event;

use super::package::Package;
use super::xml::{attribute, is_true, prefixed};

/// A sheet as the workbook lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Listed {
    pub(super) name: String,
    /// Whether a person who opens the workbook does not see it.
    pub(super) hidden: bool,
    /// Its part; empty if the workbook does not say.
    pub(super) part: String,
}

/// What the workbook says of itself.
#[derive(Debug, Default)]
pub(super) struct Workbook {
    /// Sheets of cells, in their order; no charts, dialogs and macros.
    pub(super) sheets: Vec<Listed>,
    pub(super) from_1904: bool,
    /// Part of the texts that cells share.
    pub(super) texts: Option<String>,
    /// Part of the formats.
    pub(super) styles: Option<String>,
}

/// The part that the package says is the workbook.
///
/// # Errors
/// `H821`, `H822`.
pub(super) fn main_part(package: &mut Package) -> Result<Option<String>> {
    let relations = relations(package, "")?;
    let main = relations.into_values().find(|relation| relation.kind == "officeDocument").map(|relation| relation.part);
    let usual = ["xl/workbook.xml", "xl/workbook.bin"].into_iter().find(|part| package.has(part));
    Ok(main.filter(|part| package.has(part)).or_else(|| usual.map(str::to_owned)))
}

/// Reads the list of sheets.
///
/// # Errors
/// `H821`, `H822`.
pub(super) fn read(package: &mut Package, part: &str) -> Result<Workbook> {
    let relations = relations(package, part)?;
    let of_kind =
        |kind: &str| relations.values().find(|relation| relation.kind == kind).map(|relation| relation.part.clone());
    let (texts, styles) = (of_kind("sharedStrings"), of_kind("styles"));
    let mut workbook = Workbook { texts, styles, ..Workbook::default() };
    let Some(mut xml) = package.xml(part)? else { return Ok(workbook) };
    loop {
        match xml.next()? {
            Event::Start(tag) if tag.local_name().as_ref() == "workbookPr" => {
                workbook.from_1904 = attribute(&tag, "date1904").is_some_and(|value| is_true(&value));
            }
            Event::Start(tag) if tag.local_name().as_ref() == "sheet" => {
                let name = attribute(&tag, "name").unwrap_or_default();
                let hidden = attribute(&tag, "state").is_some_and(|state| state != "visible");
                let relation = prefixed(&tag, "id").and_then(|id| relations.get(&id));
                match relation {
                    Some(relation) if relation.kind == "worksheet" => {
                        workbook.sheets.push(Listed { name, hidden, part: relation.part.clone() });
                    }
                    Some(_) => {}
                    None => workbook.sheets.push(Listed { name, hidden, part: String::new() }),
                }
            }
            Event::Eof => return Ok(workbook),
            _ => {}
        }
    }
}

/// What a part says another is to it.
struct Relation {
    /// The last word of its type, such as `worksheet`.
    kind: String,
    part: String,
}

/// The relations of a part, by their ids. Those that point out of the file are not followed, and not kept.
fn relations(package: &mut Package, of: &str) -> Result<BTreeMap<String, Relation>> {
    let (folder, file) = of.rsplit_once('/').unwrap_or(("", of));
    let name = if folder.is_empty() { format!("_rels/{file}.rels") } else { format!("{folder}/_rels/{file}.rels") };
    let mut relations = BTreeMap::new();
    let Some(mut xml) = package.xml(&name)? else { return Ok(relations) };
    loop {
        match xml.next()? {
            Event::Start(tag) if tag.local_name().as_ref() == "Relationship" => {
                let inside = attribute(&tag, "TargetMode").is_none_or(|mode| mode != "External");
                if let (true, Some(id), Some(target)) = (inside, attribute(&tag, "Id"), attribute(&tag, "Target")) {
                    let kind = attribute(&tag, "Type").unwrap_or_default();
                    let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                    relations.insert(id, Relation { kind, part: resolved(folder, &target) });
                }
            }
            Event::Eof => return Ok(relations),
            _ => {}
        }
    }
}

/// The name of the part that a target means, seen from a folder of the package.
fn resolved(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let mut path: Vec<&str> = if target.starts_with('/') { Vec::new() } else { folder.split('/').collect() };
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => drop(path.pop()),
            step => path.push(step),
        }
    }
    path.retain(|step| !step.is_empty());
    path.join("/")
}

#[cfg(test)]
mod tests {
    use super::resolved;

    #[test]
    fn targets_stay_in_the_package() {
        assert_eq!(resolved("xl", "worksheets/sheet1.xml"), "xl/worksheets/sheet1.xml");
        assert_eq!(resolved("xl", "/xl/worksheets/sheet1.xml"), "xl/worksheets/sheet1.xml");
        assert_eq!(resolved("xl/worksheets", "../sharedStrings.xml"), "xl/sharedStrings.xml");
        assert_eq!(resolved("", "..\\..\\etc/passwd"), "etc/passwd");
    }
}
