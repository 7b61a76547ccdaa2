//! Marks in place of a value: missing, suppressed, a limit, a range, or no number at all.

use super::{Shape, dress, number};

/// Bytes of the longest mark.
const LONGEST: usize = 40;

/// Words and signs of a missing value that begin with a byte (a letter of any case), or with a letter beyond ASCII.
fn missing(first: u8) -> &'static [&'static str] {
    match first {
        b'-' => &["-", "--", "---"],
        b'.' => &[".", "..", "..."],
        b':' => &[":"],
        b'?' => &["?"],
        b'(' => &["(tom)", "(blank)"],
        b'#' => &["#n/a", "#i/t"],
        b'n' => &["na", "n/a", "n.a.", "n.a", "nan", "null", "none"],
        b'x' => &["x"],
        b'i' => &["i.o.", "i.o", "ikke oplyst", "ingen oplysning"],
        b'u' => &["uoplyst", "ukendt"],
        b'v' => &["ved ikke"],
        b'm' => &["mangler", "missing"],
        b'e' => &["ej oplyst"],
        // As databases write it.
        b'\\' => &["\\n"],
        0xE2 => &["–", "—", "−", "…"],
        _ => &[],
    }
}

/// Words and signs of a suppressed value, by their first byte. What begins with `diskret` is one, too.
fn suppressed(first: u8) -> &'static [&'static str] {
    match first {
        b'*' => &["*", "**", "***"],
        b'(' => &["(c)", "(d)"],
        b'[' => &["[c]", "[d]"],
        b'c' => &["c", "confidential"],
        b'd' => &["d"],
        b'f' => &["fortrolig", "fortroligt"],
        b'a' => &["anonymiseret"],
        b's' => &["suppressed"],
        _ => &[],
    }
}

/// What no arithmetic can use: infinity, and the errors of spreadsheets in English and Danish.
fn not_finite(first: u8) -> &'static [&'static str] {
    match first {
        b'i' => &["inf", "infinity"],
        b'-' => &["-inf", "-infinity", "-∞"],
        b'+' => &["+inf", "+infinity", "+∞"],
        0xE2 => &["∞", "−∞"],
        b'#' => &[
            "#div/0!",
            "#division/0!",
            "#value!",
            "#værdi!",
            "#VÆRDI!",
            "#ref!",
            "#reference!",
            "#name?",
            "#navn?",
            "#num!",
            "#null!",
            "#nul!",
            "#overløb!",
            "#OVERLØB!",
            "#spill!",
            "#calc!",
        ],
        _ => &[],
    }
}

/// Missing marks, in small letters, that are words of no language: a column of nothing else holds no value at all.
const BARE: [&str; 19] = [
    "-", "--", "---", "–", "—", "−", ".", "..", "...", "…", "na", "n/a", "nan", "null", "#n/a", "#i/t", "(tom)",
    "(blank)", "\\n",
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
    let (first, last) = (text.as_bytes().first()?.to_ascii_lowercase(), *text.as_bytes().last()?);
    let limit = last == b'+' || matches!(first, b'<' | b'>' | 0xE2 | b'u' | b'o' | b'm' | b'h' | b'f');
    if limit && is_limit(text) {
        return Some(Shape::Limit);
    }
    if first.is_ascii_digit() && last.is_ascii_digit() && is_range(text) {
        return Some(Shape::Range);
    }
    word(text)
}

/// The shape of a trimmed cell that is a mark which names no number. Texts are many: this must cost next to nothing.
pub(crate) fn word(text: &str) -> Option<Shape> {
    let first = text.as_bytes().first()?.to_ascii_lowercase();
    let is = |known: &&str| known.eq_ignore_ascii_case(text);
    if missing(first).iter().any(is) {
        return Some(Shape::Missing);
    }
    let diskret = first == b'd'
        && text.len() <= LONGEST
        && text.get(..7).is_some_and(|start| start.eq_ignore_ascii_case("diskret"));
    if diskret || suppressed(first).iter().any(is) {
        return Some(Shape::Suppressed);
    }
    // Number signs only: a column that was too narrow on paper.
    let narrow = first == b'#' && text.len() > 2 && text.bytes().all(|byte| byte == b'#');
    (narrow || not_finite(first).iter().any(is)).then_some(Shape::NotFinite)
}

/// Whether a missing mark is one that is never a word.
pub(crate) fn is_bare(mark: &str) -> bool {
    BARE.contains(&mark.to_lowercase().as_str())
}

/// Whether a suppressed mark is one that is never a category: a word of disclosure control, or a count below a limit.
pub(crate) fn is_hidden(mark: &str) -> bool {
    mark.starts_with('<') || mark.get(..7).is_some_and(|start| start.eq_ignore_ascii_case("diskret"))
}

/// Whether a missing mark in a column of texts would pass for a category of its own: a word that programs write, not the
/// dash or the dots by which a person leaves a field open.
pub(crate) fn is_of_program(mark: &str) -> bool {
    is_bare(mark) && mark.contains(|letter: char| letter.is_alphanumeric())
}

/// `<5`, `under 5`, `100+`.
fn is_limit(text: &str) -> bool {
    let behind = |limit: &&'static str| {
        let (front, behind) = text.split_at_checked(limit.len())?;
        front.eq_ignore_ascii_case(limit).then_some(behind)
    };
    let number = LIMITS.iter().find_map(behind).or_else(|| text.strip_suffix('+'));
    number.map(str::trim).is_some_and(|number| {
        number.starts_with(|letter: char| letter.is_ascii_digit())
            && (number::shape(number).is_some() || dress::of(number).is_some())
    })
}

/// `1-4`, `5 – 9`, `1 til 4`: from less to more, without leading zeros.
fn is_range(text: &str) -> bool {
    let low = text.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(text.len());
    let between = text.get(low..).map(str::trim_start).unwrap_or_default();
    let high = ["-", "–", "−", "til "].iter().find_map(|mark| between.strip_prefix(mark));
    let ends = text.get(..low).zip(high);
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
