//! Marks in place of a value: missing, suppressed, a limit, a range, or no number at all.

use super::{Shape, dress, number};

/// Bytes of the longest mark.
const LONGEST: usize = 40;

/// Words and signs of a missing value, in small letters.
const MISSING: [&str; 34] = [
    "-",
    "--",
    "---",
    "–",
    "—",
    "−",
    ".",
    "..",
    "...",
    "…",
    ":",
    "?",
    "x",
    "na",
    "n/a",
    "n.a.",
    "n.a",
    "#n/a",
    "#i/t",
    "null",
    "none",
    "nan",
    "(tom)",
    "(blank)",
    "i.o.",
    "i.o",
    "uoplyst",
    "ukendt",
    "ved ikke",
    "mangler",
    "missing",
    "ikke oplyst",
    "ej oplyst",
    "ingen oplysning",
];

/// Words and signs of a suppressed value, in small letters. What begins with `diskret` is one, too.
const SUPPRESSED: [&str; 14] = [
    "*",
    "**",
    "***",
    "c",
    "(c)",
    "[c]",
    "d",
    "(d)",
    "[d]",
    "fortrolig",
    "fortroligt",
    "anonymiseret",
    "suppressed",
    "confidential",
];

/// What no arithmetic can use: infinity, and the errors of spreadsheets in English and Danish.
const NOT_FINITE: [&str; 24] = [
    "inf",
    "-inf",
    "+inf",
    "infinity",
    "-infinity",
    "+infinity",
    "∞",
    "-∞",
    "−∞",
    "+∞",
    "#div/0!",
    "#division/0!",
    "#value!",
    "#værdi!",
    "#ref!",
    "#reference!",
    "#name?",
    "#navn?",
    "#num!",
    "#null!",
    "#nul!",
    "#overløb!",
    "#spill!",
    "#calc!",
];

/// Missing marks, in small letters, that are words of no language: a column of nothing else holds no value at all.
const BARE: [&str; 18] = [
    "-", "--", "---", "–", "—", "−", ".", "..", "...", "…", "na", "n/a", "nan", "null", "#n/a", "#i/t", "(tom)",
    "(blank)",
];

/// Words that set a limit, in small letters.
const LIMITS: [&str; 17] = [
    "<=",
    ">=",
    "<",
    ">",
    "≤",
    "≥",
    "under ",
    "over ",
    "mindst ",
    "højst ",
    "færre end ",
    "mindre end ",
    "flere end ",
    "mere end ",
    "max ",
    "maks. ",
    "min. ",
];

/// The shape of a trimmed cell that is a mark.
pub(crate) fn shape(text: &str) -> Option<Shape> {
    if text.len() > LONGEST {
        return None;
    }
    let small = text.to_lowercase();
    let small = small.as_str();
    if MISSING.contains(&small) {
        return Some(Shape::Missing);
    }
    if SUPPRESSED.contains(&small) || small.starts_with("diskret") {
        return Some(Shape::Suppressed);
    }
    // A column that was too narrow on paper.
    if NOT_FINITE.contains(&small) || small.len() > 2 && small.bytes().all(|byte| byte == b'#') {
        return Some(Shape::NotFinite);
    }
    if is_limit(small) {
        return Some(Shape::Limit);
    }
    is_range(small).then_some(Shape::Range)
}

/// Whether a missing mark is one that is never a word.
pub(crate) fn is_bare(mark: &str) -> bool {
    BARE.contains(&mark.to_lowercase().as_str())
}

/// Whether a missing mark in a column of texts would pass for a category of its own: written by a program or a
/// statistical office, not by a person who leaves a field open with a dash.
pub(crate) fn is_of_program(mark: &str) -> bool {
    is_bare(mark) && mark.len() > 1 && !mark.starts_with(['-', '–', '—', '−'])
}

/// `<5`, `under 5`, `100+`.
fn is_limit(small: &str) -> bool {
    let number = LIMITS.iter().find_map(|limit| small.strip_prefix(limit)).or_else(|| small.strip_suffix('+'));
    number.map(str::trim).is_some_and(|number| {
        number.starts_with(|letter: char| letter.is_ascii_digit())
            && (number::shape(number).is_some() || dress::of(number).is_some())
    })
}

/// `1-4`, `5 – 9`, `1 til 4`: from less to more, without leading zeros.
fn is_range(small: &str) -> bool {
    let ends = ["-", "–", "−", " til ", ".."].iter().find_map(|mark| small.split_once(mark));
    let end = |text: &str| {
        let text = text.trim();
        let digits = !text.is_empty() && text.len() <= 6 && text.bytes().all(|byte| byte.is_ascii_digit());
        (digits && (text.len() == 1 || !text.starts_with('0'))).then(|| text.parse::<u32>().ok()).flatten()
    };
    ends.and_then(|(low, high)| Some(end(low)? < end(high)?)).unwrap_or(false)
}

/// Marks that the user says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct SaidMarks {
    missing: Vec<String>,
    suppressed: Vec<String>,
}

impl SaidMarks {
    /// The marks of a file, if any are said.
    pub(crate) fn of(missing: &[String], suppressed: &[String]) -> Option<Self> {
        let trimmed = |marks: &[String]| marks.iter().map(|mark| mark.trim().to_owned()).collect::<Vec<_>>();
        let marks = Self { missing: trimmed(missing), suppressed: trimmed(suppressed) };
        (!marks.missing.is_empty() || !marks.suppressed.is_empty()).then_some(marks)
    }

    /// The shape of a cell that holds one of them.
    pub(crate) fn shape(&self, cell: &str) -> Option<Shape> {
        let holds = |marks: &[String]| marks.iter().any(|mark| mark == cell.trim() && !mark.is_empty());
        match (holds(&self.missing), holds(&self.suppressed)) {
            (_, true) => Some(Shape::SaidSuppressed),
            (true, false) => Some(Shape::SaidMissing),
            (false, false) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{SaidMarks, shape};
    use crate::recognise::Shape;

    #[test]
    fn marks_are_told_apart() {
        let cases: [(&[&str], Option<Shape>); 6] = [
            (
                &["-", "..", ".", "…", "NA", "N/A", "#N/A", "#I/T", "(tom)", "i.o.", "Uoplyst", "?"],
                Some(Shape::Missing),
            ),
            (&["Diskret.", "DISKRETIONERET", "*", "(d)", "fortrolig"], Some(Shape::Suppressed)),
            (
                &["<5", "< 5", "<=4", "≤4", "under 5", "≥100", ">100", "100+", "<5 %", "over 1.000", "færre end 5"],
                Some(Shape::Limit),
            ),
            (&["1-4", "0-4", "5 – 9", "1 til 4", "100-199"], Some(Shape::Range)),
            (&["inf", "-Inf", "#DIV/0!", "#DIVISION/0!", "#VÆRDI!", "########"], Some(Shape::NotFinite)),
            (
                &["", "5", "<", "under", "+", "4-1", "01-04", "291008-0000", "1-4-5", "<fem", "C-vitamin", "ukendte"],
                None,
            ),
        ];
        for (texts, expected) in cases {
            for text in texts {
                assert_eq!(shape(text), expected, "{text}");
            }
        }
    }

    #[test]
    fn said_marks_are_known_whatever_they_look_like() {
        let said = SaidMarks::of(&["9999".into(), "ved ej".into()], &["0".into()]).expect("some are said");
        assert_eq!(said.shape(" 9999 "), Some(Shape::SaidMissing));
        assert_eq!(said.shape("0"), Some(Shape::SaidSuppressed));
        assert_eq!(said.shape("99"), None);
        assert_eq!(SaidMarks::of(&[], &[]), None);
    }
}
