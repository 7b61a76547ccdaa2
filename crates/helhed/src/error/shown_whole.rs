//! What our own words quote at length, such as the path of a file: whole, and as safe as a value that is shown.

use super::shown::shown;

/// The text as [`shown`] gives it, and not shortened.
///
/// ```
/// use helhed::error::shown_whole;
/// let path = format!("{}/291008-0000.csv\u{7}", "rapport".repeat(20));
/// assert_eq!(shown_whole(&path), format!("{}/******-****.csv\\u{{7}}", "rapport".repeat(20)));
/// ```
#[must_use]
pub fn shown_whole(text: &str) -> String {
    let mut whole = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        // The number of a person holds no letters, and letters hide nothing: what stands between them is masked piecewise.
        let letters = rest.find(|letter: char| !letter.is_alphabetic()).unwrap_or(rest.len());
        let (words, after) = rest.split_at(letters);
        let marks = after.find(char::is_alphabetic).unwrap_or(after.len());
        let (marks, after) = after.split_at(marks);
        whole.push_str(words);
        whole.push_str(&shown(marks));
        rest = after;
    }
    whole
}
