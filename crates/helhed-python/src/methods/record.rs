//! A record of the core as a Python class: frozen, comparable, with its fields as properties, as JSON and as a pickle.

/// A class of this name in this module, around a record, with one property a field.
macro_rules! record {
    (
        $(#[$doc:meta])*
        $class:ident($record:ty) = $name:tt in $module:tt, shown by $shown:expr, {
            $($(#[$field_doc:meta])* $field:ident: $type:ty = $get:expr;)+
        } $(and { $($more:tt)* })?
    ) => {
        $(#[$doc])*
        #[pyo3::pyclass(frozen, eq, name = $name, module = $module)]
        #[derive(Clone, PartialEq)]
        pub(crate) struct $class(pub(crate) $record);

        #[pyo3::pymethods]
        impl $class {
            $(
                $(#[$field_doc])*
                #[getter]
                fn $field(&self) -> $type {
                    let get: fn(&$record) -> $type = $get;
                    get(&self.0)
                }
            )+

            $($($more)*)?

            /// The record as JSON.
            fn to_json(&self) -> pyo3::PyResult<String> {
                crate::output::json(&self.0)
            }

            fn __repr__(&self) -> String {
                let shown: fn(&$record) -> String = $shown;
                format!("<{} {}>", $name, shown(&self.0))
            }

            fn __reduce__<'py>(&self, py: pyo3::Python<'py>) -> pyo3::PyResult<crate::output::Pickle<'py>> {
                crate::output::pickled::<Self, _>(py, &self.0)
            }

            /// From the text that a pickle holds.
            #[classmethod]
            fn _unpickle(
                _class: &pyo3::Bound<'_, pyo3::types::PyType>,
                text: &str,
            ) -> pyo3::PyResult<Self> {
                crate::output::unpickled(text).map(Self)
            }
        }
    };
}

pub(crate) use record;

use helhed::Warning;

use crate::parts::PyWarning;

/// Warnings as Python has them.
pub(crate) fn warned(warnings: &[Warning]) -> Vec<PyWarning> {
    warnings.iter().cloned().map(PyWarning).collect()
}

/// A number as a record shows it.
pub(crate) fn shown(value: Option<f64>) -> String {
    value.map_or_else(|| "none".into(), |value| format!("{value:.4}"))
}
