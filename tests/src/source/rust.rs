//! Rust text without its comments, its literals and its tests.

/// The code alone: comments and every item under `#[cfg(test)]` are blanked, and the insides of text literals
/// filled in. Lines stay where they are.
#[must_use]
pub fn code(text: &str) -> String {
    let bare = blanked(text);
    tests(&bare).into_iter().rev().fold(bare, |text, (start, end)| blank(&text, start, end))
}

/// The items under `#[cfg(test)]`, as written.
#[must_use]
pub fn test_code(text: &str) -> String {
    let bare = blanked(text);
    let letters: Vec<char> = text.chars().collect();
    tests(&bare).into_iter().flat_map(|(start, end)| letters[start..end].iter()).collect()
}

/// Where the items under `#[cfg(test)]` start and end, in characters.
fn tests(bare: &str) -> Vec<(usize, usize)> {
    const MARK: &str = "#[cfg(test)]";
    let letters: Vec<char> = bare.chars().collect();
    let mark: Vec<char> = MARK.chars().collect();
    let mut found: Vec<(usize, usize)> = Vec::new();
    let mut at = 0;
    while at + mark.len() <= letters.len() {
        if letters[at..].starts_with(&mark) {
            let end = end_of_item(&letters, at + mark.len());
            found.push((at, end));
            at = end;
        } else {
            at += 1;
        }
    }
    found
}

/// An item ends at the brace that closes its first one, or at a semicolon before any.
fn end_of_item(letters: &[char], from: usize) -> usize {
    let mut depth = 0_usize;
    for (at, letter) in letters.iter().enumerate().skip(from) {
        match letter {
            '{' => depth += 1,
            '}' if depth <= 1 => return at + 1,
            '}' => depth -= 1,
            ';' if depth == 0 => return at + 1,
            _ => {}
        }
    }
    letters.len()
}

fn blank(text: &str, start: usize, end: usize) -> String {
    let blanked = |(at, letter): (usize, char)| if (start..end).contains(&at) && letter != '\n' { ' ' } else { letter };
    text.chars().enumerate().map(blanked).collect()
}

/// Stands for the insides of text literals, whose lines count as code.
const FILLER: char = '~';

/// What surrounds a character.
enum Within {
    Code,
    Line,
    Block(usize),
    Text,
    /// A raw string and the number of its hashes.
    Raw(usize),
}

fn blanked(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let next = |at: usize| letters.get(at).copied().unwrap_or('\0');
    let mut bare = String::with_capacity(text.len());
    let mut within = Within::Code;
    let mut at = 0;
    while at < letters.len() {
        let letter = letters[at];
        let mut width = 1;
        let mut shown = letter;
        within = match within {
            Within::Code => match letter {
                '/' if next(at + 1) == '/' => {
                    shown = ' ';
                    Within::Line
                }
                '/' if next(at + 1) == '*' => {
                    width = 2;
                    shown = ' ';
                    Within::Block(1)
                }
                '"' => Within::Text,
                'r' if raw_hashes(&letters, at).is_some() => {
                    let hashes = raw_hashes(&letters, at).unwrap_or(0);
                    width = hashes + 2;
                    Within::Raw(hashes)
                }
                '\'' => {
                    width = character_width(&letters, at);
                    Within::Code
                }
                _ => Within::Code,
            },
            Within::Line if letter == '\n' => Within::Code,
            Within::Block(depth) if letter == '*' && next(at + 1) == '/' => {
                width = 2;
                shown = ' ';
                if depth == 1 { Within::Code } else { Within::Block(depth - 1) }
            }
            Within::Block(depth) if letter == '/' && next(at + 1) == '*' => {
                width = 2;
                shown = ' ';
                Within::Block(depth + 1)
            }
            Within::Text if letter == '\\' => {
                width = 2;
                shown = FILLER;
                Within::Text
            }
            Within::Text if letter == '"' => Within::Code,
            Within::Raw(hashes) if letter == '"' && (1..=hashes).all(|hash| next(at + hash) == '#') => {
                width = hashes + 1;
                Within::Code
            }
            inside => {
                shown = if matches!(inside, Within::Text | Within::Raw(_)) { FILLER } else { ' ' };
                inside
            }
        };
        for (index, skipped) in letters[at..(at + width).min(letters.len())].iter().enumerate() {
            bare.push(if *skipped == '\n' {
                '\n'
            } else if index == 0 {
                shown
            } else {
                ' '
            });
        }
        at += width;
    }
    bare
}

/// Hashes of a raw string that starts here.
fn raw_hashes(letters: &[char], at: usize) -> Option<usize> {
    let joined = at > 0 && (letters[at - 1].is_alphanumeric() || letters[at - 1] == '_') && letters[at - 1] != 'b';
    let hashes = letters[at + 1..].iter().take_while(|letter| **letter == '#').count();
    (!joined && letters.get(at + 1 + hashes) == Some(&'"')).then_some(hashes)
}

/// Width of a character literal; 1 for the quote of a lifetime.
fn character_width(letters: &[char], at: usize) -> usize {
    match (letters.get(at + 1), letters.get(at + 2)) {
        (Some('\\'), _) => letters[at + 3..].iter().position(|letter| *letter == '\'').map_or(1, |end| end + 4),
        (Some(_), Some('\'')) => 3,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = concat!(
        "//! crate::report\n",
        "use crate::cells; // crate::report\n",
        "const A: &str = \"crate::report // not a comment\"; /* crate::report /* nested */ { */\n",
        "const B: &str = r#\"crate::report \"quoted\" { \"#; const Q: char = '\"'; fn f<'a>(x: &'a str) {}\n",
        "#[cfg(test)]\nmod tests { use crate::report; fn g() { let b = \"}\"; } }\n",
        "fn last() {}\n"
    );

    #[test]
    fn comments_literals_and_tests_are_blanked() {
        let code = code(TEXT);
        assert!(!code.contains("report"), "{code}");
        assert!(code.contains("use crate::cells") && code.contains("fn f<'a>(x: &'a str)"), "{code}");
        assert!(code.contains("fn last()"));
        assert_eq!(code.lines().count(), TEXT.lines().count());
    }

    #[test]
    fn tests_are_found_as_written() {
        assert_eq!(test_code(TEXT), "#[cfg(test)]\nmod tests { use crate::report; fn g() { let b = \"}\"; } }");
    }
}
