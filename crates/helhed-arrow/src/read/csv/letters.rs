//! What the letters of a text tell about its encoding.

/// An encoding of one byte a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SingleByte {
    /// Of Windows, and of ISO-8859-1 where the text does not use what sets them apart.
    Windows1252,
    /// Of DOS.
    Cp850,
    /// Of the old Macintosh.
    Macintosh,
}

/// An encoding with the reason for it.
pub(super) struct Judged {
    pub(super) encoding: SingleByte,
    /// Its name: ISO-8859-1 where no byte sets Windows-1252 apart.
    pub(super) name: &'static str,
    pub(super) why: &'static str,
    /// Whether another encoding is as likely for someone who cannot see the letters.
    pub(super) doubtful: bool,
}

/// Danish, Swedish, German and French letters of names, by encoding: æ ø å Æ Ø Å é ö ä ü Ö Ä Ü.
const WINDOWS: &[u8] = &[0xe6, 0xf8, 0xe5, 0xc6, 0xd8, 0xc5, 0xe9, 0xf6, 0xe4, 0xfc, 0xd6, 0xc4, 0xdc];
/// Without Æ: its place is that of the apostrophe of Windows, which stands between letters too.
const DOS: &[u8] = &[0x91, 0x9b, 0x86, 0x9d, 0x8f];
/// Without those of é and the like, whose places are letters in Windows too.
const MACINTOSH: &[u8] = &[0xbe, 0xbf, 0x8c, 0xae, 0xaf, 0x81];

/// Judges bytes that are no UTF-8 by what stands beside plain letters: a letter, or a sign that never does.
pub(super) fn judge(bytes: &[u8]) -> Judged {
    let mut counts = [0_u64; 3];
    let mut upper = false;
    let mut undefined = false;
    for (at, byte) in bytes.iter().enumerate().filter(|(_, byte)| !byte.is_ascii()) {
        upper |= (0x80..0xa0).contains(byte);
        undefined |= matches!(byte, 0x81 | 0x8d | 0x8f | 0x90 | 0x9d);
        let before = at.checked_sub(1).and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_alphabetic);
        let after = bytes.get(at + 1).is_some_and(u8::is_ascii_alphabetic);
        // A quotation mark opens before a word or closes after it; a letter of a word has letters on both sides, or is
        // its first.
        let quote = matches!(byte, 0x91 | 0x92) && !(before && after);
        for (count, letters) in counts.iter_mut().zip([WINDOWS, DOS, MACINTOSH]) {
            *count += u64::from((before || after) && !quote && letters.contains(byte));
        }
    }
    let [windows, dos, macintosh] = counts;
    let judged = |encoding, name, why, doubtful| Judged { encoding, name, why, doubtful };
    if dos > 2 * windows && dos >= macintosh {
        return judged(SingleByte::Cp850, "cp850", "no UTF-8, and Danish letters stand where DOS has them", true);
    }
    if macintosh > 2 * windows {
        let why = "no UTF-8, and Danish letters stand where the old Macintosh has them";
        return judged(SingleByte::Macintosh, "macintosh", why, true);
    }
    if undefined {
        let why = "no UTF-8, though some bytes are no letters in Windows-1252";
        return judged(SingleByte::Windows1252, "windows-1252", why, true);
    }
    if upper {
        let why = "no UTF-8, and signs such as quotation marks stand where Windows-1252 has them";
        return judged(SingleByte::Windows1252, "windows-1252", why, false);
    }
    let why = "no UTF-8, and the letters are those of Latin-1 (Windows-1252 would give the same)";
    judged(SingleByte::Windows1252, "iso-8859-1", why, false)
}

/// What a letter becomes whose UTF-8 is read as Windows-1252 or Latin-1.
const TWICE: &[(&str, &str)] = &[
    ("Ã¦", "æ"),
    ("Ã¸", "ø"),
    ("Ã¥", "å"),
    ("Ã†", "Æ"),
    ("Ã\u{86}", "Æ"),
    ("Ã˜", "Ø"),
    ("Ã\u{98}", "Ø"),
    ("Ã…", "Å"),
    ("Ã\u{85}", "Å"),
    ("Ã©", "é"),
    ("Ã‰", "É"),
    ("Ã¶", "ö"),
    ("Ã¤", "ä"),
    ("Ã¼", "ü"),
    ("Ãƒ", "Ã"),
    ("â€\u{201c}", "–"),
    ("â€™", "’"),
    ("â€œ", "“"),
    ("Â²", "²"),
    ("Â§", "§"),
    ("Â½", "½"),
];

/// How many letters of a text were encoded twice; a word with the first of them, and what it means; and where it stands.
pub(super) fn encoded_twice(text: &str) -> Option<(u64, String, String, usize)> {
    let bytes = text.as_bytes();
    let mut count = 0;
    let mut first = None;
    // Ã is C3 83, Â is C3 82 and â is C3 A2 in UTF-8; few texts hold the first byte often.
    for at in memchr::memchr_iter(0xc3, bytes) {
        if !matches!(bytes.get(at + 1), Some(0x83 | 0x82 | 0xa2)) {
            continue;
        }
        let rest = text.get(at..).unwrap_or_default();
        if TWICE.iter().any(|(found, _)| rest.starts_with(found)) {
            count += 1;
            first = first.or(Some(at));
        }
    }
    let at = first?;
    let word = word(text, at);
    let meant = TWICE.iter().fold(word.to_owned(), |word, (found, meant)| word.replace(found, meant));
    Some((count, word.to_owned(), meant, at))
}

/// How many letters of a text were lost; a word with the first of them; and where it stands.
pub(super) fn lost(text: &str) -> Option<(u64, String, usize)> {
    let mut found = memchr::memmem::find_iter(text.as_bytes(), "\u{fffd}".as_bytes());
    let at = found.next()?;
    Some((1 + found.count() as u64, word(text, at).to_owned(), at))
}

/// The word around a place, of forty letters at most on either side.
pub(super) fn word(text: &str, at: usize) -> &str {
    const MOST: usize = 40;
    let ends = |letter: char| letter.is_ascii_control() || matches!(letter, ' ' | ';' | ',' | '|' | '"');
    let before = text.get(..at).unwrap_or_default().char_indices().rev().take(MOST);
    let start = before.take_while(|(_, letter)| !ends(*letter)).last().map_or(at, |(place, _)| place);
    let rest = text.get(at..).unwrap_or_default().char_indices().take(MOST);
    let end =
        rest.take_while(|(_, letter)| !ends(*letter)).last().map_or(at, |(place, one)| at + place + one.len_utf8());
    text.get(start..end).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_tell_the_encoding() {
        for (bytes, name) in [
            (&b"S\xf8lvh\xf8j"[..], "iso-8859-1"),
            (b"S\xf8lvh\xf8j \x96 \x93nord\x94", "windows-1252"),
            (b"S\x9blvh\x9bj", "cp850"),
            (b"\x8fbrinken", "cp850"),
            (b"S\xbflvh\xbfj", "macintosh"),
            (b"\x81brinken; \x8crlig", "macintosh"),
            (b"d\x92Arc og \x91Huset\x92", "windows-1252"),
            (b"200 \x80", "windows-1252"),
            (b"m\xb2", "iso-8859-1"),
        ] {
            assert_eq!(judge(bytes).name, name, "{}", bytes.escape_ascii());
        }
    }

    #[test]
    fn honest_letters_are_left_alone() {
        for text in ["São Paulo; ÃO; Â; Côte d’Ivoire; â; Grão-Pará", "Rødgrød med fløde", ""] {
            assert_eq!(encoded_twice(text), None);
        }
        let (count, word, meant, at) = encoded_twice("0147;SÃ¸lvhÃ¸j;5\n").expect("twice");
        assert_eq!((count, word.as_str(), meant.as_str(), at), (2, "SÃ¸lvhÃ¸j", "Sølvhøj", 6));
        assert_eq!(lost("a;S\u{fffd}lvh\u{fffd}j"), Some((2, "S\u{fffd}lvh\u{fffd}j".into(), 3)));
    }
}
