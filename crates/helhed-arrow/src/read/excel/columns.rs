//! From the cells of a sheet to typed columns.

use std::borrow::Cow;
use std::sync::Arc;

use arrow_array::{Array, ArrayRef, RecordBatch, RecordBatchOptions};
use arrow_schema::{Field, Schema};
use helhed::error::{Error, Fault, FileFault, Place, RecordFault, Result, nearest};
use helhed::records::{ColumnRole, Doubt, Notice};

use super::dates::is_whole;
use super::grid::{Column, Grid, Value};
use super::layout::Layout;
use super::styles::Format;
use super::tally::{Found, Plan, Tally, is_missing_error};
use super::{arrays, shown};
use crate::read::locator::Locator;
use crate::read::{Ask, ColumnReading, ColumnType};
use crate::recognise::{Builder, ColumnAsk, Evidence, FileMarks, Misfit, decide};

/// Places of a table, filled or not: beyond them a sheet of few cells would take gigabytes.
const MOST_PLACES: u64 = 50_000_000;
/// Bytes of the texts of a table. Cells share texts, so that a small file can hold many.
const MOST_TEXT: u64 = 400 << 20;
/// Day numbers that are likely in a column of dates: 1927 to 2091.
const LIKELY_DAYS: std::ops::RangeInclusive<f64> = 10_000.0..=70_000.0;

/// Typed columns, and what was understood of them.
pub(super) struct Table {
    pub(super) batch: RecordBatch,
    pub(super) columns: Vec<ColumnReading>,
    pub(super) notices: Vec<Notice>,
}

/// Reads the columns that are wanted.
///
/// # Errors
/// `H101` for a wanted column that is not there, `H110`, `H111`, `H827`, `H828`; `H822` for a table of gigabytes.
pub(super) fn read(mut grid: Grid, layout: &Layout, ask: &Ask, locator: &Locator) -> Result<Table> {
    let wanted = wanted(layout, ask)?;
    let too_large = |what| Error::new(FileFault::WorkbookUnsafe { what }.into(), locator.place(None, None));
    if (layout.rows.len() as u64).saturating_mul(wanted.len() as u64) > MOST_PLACES {
        return Err(too_large("its table would have more than 50 million places, most of them empty"));
    }
    let mut texts = 0;
    let mut known = Vec::with_capacity(wanted.len());
    for (index, name) in wanted {
        let cells = grid.columns.remove(index).unwrap_or_default();
        let of_text = |value: &Value| if let Value::Text(number) = value { grid.text(*number).len() as u64 } else { 0 };
        texts += cells.values.iter().map(of_text).sum::<u64>();
        if texts > MOST_TEXT {
            return Err(too_large("its texts would take more than 400 MB"));
        }
        let one = One { grid: &grid, cells: &cells, rows: &layout.rows, name, ask };
        let one = one.look().map_err(|(fault, row)| Error::new(fault, locator.place(row, Some(name))))?;
        known.push((name, cells, one));
    }
    let marks = FileMarks::of(known.iter().filter_map(|(.., look)| look.evidence.as_ref()), None);
    let (mut fields, mut arrays) = (Vec::new(), Vec::new());
    let (mut columns, mut notices) = (Vec::new(), Vec::new());
    // Column by column out of `known`, so that the cells of one that is read no longer take room.
    for (name, cells, look) in known {
        let place = |row| locator.place(row, Some(name));
        let one = One { grid: &grid, cells: &cells, rows: &layout.rows, name, ask };
        let (array, reading, doubts) = one.read(&look, marks).map_err(|(fault, row)| Error::new(fault, place(row)))?;
        notices.extend(doubts.into_iter().map(|(doubt, row)| Notice::new(doubt, place(row))));
        fields.push(Field::new(name, array.data_type().clone(), true));
        columns.push(reading);
        arrays.push(array);
    }
    let options = RecordBatchOptions::new().with_row_count(Some(layout.rows.len()));
    let batch = RecordBatch::try_new_with_options(Arc::new(Schema::new(fields)), arrays, &options)
        .map_err(|error| Error::from(Fault::Bug { what: error.to_string() }))?;
    Ok(Table { batch, columns, notices })
}

/// The columns that are wanted, in the order in which they are asked for.
fn wanted<'a>(layout: &'a Layout, ask: &Ask) -> Result<Vec<(&'a u32, &'a str)>> {
    let all = || layout.columns.iter().map(|(index, name)| (index, name.as_str()));
    let Some(names) = &ask.columns else { return Ok(all().collect()) };
    let find = |wanted: &String| {
        all().find(|(_, name)| name == wanted).ok_or_else(|| {
            let nearest = nearest(wanted, all().map(|(_, name)| name));
            Error::new(Fault::MissingColumn { name: wanted.clone(), nearest }, Place::argument("columns"))
        })
    };
    names.iter().map(find).collect()
}

/// One column that is read.
struct One<'a> {
    grid: &'a Grid,
    cells: &'a Column,
    rows: &'a [u32],
    name: &'a str,
    ask: &'a Ask,
}

/// Doubts, each with the row (from 0) to look at.
type Doubts = Vec<(Doubt, Option<u64>)>;

impl One<'_> {
    /// The cell of each row.
    fn cells(&self) -> impl Iterator<Item = Option<Value>> + '_ {
        let mut at = 0;
        self.rows.iter().map(move |row| {
            while self.cells.rows.get(at).is_some_and(|other| other < row) {
                at += 1;
            }
            self.cells.values.get(at).copied().filter(|_| self.cells.rows.get(at) == Some(row))
        })
    }

    /// Looks at all its cells.
    fn look(&self) -> Result<Look, Found> {
        let tally = Tally::of(self.grid, self.cells(), self.ask)?;
        let asked = self.ask.types.get(self.name).copied();
        let plan = match tally.plan(asked).map_err(|found| self.with_value(found))? {
            // As in a file of delimited text: what 9999 or 201401 may mean does not depend on the format of the file.
            Plan::Integers if asked.is_none() && tally.zeros.is_none() && !self.holds_days() => Plan::Recognised,
            plan => plan,
        };
        let evidence = (plan == Plan::Recognised).then(|| self.evidence(&tally));
        Ok(Look { tally, plan, evidence })
    }

    fn read(&self, look: &Look, marks: FileMarks) -> Result<(ArrayRef, ColumnReading, Doubts), Found> {
        let Look { tally, plan, evidence } = look;
        let plan = *plan;
        let mut doubts = self.doubts(tally, plan, self.ask.types.get(self.name).copied());
        if let Some(evidence) = evidence {
            let (array, reading, more) = self.recognised(evidence, tally, marks)?;
            doubts.extend(more);
            return Ok((array, reading, doubts));
        }
        let array = arrays::array(self.grid, self.cells(), plan)?;
        let (kind, how) = arrays::account(plan, tally.percents.count);
        let nulls = array.null_count() as u64;
        let suppressed = if plan == Plan::Texts { 0 } else { tally.suppressed.iter().map(|(_, count)| count).sum() };
        Ok((
            array,
            ColumnReading { name: self.name.to_owned(), kind, how: how.to_owned(), nulls, suppressed, user_missing: 0 },
            doubts,
        ))
    }

    /// The fault with the value of its cell.
    fn with_value(&self, (fault, row): Found) -> Found {
        let cell = || row.and_then(|row| self.cells().nth(row as usize)).flatten();
        let fault = match fault {
            Fault::Record(RecordFault::NotOfColumn { expected, .. }) => {
                let found = cell().map(|value| shown::text(self.grid, value, '.')).unwrap_or_default();
                RecordFault::NotOfColumn { found, expected }.into()
            }
            other => other,
        };
        (fault, row)
    }

    /// What is doubtful of its cells.
    fn doubts(&self, tally: &Tally, plan: Plan, asked: Option<ColumnType>) -> Doubts {
        let mut doubts = Vec::new();
        let marks = plan != Plan::Recognised && plan != Plan::Texts;
        let own = |of: &[(String, u64)]| if marks { of.to_vec() } else { Vec::new() };
        let missing = [tally.errors.clone(), own(&tally.missing)].concat();
        let suppressed = own(&tally.suppressed);
        if !missing.is_empty() || !suppressed.is_empty() {
            doubts.push((Doubt::MarksRead { missing, suppressed }, tally.first_mark));
        }
        if let (Some((number, digits, row)), true) = (tally.zeros, plan == Plan::Integers && asked.is_none()) {
            let shown = shown::with_zeros(number, digits).unwrap_or_default();
            doubts.push((Doubt::ShownOtherwise { shown, stored: shown::plain(number, '.') }, Some(row)));
        }
        let of_numbers = !matches!(plan, Plan::Texts) && asked.is_none();
        if let (Some((number, thousands, row)), true) = (tally.scaled, of_numbers) {
            let doubt =
                Doubt::ShownOtherwise { shown: shown::scaled(number, thousands), stored: shown::plain(number, '.') };
            doubts.push((doubt, Some(row)));
        }
        if let (Some(number), true) = (tally.long, of_numbers && tally.parts.count == 0) {
            let doubt = Doubt::ShortenedNumbers { rows: tally.longs.count, example: shown::plain(number, '.') };
            doubts.push((doubt, Some(tally.longs.row)));
        }
        if matches!(plan, Plan::Days | Plan::Moments) && asked.is_none() {
            doubts.extend(self.odd_days());
        }
        if (1..tally.numbers.count).contains(&tally.percents.count) && plan == Plan::Floats && asked.is_none() {
            doubts.extend(self.percent_doubt());
        }
        if plan == Plan::Integers && asked.is_none() && self.is_of_days() {
            doubts.extend(self.day_doubt());
        }
        // A row of totals is told by its name.
        if plan == Plan::Texts && asked.is_none() && tally.totals < tally.words.count {
            let example = self.with_value((
                RecordFault::NotOfColumn { found: String::new(), expected: String::new() }.into(),
                Some(tally.words.row),
            ));
            let example = if let Fault::Record(RecordFault::NotOfColumn { found, .. }) = example.0 {
                found
            } else {
                String::new()
            };
            let numbers = tally.numbers.count + tally.days.count;
            doubts.push((Doubt::MixedColumn { numbers, words: tally.words.count, example }, Some(tally.days.row)));
        }
        doubts
    }

    /// The doubt of a column in which some cells show hundredths and others do not.
    fn percent_doubt(&self) -> Option<(Doubt, Option<u64>)> {
        let is_percent = |value: &Option<Value>| matches!(value, Some(Value::Number(_, style)) if self.grid.format(*style) == Format::Percent);
        let (row, value) = (0_u64..).zip(self.cells()).find(|(_, value)| is_percent(value))?;
        let Some(Value::Number(number, _)) = value else { return None };
        Some((
            Doubt::ShownOtherwise { shown: shown::percent(number, '.'), stored: shown::plain(number, '.') },
            Some(row),
        ))
    }

    /// Whether the column is said, or named, to hold dates.
    fn is_of_days(&self) -> bool {
        let roles = [ColumnRole::Date, ColumnRole::From, ColumnRole::To, ColumnRole::BirthDate];
        let name = self.name.to_lowercase();
        let words = name.split(|letter: char| !letter.is_alphabetic()).filter(|word| !word.is_empty());
        let mut named = words.filter(|word| {
            ["dato", "date", "dag", "datoer"].contains(word)
                || word.ends_with("dato")
                || word.ends_with("date")
                || word.ends_with("dag")
        });
        self.ask.roles.of(self.name).any(|role| roles.contains(&role)) || named.next().is_some()
    }

    /// Whether its numbers are days without the format of days.
    fn holds_days(&self) -> bool {
        self.is_of_days() && self.day_doubt().is_some()
    }

    /// The doubt of a column of dates in which all numbers could be days.
    fn day_doubt(&self) -> Option<(Doubt, Option<u64>)> {
        let mut numbers = (0_u64..).zip(self.cells()).filter_map(|(row, value)| match value {
            Some(Value::Number(number, _)) => Some((row, number)),
            _ => None,
        });
        let (row, first) = numbers.next()?;
        let all = LIKELY_DAYS.contains(&first) && numbers.all(|(_, number)| LIKELY_DAYS.contains(&number));
        let day = arrays::day_of(self.grid, first).filter(|_| all)?;
        Some((Doubt::DayNumbers { example: shown::plain(first, '.'), day }, Some(row)))
    }

    /// What is said of such days in a file of delimited text: those that stand for an open end, and far years.
    fn odd_days(&self) -> Doubts {
        let mut evidence = Evidence::of(self.ask);
        for value in self.cells() {
            match value {
                Some(value @ Value::Number(..)) => evidence.note(&shown::text(self.grid, value, '.')),
                _ => evidence.note_absent(),
            }
        }
        let verdict = decide(&evidence, &ColumnAsk::of(self.name, self.ask));
        let doubts = verdict.map(|verdict| verdict.doubts).unwrap_or_default();
        let of_days = |doubt: &Doubt| matches!(doubt, Doubt::StandInDates { .. } | Doubt::OddYears { .. });
        doubts.into_iter().filter(|one| of_days(&one.doubt)).map(|one| (one.doubt, one.row)).collect()
    }

    /// What its cells look like, as in a file of delimited text; numbers need no guess at their marks.
    fn evidence(&self, tally: &Tally) -> Evidence {
        let mut evidence = Evidence::of(self.ask);
        for value in self.cells() {
            match self.cell(value, tally) {
                Cell::Absent => evidence.note_absent(),
                Cell::Number(number) => evidence.note_number(number),
                Cell::Text(text) => evidence.note(&text),
            }
        }
        evidence
    }

    /// The column as all its cells together say.
    fn recognised(
        &self,
        evidence: &Evidence,
        tally: &Tally,
        marks: FileMarks,
    ) -> Result<(ArrayRef, ColumnReading, Doubts), Found> {
        let misfit = |Misfit { fault, row }: Misfit| (fault, row);
        let verdict = decide(evidence, &ColumnAsk::of(self.name, self.ask).with_marks(marks)).map_err(misfit)?;
        let mut builder = Builder::new(&verdict, self.rows.len());
        for (row, value) in (0..).zip(self.cells()) {
            let pushed = match self.cell(value, tally) {
                Cell::Absent => {
                    builder.push_null();
                    Ok(())
                }
                Cell::Number(number) => builder.push_number(number),
                Cell::Text(text) => builder.push(&text),
            };
            pushed.map_err(|fault| (fault, Some(row)))?;
        }
        let array = builder.finish();
        let (nulls, suppressed) = (array.null_count() as u64, verdict.suppressed(evidence));
        let doubts = verdict.doubts.iter().map(|one| (one.doubt.clone(), one.row)).collect();
        let name = self.name.to_owned();
        Ok((
            array,
            ColumnReading { name, kind: verdict.kind, how: verdict.how, nulls, suppressed, user_missing: 0 },
            doubts,
        ))
    }

    /// A cell among texts.
    fn cell(&self, value: Option<Value>, tally: &Tally) -> Cell<'_> {
        match value {
            None | Some(Value::Unstored) => Cell::Absent,
            Some(Value::Error(error)) if is_missing_error(error, self.ask) => Cell::Absent,
            Some(Value::Text(number)) => Cell::Text(self.grid.text(number).into()),
            Some(Value::Number(number, style)) => match self.grid.format(style) {
                Format::Plain | Format::Scaled(_) if is_whole(number) && number.abs() < 9e15 => {
                    Cell::Text((number as i64).to_string().into())
                }
                Format::Plain | Format::Scaled(_) => Cell::Number(number),
                // Beside `12,5 %` as a text, a share is what the workbook shows, too.
                Format::Percent if tally.percent_words => Cell::Text(shown::percent(number, ',').into()),
                Format::Percent => Cell::Number(number),
                Format::Zeros(digits) => match shown::with_zeros(number, digits) {
                    Some(code) if code.starts_with('0') && code.len() > 1 => Cell::Text(code.into()),
                    _ => Cell::Number(number),
                },
                _ => Cell::Text(shown::text(self.grid, Value::Number(number, style), '.').into()),
            },
            Some(value) => Cell::Text(shown::text(self.grid, value, '.').into()),
        }
    }
}

/// What a look at all cells of a column shows.
struct Look {
    tally: Tally,
    plan: Plan,
    /// Of a column that is not of one kind.
    evidence: Option<Evidence>,
}

/// A cell of a column that is not of one kind.
enum Cell<'a> {
    Absent,
    Number(f64),
    Text(Cow<'a, str>),
}
