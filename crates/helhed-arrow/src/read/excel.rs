//! Workbooks.

use std::path::Path;

use helhed::error::{Result, Within};

use super::draft::Draft;
use super::{Ask, Kind, Observer, kind};

/// Reads it.
pub(super) fn read(path: &Path, ask: &Ask, observer: &mut Observer<'_>) -> Result<Draft> {
    let _ = (ask, observer);
    Err(kind::refused(Kind::Unknown)).within(|| kind::spot(path))
}
