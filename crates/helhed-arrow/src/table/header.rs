//! What a table cannot say in its columns: JSON in the metadata of the schema, with the version of its format.

use std::collections::HashMap;

use arrow_schema::Schema;
use helhed::error::{Fault, Result};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// Version of the format that is written, and the only one that is read.
const FORMAT: u32 = 1;

#[derive(Debug, Serialize, Deserialize)]
struct Header<T> {
    format: u32,
    #[serde(flatten)]
    content: T,
}

#[derive(Debug, Deserialize)]
struct Version {
    format: u32,
}

/// The metadata of a schema that holds `content` under `name`.
///
/// # Errors
/// `H901` if the content cannot be JSON.
pub(super) fn write(name: &str, content: impl Serialize) -> Result<HashMap<String, String>> {
    let json = serde_json::to_string(&Header { format: FORMAT, content });
    let json = json.map_err(|error| Fault::Bug { what: format!("metadata cannot be written: {error}") })?;
    Ok(HashMap::from([(name.to_owned(), json)]))
}

/// The content under `name`; `wanted` says in words what is looked for.
///
/// # Errors
/// `H805` if there is none or its version is not known, `H802` if it cannot be read.
pub(super) fn read<T: DeserializeOwned>(schema: &Schema, name: &str, wanted: &'static str) -> Result<T> {
    let version = |json: &&String| serde_json::from_str(json).is_ok_and(|version: Version| version.format == FORMAT);
    let Some(json) = schema.metadata().get(name).filter(version) else {
        return Err(Fault::NotOurs { wanted }.into());
    };
    match serde_json::from_str::<Header<T>>(json) {
        Ok(header) => Ok(header.content),
        // The error of serde may quote a value; its place is enough.
        Err(error) => {
            let reason = format!("its metadata `{name}` break off at character {}", error.column());
            Err(Fault::Damaged { reason }.into())
        }
    }
}
