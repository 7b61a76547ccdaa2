//! Published figures in a folder of CSV files: programmes, observations, resources, remarks and context.
//!
//! The columns are those of `datasets/README.md`. A misspelt column, an unknown word or a value of the wrong type is
//! refused with its file, line and column.

use std::path::Path;
use std::str::FromStr;

use helhed::design::{ActivityType, Area, Grant, Names, Programme, Resource, Theme};
use helhed::error::{Error, Fault, Place, Result, Spot, Within, nearest};
use helhed::records::{Fact, Observation, Published, Remark};
use serde::de::DeserializeOwned;
use serde::de::value::{Error as WordError, StrDeserializer};

/// The files of a publication, as texts.
#[derive(Debug, Clone, Copy)]
pub struct PublishedTexts<'a> {
    /// `programmes.csv`.
    pub programmes: &'a str,
    /// `observations.csv`.
    pub observations: &'a str,
    /// `resources.csv`.
    pub resources: &'a str,
    /// `remarks.csv`.
    pub remarks: &'a str,
    /// `context.csv`.
    pub context: &'a str,
}

/// Reads a publication from a folder.
///
/// # Errors
/// `H801` for a file that cannot be opened, and those of [`parse_published`].
pub fn read_published(folder: &Path) -> Result<Published> {
    let read = |name: &str| crate::evaluate::read(&folder.join(name));
    let (programmes, observations) = (read("programmes.csv")?, read("observations.csv")?);
    let (resources, remarks, context) = (read("resources.csv")?, read("remarks.csv")?, read("context.csv")?);
    parse_published(PublishedTexts {
        programmes: &programmes,
        observations: &observations,
        resources: &resources,
        remarks: &remarks,
        context: &context,
    })
}

/// Reads a publication from texts.
///
/// # Errors
/// `H101` for a missing column, `H102` for a value of the wrong type, `H107` for one that is missing, `H004` and `H006` for a
/// period or word that is not known, `H802` for text that is no CSV, and what the records refuse; each with file, line
/// and column.
pub fn parse_published(texts: PublishedTexts<'_>) -> Result<Published> {
    let mut programmes = rows(texts.programmes, "programmes.csv", programme)?;
    for (id, means) in rows(texts.resources, "resources.csv", resource)? {
        let Some(programme) = programmes.iter_mut().find(|programme| programme.id == id) else {
            let nearest = nearest(&id, programmes.iter().map(|programme| programme.id.as_str()));
            let fault = Fault::NoSuchGroup { dimension: "case".into(), value: id, nearest };
            return Err(Error::from(fault).within(Spot::File("resources.csv".into())));
        };
        match means {
            Means::Grant(grant) => programme.grants.push(grant),
            Means::Resource(resource) => programme.resources.push(resource),
        }
    }
    let observations = rows(texts.observations, "observations.csv", observation)?;
    let remarks = rows(texts.remarks, "remarks.csv", remark)?;
    Published::new(programmes, observations, remarks, rows(texts.context, "context.csv", fact)?)
}

/// A row of a file, read by column name.
struct Row<'a> {
    headings: &'a csv::StringRecord,
    cells: &'a csv::StringRecord,
}

/// Reads every row of a text by `read`.
fn rows<T>(text: &str, file: &str, read: impl Fn(&Row<'_>) -> Result<T>) -> Result<Vec<T>> {
    let in_file = || Spot::File(file.to_owned());
    let damaged = |error: csv::Error| {
        let line = error.position().map_or(1, csv::Position::line);
        let place = Place::default().within(Spot::Line(line)).within(in_file());
        Error::new(Fault::Damaged { reason: "it is not regular CSV".into() }, place)
    };
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let headings = reader.headers().map_err(damaged)?.clone();
    let mut found = Vec::new();
    for record in reader.records() {
        let record = record.map_err(damaged)?;
        let line = record.position().map_or(1, csv::Position::line);
        let row = Row { headings: &headings, cells: &record };
        found.push(read(&row).within(|| Spot::Line(line)).within(in_file)?);
    }
    Ok(found)
}

impl Row<'_> {
    fn text(&self, column: &str) -> Result<&str> {
        let position = self.headings.iter().position(|heading| heading == column).ok_or_else(|| {
            let nearest = nearest(column, self.headings.iter());
            Error::from(Fault::MissingColumn { name: column.to_owned(), nearest })
        })?;
        Ok(self.cells.get(position).unwrap_or_default().trim())
    }

    fn optional<T: FromStr>(&self, column: &str, expected: &'static str) -> Result<Option<T>> {
        let text = self.text(column)?;
        if text.is_empty() {
            return Ok(None);
        }
        let wrong = || Error::from(Fault::WrongType { expected, found: "another text".into() });
        text.parse().map(Some).map_err(|_| wrong().within(Spot::Column(column.to_owned())))
    }

    fn number(&self, column: &str) -> Result<f64> {
        let missing = || Error::from(Fault::ValueNeeded).within(Spot::Column(column.to_owned()));
        self.optional(column, "a number")?.ok_or_else(missing)
    }

    fn flag(&self, column: &str) -> Result<bool> {
        Ok(self.optional(column, "true or false")?.unwrap_or(false))
    }

    fn period<T: FromStr<Err = Error>>(&self, column: &str) -> Result<Option<T>> {
        let text = self.text(column)?;
        let read = || text.parse().within(|| Spot::Column(column.to_owned()));
        if text.is_empty() { Ok(None) } else { read().map(Some) }
    }

    fn names(&self, stem: &str) -> Result<Names> {
        Ok(Names::new(self.text(&format!("{stem}_da"))?, self.text(&format!("{stem}_en"))?))
    }

    /// A word that stands for a variant.
    fn word<T: DeserializeOwned>(&self, column: &str, what: &'static str) -> Result<T> {
        let text = self.text(column)?;
        T::deserialize(StrDeserializer::<WordError>::new(text)).map_err(|error| {
            let message = error.to_string();
            let known = message.split('`').skip(3).step_by(2);
            let fault = Fault::UnknownName { what, found: text.to_owned(), nearest: nearest(text, known) };
            Error::from(fault).within(Spot::Column(column.to_owned()))
        })
    }
}

fn programme(row: &Row<'_>) -> Result<Programme> {
    let programme = Programme::new(row.text("case")?, row.names("title")?)?;
    let mut programme = programme.running(row.period("start")?, row.period("end")?)?;
    programme.themes = vec![Theme::get(row.text("theme")?)?.code.clone()];
    programme.activity_types = activity_types(row.text("activity_types")?)?;
    programme.areas = Area::list(row.text("place")?);
    row.text("municipality")?.clone_into(&mut programme.municipality);
    programme.end_planned = row.flag("end_planned")?;
    programme.target_group = row.names("target_group")?;
    programme.ages = (row.optional("age_min", "a whole number")?, row.optional("age_max", "a whole number")?);
    programme.partners = row.optional("partners", "a whole number")?;
    row.text("source")?.clone_into(&mut programme.source);
    programme.note = row.names("note")?;
    Ok(programme)
}

fn activity_types(text: &str) -> Result<Vec<ActivityType>> {
    let kind = |letter: &str| match letter.trim() {
        "A" => Ok(ActivityType::A),
        "B" => Ok(ActivityType::B),
        "C" => Ok(ActivityType::C),
        other => {
            let nearest = ["A", "B", "C"].map(str::to_owned).to_vec();
            let fault = Fault::UnknownName { what: "activity type", found: other.to_owned(), nearest };
            Err(Error::from(fault).within(Spot::Column("activity_types".into())))
        }
    };
    text.split(';').filter(|letter| !letter.trim().is_empty()).map(kind).collect()
}

enum Means {
    Grant(Grant),
    Resource(Resource),
}

fn resource(row: &Row<'_>) -> Result<(String, Means)> {
    let (kind, role) = (row.text("kind")?.to_owned(), row.names("role")?);
    let value = row.number("value")?;
    let means = if kind == "grant_dkk" {
        Means::Grant(Grant::new(role, value, None)?)
    } else {
        Means::Resource(Resource {
            kind,
            role,
            phase: row.text("phase")?.to_owned(),
            value,
            value_max: row.optional("value_max", "a number")?,
            unit: row.text("unit")?.to_owned(),
            approximate: row.flag("approximate")?,
            note: row.names("note")?,
        })
    };
    Ok((row.text("case")?.to_owned(), means))
}

fn observation(row: &Row<'_>) -> Result<Observation> {
    Observation {
        programme: row.text("case")?.to_owned(),
        indicator: row.text("indicator")?.to_owned(),
        label: row.names("label")?,
        stage: row.word("level", "level of result")?,
        figure: row.word("measure", "kind of figure")?,
        value: row.number("value")?,
        value_max: row.optional("value_max", "a number")?,
        unit: row.text("unit")?.to_owned(),
        numerator: row.optional("numerator", "a number")?,
        denominator: row.optional("denominator", "a number")?,
        group: row.names("group")?,
        role: row.word("period_role", "role in time")?,
        period: (row.period("period_start")?, row.period("period_end")?),
        printed: row.word("basis", "basis")?,
        comparator: row.word("comparator", "comparator")?,
        approximate: row.flag("approximate")?,
        units: row.text("units")?.to_owned(),
        repeats: row.flag("repeats")?,
        complete: row.flag("complete_count")?,
        planned: row.flag("planned")?,
        distribution: row.text("distribution")?.to_owned(),
        price_of: row.text("price_of")?.to_owned(),
        caveat: row.names("caveat")?,
    }
    .checked()
}

fn remark(row: &Row<'_>) -> Result<Remark> {
    Ok(Remark {
        programme: row.text("case")?.to_owned(),
        kind: row.word("kind", "kind of remark")?,
        text: row.names("text")?,
    })
}

fn fact(row: &Row<'_>) -> Result<Fact> {
    Ok(Fact {
        key: row.text("key")?.to_owned(),
        label: row.names("label")?,
        value: row.number("value")?,
        unit: row.text("unit")?.to_owned(),
        approximate: row.flag("approximate")?,
        note: row.names("note")?,
    })
}
