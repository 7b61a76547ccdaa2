//! What the user says about a file, as keyword arguments.

use helhed::error::{Error, Fault, FileFault, Place, nearest};
use helhed::records::{ColumnRole, Roles};
use helhed_arrow::{Ask, ColumnType, Header, Sheet};
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyBytes, PyDict, PyString, PyTuple, PyType};

use crate::error::Raised;
use crate::input::Names;

/// Options of `read` and `scan`.
const READING: [&str; 17] = [
    "encoding",
    "delimiter",
    "decimal",
    "thousands",
    "header",
    "names",
    "lines",
    "sheet",
    "columns",
    "types",
    "missing",
    "suppressed",
    "truths",
    "day_first",
    "totals",
    ROLES,
    "key",
];
/// Options of `check`.
const CHECKING: [&str; 2] = [ROLES, "key"];
const ROLES: &str = "roles";
const POLICIES: &str = "policies";

/// The options of `read` and `scan`.
pub(crate) fn reading(options: Option<&Bound<'_, PyDict>>) -> PyResult<Ask> {
    ask(options, "option of `read`", &READING)
}

/// The options of `check`.
pub(crate) fn checking(options: Option<&Bound<'_, PyDict>>) -> PyResult<Ask> {
    ask(options, "option of `check`", &CHECKING)
}

fn ask(options: Option<&Bound<'_, PyDict>>, what: &'static str, known: &[&'static str]) -> PyResult<Ask> {
    let mut ask = Ask::default();
    for (name, value) in options.into_iter().flatten() {
        let name: String = name.extract()?;
        if name == POLICIES {
            policies(&mut ask, &value)?;
            continue;
        }
        let Some(known) = known.iter().find(|one| **one == name) else {
            let nearest = nearest(&name, known.iter().copied().chain([POLICIES, "progress"]));
            return Err(raised(Fault::UnknownName { what, found: name.clone(), nearest }, &name));
        };
        if !value.is_none() {
            set(&mut ask, known, &value)?;
        }
    }
    Ok(ask)
}

/// Sets one option.
fn set(ask: &mut Ask, name: &'static str, value: &Bound<'_, PyAny>) -> PyResult<()> {
    match name {
        "encoding" => ask.encoding = Some(text(name, value, "the name of an encoding, such as `windows-1252`")?),
        "delimiter" => ask.delimiter = Some(mark(name, value)?),
        "decimal" => ask.decimal = Some(mark(name, value)?),
        "thousands" => ask.thousands = Some(mark(name, value)?),
        "header" => ask.header = Some(header(value)?),
        "names" => ask.names = Some(texts(name, value)?),
        "lines" => ask.lines = Some(lines(value)?),
        "sheet" => ask.sheet = Some(sheet(value)?),
        "columns" => ask.columns = Some(texts(name, value)?),
        "types" => types(ask, value)?,
        "missing" => ask.missing = texts(name, value)?,
        "suppressed" => ask.suppressed = texts(name, value)?,
        "truths" => {
            let pair: Result<(Names, Names), _> = value.extract();
            let (yes, no) = pair.map_err(|_| {
                wrong(name, value, "the words for yes and the words for no, such as `([\"ja\"], [\"nej\"])`")
            })?;
            ask.truths = Some((yes.into(), no.into()));
        }
        "day_first" => ask.day_first = Some(flag(name, value)?),
        "totals" => {
            ask.leave_out_totals = Some(match text(name, value, TOTALS)?.as_str() {
                "keep" => false,
                "leave_out" => true,
                _ => return Err(wrong(name, value, TOTALS)),
            });
        }
        ROLES => ask.roles = roles(value)?,
        _ => ask.key = Some(key(value)?.into()),
    }
    Ok(())
}

const TOTALS: &str = "`keep` or `leave_out`";
const POSITIVE: &str = "a line counted from 1, `False` for no header, or the first and the last line of it";
const STRETCH: &str = "the first and the last line, counted from 1, such as `(5, 40)` or `(5, None)`";

fn header(value: &Bound<'_, PyAny>) -> PyResult<Header> {
    if let Ok(flag) = value.cast::<PyBool>() {
        return if flag.is_true() { Err(wrong("header", value, POSITIVE)) } else { Ok(Header::None) };
    }
    if let Ok(line) = value.extract::<u64>()
        && line > 0
    {
        return Ok(Header::Line(line));
    }
    match value.extract::<(u64, u64)>() {
        Ok((first, last)) if first > 0 && first <= last => Ok(Header::Lines(first, last)),
        _ => Err(wrong("header", value, POSITIVE)),
    }
}

fn lines(value: &Bound<'_, PyAny>) -> PyResult<(u64, Option<u64>)> {
    match value.extract::<(u64, Option<u64>)>() {
        Ok((first, last)) if first > 0 && last.is_none_or(|last| first <= last) => Ok((first, last)),
        _ => Err(wrong("lines", value, STRETCH)),
    }
}

fn sheet(value: &Bound<'_, PyAny>) -> PyResult<Sheet> {
    if let Ok(name) = value.extract::<String>() {
        return Ok(Sheet::Name(name));
    }
    let number = value.cast::<PyBool>().is_err().then(|| value.extract::<usize>().ok()).flatten();
    number
        .filter(|number| *number > 0)
        .map(Sheet::Number)
        .ok_or_else(|| wrong("sheet", value, "the name of a sheet, or its number counted from 1"))
}

fn types(ask: &mut Ask, value: &Bound<'_, PyAny>) -> PyResult<()> {
    let dict = value
        .cast::<PyDict>()
        .map_err(|_| wrong("types", value, "a dictionary of columns and types, such as `{\"kode\": \"text\"}`"))?;
    for (column, kind) in dict {
        let column = text("types", &column, "the name of a column")?;
        let kind = match kind.cast::<PyType>() {
            Ok(class) => of_class(&class.name()?.to_string()),
            Err(_) => text("types", &kind, "the name of a type, such as `text`")?,
        };
        ask.types.insert(column, kind.parse::<ColumnType>().map_err(Raised::from)?);
    }
    Ok(())
}

/// The type that a class of Python stands for.
fn of_class(name: &str) -> String {
    match name {
        "str" => "text",
        "int" => "integer",
        "bool" => "boolean",
        other => other,
    }
    .to_owned()
}

/// A dictionary of roles and their columns.
pub(crate) fn roles(value: &Bound<'_, PyAny>) -> PyResult<Roles> {
    let dict = value
        .cast::<PyDict>()
        .map_err(|_| wrong(ROLES, value, "a dictionary of roles and columns, such as `{\"area\": \"omraade\"}`"))?;
    let mut roles = Roles::default();
    for (role, columns) in dict {
        let role: ColumnRole =
            text(ROLES, &role, "the name of a role, such as `area`")?.parse().map_err(Raised::from)?;
        for column in texts(ROLES, &columns)? {
            roles = roles.with(role, column);
        }
    }
    Ok(roles)
}

/// What is done about the findings of each check.
fn policies(ask: &mut Ask, value: &Bound<'_, PyAny>) -> PyResult<()> {
    if value.is_none() {
        return Ok(());
    }
    let dict = value
        .cast::<PyDict>()
        .map_err(|_| wrong(POLICIES, value, "a dictionary of checks and `refuse`, `warn` or `count`"))?;
    for (check, action) in dict {
        let check = text(POLICIES, &check, "the name of a check")?;
        let action = text(POLICIES, &action, "`refuse`, `warn` or `count`")?;
        ask.policies = std::mem::take(&mut ask.policies)
            .with(&check, action.parse().map_err(Raised::from)?)
            .map_err(Raised::from)?;
    }
    Ok(())
}

/// A key for pseudonyms. What it is stands in no message.
fn key(value: &Bound<'_, PyAny>) -> PyResult<Vec<u8>> {
    let bytes = match (value.cast::<PyBytes>(), value.extract::<String>()) {
        (Ok(bytes), _) => bytes.as_bytes().to_vec(),
        (_, Ok(text)) => text.into_bytes(),
        _ => Vec::new(),
    };
    if bytes.is_empty() {
        let fault = FileFault::OptionValue { found: "the key".into(), expected: "a text or bytes that is not empty" };
        return Err(raised(fault.into(), "key"));
    }
    Ok(bytes)
}

fn text(name: &'static str, value: &Bound<'_, PyAny>, expected: &'static str) -> PyResult<String> {
    value.extract().map_err(|_| wrong(name, value, expected))
}

fn texts(name: &'static str, value: &Bound<'_, PyAny>) -> PyResult<Vec<String>> {
    value.extract::<Names>().map(Into::into).map_err(|_| wrong(name, value, "a text or a list of texts"))
}

fn flag(name: &'static str, value: &Bound<'_, PyAny>) -> PyResult<bool> {
    value.cast::<PyBool>().map(|flag| flag.is_true()).map_err(|_| wrong(name, value, "`True` or `False`"))
}

fn mark(name: &'static str, value: &Bound<'_, PyAny>) -> PyResult<char> {
    let text = text(name, value, "one character")?;
    let mut letters = text.chars();
    match (letters.next(), letters.next()) {
        (Some(mark), None) => Ok(mark),
        _ => Err(wrong(name, value, "one character")),
    }
}

/// The error of an option that has another value than it can: texts and numbers as they are, other objects by their type.
fn wrong(name: &'static str, value: &Bound<'_, PyAny>, expected: &'static str) -> PyErr {
    let plain = value.cast::<PyString>().is_ok() || value.extract::<f64>().is_ok() || value.cast::<PyTuple>().is_ok();
    let shown =
        if plain { value.str().map(|text| text.to_string()) } else { value.get_type().name().map(|it| it.to_string()) };
    let found = shown.unwrap_or_else(|_| "object".into());
    raised(FileFault::OptionValue { found, expected }.into(), name)
}

fn raised(fault: Fault, argument: &str) -> PyErr {
    Raised::from(Error::new(fault, Place::argument(argument))).into()
}
