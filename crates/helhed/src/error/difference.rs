//! What two tables of cells do not have in common, so that they cannot be merged.

use std::fmt;

use super::shown::{shown, shown_whole};

/// Which of several tables of cells one is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// One that was handed over, counted from 1.
    Table(usize),
    /// One that was read, by the name of its file.
    File(String),
}

impl fmt::Display for Input {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Table(number) => write!(f, "table {number}"),
            Self::File(name) => f.write_str(&shown_whole(name)),
        }
    }
}

/// One thing in which two tables of cells differ, and what it is in each of them.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
#[allow(missing_docs, reason = "the fields are named for what they hold: what is on the left, and what on the right")]
pub enum Difference {
    /// Names of the key columns.
    KeyColumns { left: Vec<String>, right: Vec<String> },
    /// A number in a key column that is a text in the other table.
    KeyType { column: String, key: String },
    /// Ids of the indicators, in their order.
    Indicators { left: Vec<String>, right: Vec<String> },
    /// A field of the definition of an indicator, such as its `version`.
    Definition { indicator: String, field: &'static str, left: String, right: String },
    /// The kinds of periods in a key column, such as `quarter`.
    PeriodKind { column: String, left: Vec<&'static str>, right: Vec<&'static str> },
    /// Below how many cells are withheld; nothing where none are.
    Suppression { left: Option<u64>, right: Option<u64> },
    /// Anything else.
    Other { what: &'static str, left: String, right: String },
}

/// Differences that a message names; more are counted.
const MOST: usize = 4;
/// Names of a list that a message shows.
const MOST_NAMES: usize = 8;
/// Letters of a text from which on only its other end is shown.
const LONG: usize = 50;
/// Letters that are shown before the first one that differs.
const BEFORE: usize = 15;

impl Difference {
    /// What to do about it.
    #[must_use]
    pub fn mend(&self) -> String {
        match self {
            Self::KeyColumns { .. } => "tally all with the same `by`".into(),
            Self::KeyType { column, .. } => {
                format!("give `{}` the same type in all of them, number or text, and tally again", shown(column))
            }
            Self::Indicators { .. } => "tally all with the same indicators, in the same order".into(),
            Self::Definition { .. } => "tally all with the same registry file, in the same version".into(),
            Self::PeriodKind { .. } => "tally all by the same kind of period".into(),
            Self::Suppression { left, right } => {
                let most = left.max(right).unwrap_or_default();
                format!(
                    "withhold alike in all of them, `cells.withhold({most})`, or ask for all of them as they were counted"
                )
            }
            Self::Other { .. } => "tally both with the same indicators and the same `by`".into(),
        }
    }

    /// The difference between these two.
    fn said(&self, inputs: Option<&[Input; 2]>) -> String {
        let (left_in, right_in) = match inputs {
            Some([left, right]) => (format!(" in {left}"), format!(" in {right}")),
            None => Default::default(),
        };
        let both = |left: &str, right: &str| format!("{left}{left_in} and {right}{right_in}");
        match self {
            Self::KeyColumns { left, right } => format!("the key columns are {}", both(&names(left), &names(right))),
            Self::KeyType { column, key } => {
                let (column, key) = (shown(column), shown(key));
                format!("`{key}` in the key column `{column}` is a number in one of them and a text in the other")
            }
            Self::Indicators { left, right } => format!("the indicators are {}", both(&names(left), &names(right))),
            Self::Definition { indicator, field, left, right } => {
                let (left, right) = texts_apart(left, right);
                let value = |text: String| if text.is_empty() { "not said".into() } else { text };
                let said = both(&value(left), &value(right));
                format!("the {field} of indicator `{}` is {said}", shown(indicator))
            }
            Self::PeriodKind { column, left, right } => {
                let kinds = |kinds: &[&str]| kinds.iter().map(|kind| format!("{kind}s")).collect::<Vec<_>>().join(", ");
                let said = both(&kinds(left), &kinds(right));
                format!("the kind of period in the key column `{}` is {said}", shown(column))
            }
            Self::Suppression { left, right } => {
                let rule = |below: &Option<u64>| match below {
                    Some(below) => format!("of fewer than {below}"),
                    None => "none".into(),
                };
                format!("the cells that are withheld are {}", both(&rule(left), &rule(right)))
            }
            Self::Other { what, left, right } => format!("{what} differs ({left} against {right})"),
        }
    }
}

/// The differences as a sentence, the first ones by name.
pub(super) fn listed(differences: &[Difference], inputs: Option<&[Input; 2]>) -> String {
    let said: Vec<String> = differences.iter().take(MOST).map(|one| one.said(inputs)).collect();
    let more = differences.len().saturating_sub(MOST);
    let more = if more > 0 { format!("; and {more} more") } else { String::new() };
    said.join("; ") + &more
}

/// What to do about all of them, each cure once.
pub(super) fn cures(differences: &[Difference]) -> String {
    let mut cures: Vec<String> = Vec::new();
    for cure in differences.iter().map(Difference::mend) {
        if !cures.contains(&cure) {
            cures.push(cure);
        }
    }
    cures.join("; ")
}

/// Names as a list.
fn names(names: &[String]) -> String {
    if names.is_empty() {
        return "none".into();
    }
    let listed: Vec<String> = names.iter().take(MOST_NAMES).map(|name| format!("`{}`", shown(name))).collect();
    let more = names.len().saturating_sub(MOST_NAMES);
    listed.join(", ") + &if more > 0 { format!(" and {more} more") } else { String::new() }
}

/// Two texts as a message shows them: long ones from where they differ, so that the difference is seen.
///
/// ```
/// use helhed::error::texts_apart;
/// let long = "Beboere i husstande, der er sat ud af deres bolig i løbet af ";
/// let (left, right) = texts_apart(&format!("{long}året"), &format!("{long}kvartalet"));
/// assert_eq!((left.as_str(), right.as_str()), ("… i løbet af året", "… i løbet af kvartalet"));
/// ```
#[must_use]
pub fn texts_apart(left: &str, right: &str) -> (String, String) {
    if left.chars().count().max(right.chars().count()) <= LONG {
        return (shown(left), shown(right));
    }
    let same = left.chars().zip(right.chars()).take_while(|(a, b)| a == b).count();
    // From the start of a word, if one begins shortly before.
    let skipped = same.saturating_sub(BEFORE);
    let start = left.chars().take(same).enumerate().skip(skipped).find(|(_, letter)| *letter == ' ');
    let start = start.map_or(skipped, |(at, _)| at + 1);
    let from = |text: &str| {
        let rest: String = text.chars().skip(start).collect();
        if start == 0 { shown(&rest) } else { format!("… {}", shown(&rest)) }
    };
    (from(left), from(right))
}
