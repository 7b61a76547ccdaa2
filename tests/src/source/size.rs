//! How many lines of code a file has.

use super::{File, rust};

/// Lines that are neither blank nor comment nor documentation nor inline test.
#[must_use]
pub fn code_lines(file: &File) -> usize {
    if file.path.ends_with(".py") {
        return python_lines(&file.text);
    }
    rust::code(&file.text).lines().filter(|line| !line.trim().is_empty()).count()
}

fn python_lines(text: &str) -> usize {
    let mut count = 0;
    let mut docstring: Option<&str> = None;
    for line in text.lines().map(str::trim) {
        if let Some(quotes) = docstring {
            if line.ends_with(quotes) {
                docstring = None;
            }
            continue;
        }
        let opened = ["\"\"\"", "'''"].into_iter().find(|quotes| line.trim_start_matches('r').starts_with(quotes));
        if let Some(quotes) = opened {
            let rest = &line[line.find(quotes).map_or(0, |at| at + quotes.len())..];
            if !rest.ends_with(quotes) {
                docstring = Some(quotes);
            }
        } else if !line.is_empty() && !line.starts_with('#') {
            count += 1;
        }
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(path: &str, text: &str) -> usize {
        code_lines(&File { path: path.into(), text: text.into() })
    }

    #[test]
    fn only_code_is_counted() {
        assert_eq!(lines("a.rs", "//! A.\n\n/// B.\nfn b() {\n    // c\n    1;\n}\n#[cfg(test)]\nmod tests {\n}\n"), 3);
        assert_eq!(lines("a.py", "\"\"\"A.\n\nB.\n\"\"\"\n# c\n\ndef d():\n    \"\"\"E.\"\"\"\n    return 1\n"), 2);
        assert_eq!(lines("a.py", "x = \"\"\"\ntext\n\"\"\"\n"), 2);
    }
}
