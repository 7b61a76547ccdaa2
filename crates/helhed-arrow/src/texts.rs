//! The texts of a column, whatever Arrow keeps them as.

use arrow_array::cast::AsArray;
use arrow_array::{Array, GenericStringArray, LargeStringArray, OffsetSizeTrait, StringArray, StringViewArray};
use arrow_schema::DataType;
use helhed::records::check::MISSING;

use crate::repeats::{Each, Repeats};

/// A column of texts.
pub(crate) enum Texts<'a> {
    Utf8(&'a StringArray),
    Large(&'a LargeStringArray),
    View(&'a StringViewArray),
    /// Texts that are kept once: which text each row has, and the texts.
    Dictionary(Vec<Option<usize>>, Box<Texts<'a>>),
}

impl<'a> Texts<'a> {
    /// The texts of an array; `None` if it holds none.
    pub(crate) fn of(array: &'a dyn Array) -> Option<Self> {
        Some(match array.data_type() {
            DataType::Utf8 => Self::Utf8(array.as_string()),
            DataType::LargeUtf8 => Self::Large(array.as_string()),
            DataType::Utf8View => Self::View(array.as_string_view()),
            DataType::Dictionary(_, _) => {
                let dictionary = array.as_any_dictionary();
                let texts = Self::of(dictionary.values().as_ref())?;
                if texts.is_empty() {
                    return Some(Self::Dictionary(vec![None; array.len()], Box::new(texts)));
                }
                let keys = dictionary.normalized_keys();
                let row = |(row, key): (usize, usize)| (!array.is_null(row)).then_some(key);
                Self::Dictionary(keys.into_iter().enumerate().map(row).collect(), Box::new(texts))
            }
            _ => return None,
        })
    }

    /// Number of rows.
    pub(crate) fn len(&self) -> usize {
        match self {
            Self::Utf8(array) => array.len(),
            Self::Large(array) => array.len(),
            Self::View(array) => array.len(),
            Self::Dictionary(keys, _) => keys.len(),
        }
    }

    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The text of a row, if it has one.
    pub(crate) fn get(&self, row: usize) -> Option<&'a str> {
        match self {
            Self::Utf8(array) => (row < array.len() && array.is_valid(row)).then(|| array.value(row)),
            Self::Large(array) => (row < array.len() && array.is_valid(row)).then(|| array.value(row)),
            Self::View(array) => (row < array.len() && array.is_valid(row)).then(|| array.value(row)),
            Self::Dictionary(keys, texts) => keys.get(row).copied().flatten().and_then(|key| texts.get(key)),
        }
    }

    /// Whether there can be a byte of a kind in any of its texts; texts that are shared with other rows count.
    pub(crate) fn any_byte(&self, is: impl Fn(u8) -> bool) -> bool {
        fn bytes<O: OffsetSizeTrait>(array: &GenericStringArray<O>) -> &[u8] {
            let offsets = array.value_offsets();
            let span = offsets.first().zip(offsets.last()).map(|(start, end)| start.as_usize()..end.as_usize());
            span.and_then(|span| array.value_data().get(span)).unwrap_or_default()
        }
        match self {
            Self::Utf8(array) => bytes(array).iter().any(|byte| is(*byte)),
            Self::Large(array) => bytes(array).iter().any(|byte| is(*byte)),
            Self::View(_) | Self::Dictionary(..) => true,
        }
    }

    /// Adds a code for each row; texts that are kept once are looked up once. No text is the code of a missing value.
    pub(crate) fn code(&self, codes: &mut Vec<u32>, mut of: impl FnMut(&'a str) -> u32) {
        match self {
            Self::Dictionary(keys, texts) => {
                let each: Vec<u32> = (0..texts.len()).map(|key| texts.get(key).map_or(MISSING, &mut of)).collect();
                let code = |key: &Option<usize>| key.and_then(|key| each.get(key).copied()).unwrap_or(MISSING);
                codes.extend(keys.iter().map(code));
            }
            texts => match texts.repeats() {
                Some(Repeats { codes: found, each }) => {
                    let each = each.iter().map(|one| texts.get(one.first).map_or(MISSING, &mut of));
                    let each: Vec<u32> = each.collect();
                    codes.extend(found.into_iter().map(|code| each.get(usize::from(code)).copied().unwrap_or(MISSING)));
                }
                None => codes.extend((0..texts.len()).map(|row| texts.get(row).map_or(MISSING, &mut of))),
            },
        }
    }

    /// The same as [`each`](Self::each), where the different texts may be known.
    pub(crate) fn each_of(&self, known: Option<&[Each]>, mut note: impl FnMut(&str, u64, u64)) {
        let Some(known) = known else { return self.each(note) };
        for Each { first, count } in known {
            self.get(*first).into_iter().for_each(|text| note(text, *count, *first as u64));
        }
    }

    /// Every text that is kept, with the number of rows that have it and the first of them.
    pub(crate) fn each(&self, mut note: impl FnMut(&str, u64, u64)) {
        match self {
            Self::Dictionary(keys, texts) => {
                let mut seen = vec![(0, 0); texts.len()];
                for (row, key) in (0..).zip(keys) {
                    if let Some((count, first)) = key.and_then(|key| seen.get_mut(key)) {
                        if *count == 0 {
                            *first = row;
                        }
                        *count += 1;
                    }
                }
                for (key, (count, first)) in seen.into_iter().enumerate().filter(|(_, (count, _))| *count > 0) {
                    texts.get(key).into_iter().for_each(|text| note(text, count, first));
                }
            }
            texts => match texts.repeats() {
                Some(Repeats { each, .. }) => {
                    for Each { first, count } in each {
                        texts.get(first).into_iter().for_each(|text| note(text, count, first as u64));
                    }
                }
                None => {
                    (0..texts.len())
                        .for_each(|row| texts.get(row).into_iter().for_each(|text| note(text, 1, row as u64)));
                }
            },
        }
    }

    /// The different texts, where they are few.
    pub(crate) fn repeats(&self) -> Option<Repeats> {
        fn of<O: OffsetSizeTrait>(array: &GenericStringArray<O>) -> Option<Repeats> {
            let offsets = array.value_offsets();
            let spans =
                offsets.iter().zip(offsets.iter().skip(1)).map(|(start, end)| (start.as_usize(), end.as_usize()));
            match array.nulls().filter(|nulls| nulls.null_count() > 0) {
                None => Repeats::of(array.value_data(), spans.map(Some), array.len()),
                Some(nulls) => {
                    let spans = spans.zip(nulls.iter()).map(|(span, valid)| valid.then_some(span));
                    Repeats::of(array.value_data(), spans, array.len())
                }
            }
        }
        match self {
            Self::Utf8(array) => of(array),
            Self::Large(array) => of(array),
            Self::View(_) | Self::Dictionary(..) => None,
        }
    }
}
