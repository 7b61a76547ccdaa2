//! Names that differ only in how they are spelt. Nothing is merged.

use std::collections::HashMap;

use helhed::error::{is_invisible, shown};
use helhed::records::{Doubt, Notice};
use unicode_normalization::UnicodeNormalization;

use super::Column;
use super::distinct::{Distinct, distinct};

/// Different texts up to which a column holds categories.
const MOST: usize = 2_000;
/// Letters from which on one wrong letter is told from another word.
const LONG: usize = 8;
/// Letters up to which a text is a name. The work for slips of the pen grows with their square.
const LONGEST: usize = 80;
/// Pairs that are told for one column: who has more must clean the column anyway.
const TOLD: usize = 20;

/// Looks for categories that are spelt in two ways.
pub(super) fn look(column: &Column<'_>) -> Vec<Notice> {
    let Some(mut texts) = distinct(column, MOST) else { return Vec::new() };
    texts.retain(|one| one.text.chars().nth(LONGEST).is_none());
    let rows: u64 = texts.iter().map(|one| one.rows).sum();
    // Where most rows have a text of their own, they are sentences or names of persons, and no categories.
    if texts.len() > 50 && 2 * texts.len() as u64 > rows {
        return Vec::new();
    }
    let notice = |(one, other): (&Distinct, &Distinct)| {
        let doubt = Doubt::SpeltAlike {
            one: shown(&one.text),
            one_rows: one.rows,
            other: told(&other.text, &one.text),
            other_rows: other.rows,
        };
        Notice::new(doubt, column.table.place(Some(other.first), column.name))
    };
    pairs(&texts).into_iter().take(TOLD).map(notice).collect()
}

/// The other text as a message shows it: with its letters as numbers where it looks the same on a screen.
fn told(text: &str, other: &str) -> String {
    let same = |left: &str, right: &str| {
        left.nfc().eq(right.nfc()) || left.replace('\u{a0}', " ") == right.replace('\u{a0}', " ")
    };
    if !same(text, other) {
        return shown(text);
    }
    let letter =
        |letter: char| if letter.is_ascii() { letter.to_string() } else { letter.escape_unicode().to_string() };
    shown(&shown(text).chars().map(letter).collect::<String>())
}

/// Pairs of texts that are spelt alike, the one that comes first in the table first.
fn pairs(texts: &[Distinct]) -> Vec<(&Distinct, &Distinct)> {
    let keys: Vec<String> = texts.iter().map(|one| key(&one.text)).collect();
    let mut by_key: HashMap<&str, usize> = HashMap::new();
    let mut found = Vec::new();
    let mut ones = Vec::new();
    for (at, key) in
        keys.iter().enumerate().filter(|(_, key)| key.chars().filter(|one| one.is_alphabetic()).count() >= 2)
    {
        match by_key.get(key.as_str()) {
            Some(first) => found.push((&texts[*first], &texts[at])),
            None => {
                by_key.insert(key, at);
                ones.push(at);
            }
        }
    }
    let mut near: HashMap<String, Vec<usize>> = HashMap::new();
    for at in ones {
        let letters: Vec<char> = keys[at].chars().collect();
        if letters.len() < LONG {
            continue;
        }
        let mut others: Vec<usize> = Vec::new();
        let shorter = (0..=letters.len()).map(|skip| {
            letters
                .iter()
                .enumerate()
                .filter(|(place, _)| *place != skip)
                .map(|(_, letter)| *letter)
                .collect::<String>()
        });
        for without in shorter {
            let known = near.entry(without).or_default();
            others.extend(known.iter().copied());
            if known.last() != Some(&at) {
                known.push(at);
            }
        }
        others.sort_unstable();
        others.dedup();
        let alike = others.into_iter().filter(|other| *other != at && is_slip(&texts[*other].text, &texts[at].text));
        found.extend(alike.map(|other| (&texts[other], &texts[at])));
    }
    found.sort_by_key(|(_, other)| other.first);
    found
}

/// What is left of a name without case, spaces, hyphens, points and the ways to write Danish letters. Marks between digits
/// stay, and so does a minus: `18-24` is not `1824`, and `-2` is not `2`.
fn key(text: &str) -> String {
    let letters: Vec<char> = text.nfkc().filter(|letter| !is_invisible(*letter)).flat_map(char::to_lowercase).collect();
    let mut key = String::with_capacity(text.len());
    for (at, letter) in letters.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| letters.get(at));
        let after = letters.get(at + 1);
        let digit = |letter: Option<&char>| letter.is_some_and(|letter| letter.is_numeric());
        let dash = matches!(letter, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}');
        let soft = letter.is_whitespace()
            || dash
            || matches!(letter, '.' | ',' | ';' | ':' | '_' | '\'' | '"' | '´' | '`' | '’');
        let minus = dash && digit(after) && before.is_none_or(|before| before.is_whitespace());
        match letter {
            _ if soft && (digit(before) && digit(after) || minus) => key.push(if dash { '-' } else { *letter }),
            _ if soft => {}
            'æ' | 'ä' => key.push_str("ae"),
            'ø' | 'ö' => key.push_str("oe"),
            'å' => key.push_str("aa"),
            letter => key.push(*letter),
        }
    }
    key
}

/// Whether two names differ by one slip of the pen inside a long word: a letter too many, too few, another, or two that
/// changed places. The first letter makes another word (`ufaglært`), and so do digits and short words (`Blok A`, `Blok B`).
fn is_slip(left: &str, right: &str) -> bool {
    let words = |text: &str| -> Vec<Vec<char>> {
        text.to_lowercase().nfc().collect::<String>().split_whitespace().map(|word| word.chars().collect()).collect()
    };
    let (left, right) = (words(left), words(right));
    if left.len() != right.len() {
        return false;
    }
    let mut other = left.iter().zip(&right).filter(|(left, right)| left != right);
    match (other.next(), other.next()) {
        (Some((left, right)), None) => one_slip(left, right),
        _ => false,
    }
}

fn one_slip(left: &[char], right: &[char]) -> bool {
    if left.len().min(right.len()) < 6 || left.len().abs_diff(right.len()) > 1 {
        return false;
    }
    let same = left.iter().zip(right).take_while(|(left, right)| left == right).count();
    let ends =
        |left: &[char], right: &[char]| left.iter().rev().zip(right.iter().rev()).take_while(|(l, r)| l == r).count();
    let end = ends(left, right);
    let covered = |length: usize, changed: usize| same + end + changed >= length;
    let letters = |word: &[char]| {
        word.get(same..word.len().saturating_sub(end)).unwrap_or_default().iter().all(|one| one.is_alphabetic())
    };
    let swapped = left.len() == right.len()
        && same + 2 + end >= left.len()
        && left.get(same) == right.get(same + 1)
        && left.get(same + 1) == right.get(same);
    same > 0 && letters(left) && letters(right) && (swapped || covered(left.len().max(right.len()), 1))
}

#[cfg(test)]
mod tests {
    use super::{Distinct, pairs};

    fn alike(one: &str, other: &str) -> bool {
        let distinct = |text: &str, first: usize| Distinct { text: text.into(), rows: 1, first };
        !pairs(&[distinct(one, 0), distinct(other, 1)]).is_empty()
    }

    #[test]
    fn one_name_in_two_spellings() {
        for (one, other) in [
            ("Birkelunden", "birkelunden"),
            ("Birkelunden", "Birkelunden "),
            ("Nord Vest", "Nord\u{a0}Vest"),
            ("Åbrinken", "A\u{30a}brinken"),
            ("Aabrinken", "Åbrinken"),
            ("Sølvhøj", "Soelvhoej"),
            ("Nord-Vest", "Nord Vest"),
            ("Birkelunden", "Birkelunden."),
            ("Birkelunden", "Birkelundn"),
            ("Birkelunden", "Bikrelunden"),
            ("Birkelunden", "Birkelunde"),
            ("effektiv", "e\u{fb00}ektiv"),
            ("Blok-1", "Blok 1"),
        ] {
            assert!(alike(one, other), "{one} {other}");
            assert!(alike(other, one), "{other} {one}");
        }
    }

    #[test]
    fn two_names() {
        for (one, other) in [
            ("Blok 1", "Blok 2"),
            ("Afdeling 11", "Afdeling 12"),
            ("18-24", "1824"),
            ("18-24 år", "1-824 år"),
            ("-2 grader", "2 grader"),
            ("Afdeling A", "Afdeling B"),
            ("faglærte", "ufaglærte"),
            ("Mænd", "Mand"),
            ("Birkelunden", "Åbrinken"),
            ("Indsats 0001 – rådgivning", "Indsats 0002 – rådgivning"),
        ] {
            assert!(!alike(one, other), "{one} {other}");
        }
    }
}
