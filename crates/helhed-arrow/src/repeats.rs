//! The few different texts of many rows: what is found out about one is found out for all rows that hold it.

/// A text that rows hold: which of them is the first, and how many they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Each {
    pub(crate) first: usize,
    pub(crate) count: u64,
}

/// The different texts of some rows, in the order of their first rows, and which of them each row holds.
#[derive(Debug)]
pub(crate) struct Repeats {
    pub(crate) codes: Vec<u16>,
    pub(crate) each: Vec<Each>,
}

/// Bytes of the longest text that is compared at once.
const LONGEST: usize = 32;
/// Different texts at most: more would not stay near a processor.
const MOST: usize = 4096;
/// Places where a text is looked for: a power of two.
const PLACES: usize = 2 * MOST;
/// Places that are tried for a text: texts made to collide must not take time.
const TRIES: usize = 64;
/// Rows after which it shows whether texts come again, and different texts among them up to which they do.
const TRIAL: usize = 1024;
const TRIAL_MOST: usize = 960;

/// The bytes of a text of up to 32 bytes: the first sixteen, the last sixteen of a longer one, and how many there are.
type Key = (u128, u128, usize);

impl Repeats {
    /// The code of a row without a text.
    pub(crate) const NONE: u16 = u16::MAX;

    /// The texts between these bytes, one a row; nothing if few of them come again, or some are long. A row without a
    /// text has the code [`Self::NONE`].
    pub(crate) fn of(text: &[u8], spans: impl Iterator<Item = Option<(usize, usize)>>, rows: usize) -> Option<Self> {
        let mut codes = Vec::with_capacity(rows);
        let mut each: Vec<Each> = Vec::new();
        let mut keys: Vec<Key> = Vec::new();
        let mut places = vec![0_u16; PLACES];
        for (row, span) in spans.enumerate() {
            if row == TRIAL && each.len() > TRIAL_MOST {
                return None;
            }
            let Some((start, end)) = span else {
                codes.push(Self::NONE);
                continue;
            };
            let key = key(text, start, end)?;
            let code = place(&key, &keys, &mut places)?;
            if let Some(seen) = each.get_mut(usize::from(code)) {
                seen.count += 1;
            } else if each.len() < MOST {
                each.push(Each { first: row, count: 1 });
                keys.push(key);
            } else {
                return None;
            }
            codes.push(code);
        }
        Some(Self { codes, each })
    }
}

#[inline]
fn key(text: &[u8], start: usize, end: usize) -> Option<Key> {
    let length = end.checked_sub(start)?;
    if length > LONGEST {
        return None;
    }
    let front = match text.get(start..start + 16).map(<[u8; 16]>::try_from) {
        Some(Ok(front)) if length >= 16 => u128::from_le_bytes(front),
        Some(Ok(front)) => u128::from_le_bytes(front) & ((1 << (8 * length)) - 1),
        _ => short(text.get(start..end.min(start + 16))?),
    };
    let back = if length > 16 { u128::from_le_bytes(text.get(end - 16..end)?.try_into().ok()?) } else { 0 };
    Some((front, back, length))
}

/// Few bytes, as the end of a text has them.
#[cold]
fn short(text: &[u8]) -> u128 {
    text.iter().rev().fold(0, |value, byte| value << 8 | u128::from(*byte))
}

/// The code of a text: that of the same one, or the next; nothing where too many others stand in its place.
#[inline]
fn place(key: &Key, keys: &[Key], places: &mut [u16]) -> Option<u16> {
    let mut at = hash(key) as usize % PLACES;
    for _ in 0..TRIES {
        let place = places.get_mut(at)?;
        match place.checked_sub(1) {
            None => {
                let code = u16::try_from(keys.len()).ok()?;
                *place = code.checked_add(1)?;
                return Some(code);
            }
            Some(code) if keys.get(usize::from(code)) == Some(key) => return Some(code),
            Some(_) => at = (at + 1) % PLACES,
        }
    }
    None
}

#[inline]
fn hash(key: &Key) -> u64 {
    const FACTORS: [u64; 3] = [0x9e37_79b9_7f4a_7c15, 0xc2b2_ae3d_27d4_eb4f, 0x1656_67b1_9e37_79f9];
    let (front, length) = (key.0, key.2 as u64);
    let mut sum = (front as u64 ^ length).wrapping_mul(FACTORS[0]);
    sum ^= ((front >> 64) as u64).wrapping_mul(FACTORS[1]).rotate_left(32);
    if length > 16 {
        sum ^= ((key.1 as u64) ^ ((key.1 >> 64) as u64).rotate_left(29)).wrapping_mul(FACTORS[2]);
    }
    (sum ^ (sum >> 29)).wrapping_mul(FACTORS[1]) >> 40
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{MOST, Repeats, TRIAL};

    /// The texts in one piece, and where each stands.
    fn laid_out(texts: &[String]) -> (Vec<u8>, Vec<(usize, usize)>) {
        let mut start = 0;
        let span = |text: &String| {
            start += text.len();
            (start - text.len(), start)
        };
        (texts.concat().into_bytes(), texts.iter().map(span).collect())
    }

    fn repeats(texts: &[String]) -> Option<Repeats> {
        let (text, spans) = laid_out(texts);
        Repeats::of(&text, spans.into_iter().map(Some), texts.len())
    }

    proptest! {
        #[test]
        fn every_row_has_the_code_of_its_text(texts in prop::collection::vec("[ab\u{0}æ]{0,3}|[ab]{15,18}|[ab]{30,32}", 0..60)) {
            let found = repeats(&texts).expect("they are short");
            prop_assert_eq!(found.codes.len(), texts.len());
            for (text, code) in texts.iter().zip(&found.codes) {
                let each = found.each[usize::from(*code)];
                prop_assert_eq!(text, &texts[each.first]);
                prop_assert_eq!(each.first, texts.iter().position(|other| other == text).expect("it is there"));
                prop_assert_eq!(each.count, texts.iter().filter(|other| *other == text).count() as u64);
            }
            prop_assert!(found.each.windows(2).all(|pair| pair[0].first < pair[1].first));
        }
    }

    #[test]
    fn texts_that_do_not_come_again_are_given_up() {
        let numbered =
            |rows: usize, different: usize| (0..rows).map(|row| format!("P{}", row % different)).collect::<Vec<_>>();
        assert!(repeats(&numbered(TRIAL + 1, TRIAL + 1)).is_none());
        assert_eq!(repeats(&numbered(3 * MOST, 900)).map(|found| found.each.len()), Some(900));
        assert!(repeats(&[vec!["x".to_owned(); TRIAL + 1], numbered(MOST + 1, MOST + 1)].concat()).is_none());
        assert!(repeats(&["x".repeat(33)]).is_none());
    }
}
