//! The parts that errors are put together from, in Danish: reasons, kinds of content, expectations, cures.

mod how;
mod list;
mod reasons;

use crate::error::shown;

/// A part in Danish; as it is where it has no words in Danish, such as a value or the name of a type.
pub(super) fn danish(part: &str) -> String {
    if let Some(known) = known(part) {
        return known.to_owned();
    }
    for (start, danish_start, rest) in list::STARTS {
        if let Some(after) = part.strip_prefix(start) {
            return match rest {
                Some((end, danish_end)) => match after.strip_suffix(end) {
                    Some(inner) => format!("{danish_start}{inner}{danish_end}"),
                    None => continue,
                },
                None => format!("{danish_start}{}", danish(after)),
            };
        }
    }
    if let Some(filled) = filled(part) {
        return filled;
    }
    for (end, danish_end) in list::ENDS {
        if let Some(before) = part.strip_suffix(end) {
            return format!("{}{danish_end}", danish(before));
        }
    }
    example(part).unwrap_or_else(|| part.to_owned())
}

/// A part that is put together from a template.
fn filled(part: &str) -> Option<String> {
    list::TEMPLATES.iter().find_map(|(english, danish_words)| {
        let kept = kept(part, english)?;
        let mut pieces = danish_words.split("{}");
        let first = pieces.next().unwrap_or_default().to_owned();
        let fill = |text: String, (inside, piece): (&str, &str)| text + &danish(inside) + piece;
        Some(kept.into_iter().zip(pieces).fold(first, fill))
    })
}

/// What stands in the places of a template.
fn kept<'a>(part: &'a str, template: &str) -> Option<Vec<&'a str>> {
    let (first, rest) = template.split_once("{}")?;
    let mut left = part.strip_prefix(first)?;
    let mut kept = Vec::new();
    let mut pieces = rest.split("{}").peekable();
    while let Some(piece) = pieces.next() {
        let (inside, after) = match pieces.peek() {
            None => (left.strip_suffix(piece)?, ""),
            Some(_) => left.split_once(piece)?,
        };
        if inside.is_empty() {
            return None;
        }
        kept.push(inside);
        left = after;
    }
    Some(kept)
}

/// Parts that are joined by semicolons and commas, in Danish.
pub(super) fn joined(parts: &str) -> String {
    let whole = danish(parts);
    if whole != parts {
        return whole;
    }
    let each = |part: &str, mark: &str| part.split(mark).map(danish).collect::<Vec<_>>().join(mark);
    if parts.contains("; ") { each(parts, "; ") } else { each(parts, ", ") }
}

/// What is put together from several: `a date, as `03-04-2014` in row 3 is`, `04-13-2014 (row 5, the month first)`.
fn example(part: &str) -> Option<String> {
    if let Some((what, rest)) = part.split_once(", as `")
        && let Some((value, row)) = rest.strip_suffix(" is").and_then(|rest| rest.rsplit_once("` in row "))
    {
        return Some(format!("{}, som `{value}` i række {row} er", danish(what)));
    }
    if let Some((value, note)) = part.strip_suffix(')').and_then(|part| part.rsplit_once(" (")) {
        if let Some(note) = note.strip_prefix("row ") {
            let (row, note) = note.split_once(", ").map_or((note, None), |(row, note)| (row, known(note)));
            return Some(match note {
                Some(note) => format!("{value} (række {row}, {note})"),
                None => format!("{value} (række {row})"),
            });
        }
        return known(value).map(|value| format!("{value} ({note})"));
    }
    let (inside, found) = part.split_once("`: ")?;
    known(found).map(|found| format!("{inside}`: {found}"))
}

/// A part that is known by heart.
fn known(part: &str) -> Option<&'static str> {
    list::PARTS
        .iter()
        .chain(reasons::PARTS)
        .chain(how::PARTS)
        .find(|(english, _)| *english == part)
        .map(|(_, danish)| *danish)
}

/// Texts that are safe to show, as `a`, `b`.
pub(super) fn listed(texts: &[String]) -> String {
    texts.iter().map(|text| format!("`{text}`")).collect::<Vec<_>>().join(", ")
}

/// Texts from a file, as `a`, `b`.
pub(super) fn quoted(texts: &[String]) -> String {
    listed(&texts.iter().map(|text| shown(text)).collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_put_together_in_danish() {
        for (english, expected) in [
            ("a date, as `03-04-2014` in row 3 is", "en dato, som `03-04-2014` i række 3 er"),
            ("04-13-2014 (row 5, the month first)", "04-13-2014 (række 5, måneden først)"),
            ("dates (3)", "datoer (3)"),
            ("`a.csv`: a picture", "`a.csv`: et billede"),
            ("a zip, packed by gzip", "en zip-fil, pakket med gzip"),
            ("its part xl/workbook.xml cannot be unpacked", "dens del xl/workbook.xml kan ikke pakkes ud"),
            ("12,5 pct.", "12,5 pct."),
            (
                "its footer says 5 rows, and its row groups hold 7",
                "dens footer siger 5 rækker, og dens rækkegrupper indeholder 7",
            ),
            ("its only file is a picture", "dens eneste fil er et billede"),
            ("a cell holds `x` as a date", "en celle indeholder `x` som dato"),
            (
                "columns A, B are apart and end in different rows",
                "kolonnerne A, B står for sig og slutter i forskellige rækker",
            ),
            ("it parts 97 of 100 lines into 5 fields", "det deler 97 af 100 linjer i 5 felter"),
            ("columns", "columns"),
        ] {
            assert_eq!(danish(english), expected);
        }
        assert_eq!(joined("decimal comma, point between thousands"), "decimalkomma, punktum mellem tusinder");
    }

    #[test]
    fn no_part_stands_twice() {
        let mut names: Vec<_> =
            list::PARTS.iter().chain(reasons::PARTS).chain(how::PARTS).map(|(english, _)| english).collect();
        names.sort_unstable();
        assert!(names.windows(2).all(|pair| pair[0] != pair[1]));
    }
}
