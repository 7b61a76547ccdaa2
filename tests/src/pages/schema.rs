//! `docs/schema/*.json`: the shape of the public records in JSON.

use helhed::cells::Cells;
use helhed::design::{Indicator, Programme};
use helhed::{Estimate, Estimates};
use schemars::{Schema, schema_for};
use serde_json::{Map, Value};

/// Names and schemas.
pub(super) fn schemas() -> Vec<(&'static str, String)> {
    vec![
        ("cells", text(schema_for!(Cells))),
        ("estimate", text(schema_for!(Estimate))),
        ("estimates", text(schema_for!(Estimates))),
        ("indicator", text(schema_for!(Indicator))),
        ("programme", text(schema_for!(Programme))),
    ]
}

fn text(schema: Schema) -> String {
    let sorted = sorted(schema.to_value());
    serde_json::to_string_pretty(&sorted).expect("a schema is JSON") + "\n"
}

/// Keys in the order of the alphabet, whichever map another crate of the build makes `serde_json` use.
fn sorted(value: Value) -> Value {
    match value {
        Value::Object(map) => {
            let mut pairs: Vec<(String, Value)> = map.into_iter().map(|(key, value)| (key, sorted(value))).collect();
            pairs.sort_by(|left, right| left.0.cmp(&right.0));
            Value::Object(pairs.into_iter().collect::<Map<_, _>>())
        }
        Value::Array(items) => Value::Array(items.into_iter().map(sorted).collect()),
        other => other,
    }
}
