//! What bytes show that are UTF-8 in part.

/// What the bytes of a block show that is not UTF-8 all through.
pub(super) struct Seen {
    /// Letters of several bytes.
    pub(super) letters: u64,
    /// Those among them that are of Latin languages, and the place of the first.
    pub(super) danish: u64,
    pub(super) first_danish: usize,
    /// Sequences that are no UTF-8, and the place of the first.
    pub(super) broken: u64,
    pub(super) first_broken: usize,
    /// Those among them that would be a Danish letter in Windows-1252.
    pub(super) latin: u64,
}

impl Seen {
    /// Counts them.
    pub(super) fn of(bytes: &[u8]) -> Self {
        let nowhere = bytes.len();
        let mut seen =
            Self { letters: 0, danish: 0, first_danish: nowhere, broken: 0, first_broken: nowhere, latin: 0 };
        let mut at = 0;
        for chunk in bytes.utf8_chunks() {
            let valid = chunk.valid().as_bytes();
            seen.letters += valid.iter().filter(|byte| **byte >= 0xc0).count() as u64;
            for place in memchr::memchr_iter(0xc3, valid) {
                if danish(valid.get(place + 1)) {
                    seen.danish += 1;
                    seen.first_danish = seen.first_danish.min(at + place);
                }
            }
            at += valid.len();
            if let Some(first) = chunk.invalid().first() {
                seen.broken += 1;
                seen.first_broken = seen.first_broken.min(at);
                seen.latin +=
                    u64::from(matches!(first, 0xe6 | 0xf8 | 0xe5 | 0xc6 | 0xd8 | 0xc5 | 0xe9 | 0xf6 | 0xe4 | 0xfc));
            }
            at += chunk.invalid().len();
        }
        seen
    }
}

/// Whether the second byte of UTF-8 after C3 makes a letter of Danish, Swedish, German or French.
pub(super) fn danish(second: Option<&u8>) -> bool {
    matches!(second, Some(0xa6 | 0xb8 | 0xa5 | 0x86 | 0x98 | 0x85 | 0xa9 | 0x89 | 0xb6 | 0xa4 | 0xbc))
}
