//! Folders of Parquet files, hive partitions among them: one table.

mod hive;
mod listing;
mod part;
mod schema;

use std::path::Path;
use std::sync::Arc;

use arrow_schema::{Field, Schema, SchemaRef};
use helhed::error::{Place, Result, Within};
use helhed::records::{Doubt, Notice};

use super::budget::Budget;
use super::draft::Draft;
use super::locator::Locator;
use super::scan::Batches;
use super::{Ask, ColumnReading, Decision, Kind, Observer, Scan, kind, parquet, typed};
use crate::file::Source;
use crate::known::Known;
use crate::person::seen;
use crate::tally::Progress;
use hive::HiveColumn;
use listing::Listing;
use part::Shape;

pub(super) use part::Opened;

/// Names of left-out files that a message shows.
const NAMES: usize = 10;

/// A folder that was looked through: its files, and the one table they make.
struct Folder {
    parts: Vec<Opened>,
    hive: Vec<HiveColumn>,
    /// The columns of the table, partitions last.
    schema: SchemaRef,
    listing: Listing,
    notices: Vec<Notice>,
}

/// Whether a path that is no file is a pattern of names, such as `sager_*.parquet`.
pub(super) fn is_pattern(path: &Path) -> bool {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    name.contains(['*', '?']) && !path.exists()
}

/// Reads it.
///
/// # Errors
/// Those of each file, with its name; `H832` to `H834`, `H839`.
pub(super) fn read(path: &Path, ask: &Ask, observer: &mut Observer<'_>) -> Result<Draft> {
    let folder = Folder::open(path, ask, observer)?;
    let mut budget = Budget::of(folder.parts.iter().map(|part| part.source.length()).sum());
    let mut batches = Vec::new();
    let mut progress = Progress { rows: 0, of: Some(folder.rows()) };
    for (index, part) in folder.parts.iter().enumerate() {
        let shape = folder.shape(index);
        let own = parquet::kept(&part.source, &part.schema, &mut budget, progress, observer)?;
        progress.rows += part.source.rows();
        let mut before = 0;
        for batch in own {
            let shaped = shape.shaped(&batch, before).within(|| part.source.spot())?;
            before += batch.num_rows() as u64;
            batches.push(shaped);
        }
    }
    Ok(folder.draft(path, ask, batches))
}

/// A folder whose rows are read when they are asked for.
///
/// # Errors
/// Those of [`read`], as far as the footers and the first rows show them.
pub(super) fn scan(path: &Path, ask: &Ask, observer: &mut Observer<'_>) -> Result<Scan> {
    let folder = Folder::open(path, ask, observer)?;
    let persons = match parquet::declared(&folder.schema, ask) {
        None => Vec::new(),
        Some(narrow) => {
            let folder = Folder::open(path, &narrow, observer)?;
            seen(streamed(&folder.shapes())?, Some(folder.rows()), observer)?
        }
    };
    let shapes = folder.shapes();
    let open = move || streamed(&shapes);
    let first = open()?.next().transpose()?;
    let (schema, rows) = (folder.schema.clone(), folder.rows());
    let nulls: Vec<Option<u64>> = schema.fields().iter().map(|field| folder.nulls(field.name())).collect();
    let draft = folder.draft(path, ask, first.into_iter().collect());
    let scan = Scan::watched(draft, persons, ask, Arc::new(open))?;
    Ok(scan.counted(|reading| {
        reading.rows = rows;
        for (column, nulls) in reading.columns.iter_mut().zip(nulls) {
            column.nulls = nulls.unwrap_or(column.nulls);
        }
    }))
}

/// The rows of all files, one after the other.
fn streamed(shapes: &Arc<Vec<(Source, SchemaRef, Shape)>>) -> Result<Batches> {
    let (shapes, count) = (shapes.clone(), shapes.len());
    let of_part = move |index: usize| -> Batches {
        let Some((source, schema, shape)) = shapes.get(index).cloned() else { return Box::new(std::iter::empty()) };
        let spot = source.spot();
        let mut before = 0;
        match parquet::streamed(&source, &schema, parquet::BATCH) {
            Err(error) => Box::new(std::iter::once(Err(error))),
            Ok(batches) => Box::new(batches.map(move |batch| {
                let batch = batch?;
                let shaped = shape.shaped(&batch, before).within(|| spot.clone());
                before += batch.num_rows() as u64;
                shaped
            })),
        }
    };
    Ok(Box::new((0..count).flat_map(of_part)))
}

impl Folder {
    /// Opens all files and finds the table they make.
    fn open(path: &Path, ask: &Ask, observer: &mut Observer<'_>) -> Result<Self> {
        let listing = Listing::of(path)?;
        let mut parts = Vec::with_capacity(listing.parts.len());
        for part in &listing.parts {
            parts.push(Opened::of(&part.path, ask)?);
            observer(Progress { rows: 0, of: None })?;
        }
        let wanted = |name: &str| ask.columns.as_ref().is_none_or(|names| names.iter().any(|one| one == name));
        let (mut hive, mut notices) = hive::columns(&listing.parts, ask)?;
        hive.retain(|column| wanted(&column.name));
        let own = schema::union(&parts)?;
        let partitions: Vec<String> = hive.iter().map(|column| column.name.clone()).collect();
        notices.extend(schema::notices(&parts, &own, &partitions));
        let added = hive.iter().filter(|column| own.column_with_name(&column.name).is_none()).map(HiveColumn::field);
        let fields: Vec<Arc<Field>> = own.fields().iter().cloned().chain(added).collect();
        let schema: SchemaRef = Arc::new(Schema::new(fields).with_metadata(own.metadata().clone()));
        parquet::check_names(ask.columns.as_deref().unwrap_or_default(), &schema).within(|| kind::spot(path))?;
        if !listing.left_out.is_empty() {
            let names = listing.left_out.iter().take(NAMES).cloned().collect();
            let more = listing.left_out.len().saturating_sub(NAMES) as u64;
            let place = Place::default().and(kind::spot(path));
            notices.push(Notice::new(Doubt::FilesLeftOut { names, more }, place));
        }
        Ok(Self { parts, hive, schema, listing, notices })
    }

    fn rows(&self) -> u64 {
        self.parts.iter().map(|part| part.source.rows()).sum()
    }

    /// The files, and how the batches of each become those of the table.
    fn shapes(&self) -> Arc<Vec<(Source, SchemaRef, Shape)>> {
        let of_part = |(index, part): (usize, &Opened)| (part.source.clone(), part.schema.clone(), self.shape(index));
        Arc::new(self.parts.iter().enumerate().map(of_part).collect())
    }

    /// How the batches of a file become those of the table.
    fn shape(&self, part: usize) -> Shape {
        Shape { schema: self.schema.clone(), hive: self.hive.clone(), part }
    }

    /// Rows without a value, where the footers say it.
    fn nulls(&self, column: &str) -> Option<u64> {
        let hive = self.hive.iter().find(|one| one.name == column);
        let of_part = |(index, part): (usize, &Opened)| match (part.schema.column_with_name(column), hive) {
            (Some(_), _) => part.source.nulls(column),
            (None, Some(hive)) if !hive.is_null(index) => Some(0),
            (None, _) => Some(part.source.rows()),
        };
        self.parts.iter().enumerate().map(of_part).sum()
    }

    fn draft(self, path: &Path, ask: &Ask, batches: Vec<arrow_array::RecordBatch>) -> Draft {
        let mut columns: Vec<ColumnReading> = typed::columns(&self.schema, &batches);
        for hive in &self.hive {
            let is_own = self.parts.iter().any(|part| part.schema.column_with_name(&hive.name).is_some());
            let column = columns.iter_mut().find(|column| column.name == hive.name && !is_own);
            if let Some(column) = column {
                *column = hive.reading(column.nulls);
            }
        }
        let locator = Locator::rows(kind::spot(path));
        let mut notices = self.notices;
        notices.extend(typed::numbers_as_text(&self.schema, &batches, ask, &kind::spot(path)));
        Draft {
            files: self.parts.iter().map(|part| part.source.path().display().to_string()).collect(),
            kind: Kind::Folder,
            schema: self.schema,
            batches,
            decisions: decisions(&self.listing, &self.hive),
            columns,
            left_out: Vec::new(),
            notices,
            locator,
            known: Known::default(),
        }
    }
}

/// What was decided about the folder.
fn decisions(listing: &Listing, hive: &[HiveColumn]) -> Vec<Decision> {
    let mut decisions = Vec::new();
    if !hive.is_empty() {
        let names: Vec<&str> = hive.iter().map(|column| column.name.as_str()).collect();
        decisions.push(Decision {
            about: "partitions",
            found: names.join(", "),
            why: "the folders are named `column=value`".into(),
        });
    }
    if !listing.passed_over.is_empty() {
        let mut names = listing.passed_over.iter().take(NAMES).cloned().collect::<Vec<_>>().join(", ");
        if listing.passed_over.len() > NAMES {
            names.push_str(&format!(" and {} more", listing.passed_over.len() - NAMES));
        }
        let why = "they are no Parquet files of the table, but notes and what programs leave behind".into();
        decisions.push(Decision { about: "passed over", found: names, why });
    }
    decisions
}
