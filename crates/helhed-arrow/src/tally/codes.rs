//! Codes that stand for a missing value in one column, each with its reason.

use std::borrow::Cow;

/// The codes of a column, none for most.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Codes(Vec<(f64, String)>);

impl Codes {
    /// Adds a code and its reason.
    pub(crate) fn add(&mut self, code: f64, reason: String) {
        self.0.push((code, reason));
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether it is among them.
    pub(crate) fn has(&self, code: f64) -> bool {
        self.0.iter().any(|(one, _)| *one == code)
    }

    /// Where among them a value is.
    pub(crate) fn place(&self, value: f64) -> Option<usize> {
        self.0.iter().position(|(code, _)| *code == value)
    }

    /// The reason of each.
    pub(crate) fn reasons(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(_, reason)| reason.as_str())
    }

    /// The values with not-a-number for each code; `found` counts the rows of each.
    pub(crate) fn blanked<'a>(&self, mut values: Cow<'a, [f64]>, found: &mut [u64]) -> Cow<'a, [f64]> {
        for ((code, _), found) in self.0.iter().zip(found) {
            let rows = values.iter().filter(|value| *value == code).count();
            if rows > 0 {
                *found += rows as u64;
                values.to_mut().iter_mut().filter(|value| *value == code).for_each(|value| *value = f64::NAN);
            }
        }
        values
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_code_is_counted_and_gone() {
        let mut codes = Codes::default();
        codes.add(-1.0, "refused".into());
        codes.add(0.0, "none".into());
        let values = [-1.0, 5.0, -0.0, f64::NAN, -1.0];
        let mut found = [0, 0];
        let blanked = codes.blanked(Cow::Borrowed(&values), &mut found);
        assert_eq!(found, [2, 1]);
        assert_eq!(blanked.iter().map(|value| value.is_nan()).collect::<Vec<_>>(), [true, false, true, true, true]);
        assert!(matches!(codes.blanked(Cow::Borrowed(&[3.0]), &mut found), Cow::Borrowed(_)));
    }
}
