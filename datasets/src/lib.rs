//! Datasets that come with helhed.
//!
//! ```
//! let cases = helhed_datasets::bag_facaderne()?;
//! assert_eq!(cases.programmes().len(), 34);
//! # Ok::<(), helhed::Error>(())
//! ```

/// A simulated national register, with known true effects.
pub mod register;

use helhed::error::{Error, Fault, Place, Result, nearest};
use helhed::records::Published;
use helhed_arrow::{PublishedTexts, parse_published};

/// Names of the datasets.
pub const NAMES: [&str; 1] = ["bag-facaderne"];

/// A dataset by its name.
///
/// # Errors
/// `H006` for an unknown name.
pub fn named(name: &str) -> Result<Published> {
    match name {
        "bag-facaderne" => bag_facaderne(),
        other => {
            let fault = Fault::UnknownName { what: "dataset", found: other.to_owned(), nearest: nearest(other, NAMES) };
            Err(Error::new(fault, Place::argument("dataset")))
        }
    }
}

/// The 34 cases of the Danish anthology *Bag facaderne* (2014): figures as printed, with their caveats.
///
/// # Errors
/// None as shipped (tested); the signature is that of every reader.
pub fn bag_facaderne() -> Result<Published> {
    parse_published(PublishedTexts {
        programmes: include_str!("../bag-facaderne/programmes.csv"),
        observations: include_str!("../bag-facaderne/observations.csv"),
        resources: include_str!("../bag-facaderne/resources.csv"),
        remarks: include_str!("../bag-facaderne/remarks.csv"),
        context: include_str!("../bag-facaderne/context.csv"),
    })
}
