//! Code page 850, in which DOS programs wrote Danish, and which `encoding_rs` does not hold.

/// The upper half, from 0x80. From the Unicode Consortium's table VENDORS/MICSFT/PC/CP850.TXT. Code page 865 has the Danish
/// letters in the same places.
const UPPER: [&str; 4] = [
    "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒ",
    "áíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐",
    "└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀",
    "ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{ad}±‗¾¶§÷¸°¨·¹³²■\u{a0}",
];

/// Appends bytes of code page 850 as text.
pub(super) fn decode(bytes: &[u8], into: &mut String) {
    let upper: Vec<char> = UPPER.iter().flat_map(|row| row.chars()).collect();
    into.extend(bytes.iter().map(|byte| match byte.checked_sub(0x80) {
        None => char::from(*byte),
        Some(at) => upper.get(usize::from(at)).copied().unwrap_or(char::REPLACEMENT_CHARACTER),
    }));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn danish_letters_of_dos() {
        let mut text = String::new();
        decode(b"S\x9blvh\x9bj, \x92rtebjerg, \x8fbrinken, \x91\x86 \x9d \x82", &mut text);
        assert_eq!(text, "Sølvhøj, Ærtebjerg, Åbrinken, æå Ø é");
        assert_eq!(UPPER.concat().chars().count(), 128);
    }
}
