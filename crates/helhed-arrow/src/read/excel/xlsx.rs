//! Workbooks of XML parts: `.xlsx`, `.xlsm` and their like.

use std::sync::Arc;

use helhed::error::{FileFault, Result};

use super::grid::Grid;
use super::package::Package;
use super::styles::{Format, formats};
use super::texts::Texts;
use super::workbook::{self, Listed, Workbook};
use super::{Book, sheet};

/// A workbook of XML parts.
pub(super) struct Xlsx {
    package: Package,
    workbook: Workbook,
    texts: Arc<Texts>,
    formats: Arc<[Format]>,
}

impl Xlsx {
    /// Reads its list of sheets, the texts they share, and its formats.
    ///
    /// # Errors
    /// `H821`, `H822`.
    pub(super) fn open(mut package: Package, part: &str) -> Result<Self> {
        let workbook = workbook::read(&mut package, part)?;
        let texts = match &workbook.texts {
            Some(part) => package.xml(part)?.map(Texts::shared).transpose()?.unwrap_or_default(),
            None => Texts::default(),
        };
        let formats = match &workbook.styles {
            Some(part) => package.xml(part)?.map(formats).transpose()?.unwrap_or_default(),
            None => Vec::new(),
        };
        Ok(Self { package, workbook, texts: Arc::new(texts), formats: formats.into() })
    }
}

impl Book for Xlsx {
    fn sheets(&self) -> &[Listed] {
        &self.workbook.sheets
    }

    fn grid(&mut self, index: usize, most: u64, seen: &mut dyn FnMut(u64) -> Result<()>) -> Result<Grid> {
        let listed = self.workbook.sheets.get(index);
        let missing = || FileFault::SheetNotInFile { name: listed.map(|one| one.name.clone()).unwrap_or_default() };
        let part = listed.map(|one| one.part.as_str()).filter(|part| !part.is_empty()).ok_or_else(missing)?;
        let xml = self.package.xml(part)?.ok_or_else(missing)?;
        sheet::read(xml, Grid::new(self.texts.clone(), self.formats.clone(), self.workbook.from_1904), most, seen)
    }
}
