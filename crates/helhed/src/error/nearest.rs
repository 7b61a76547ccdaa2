//! The names nearest to a misspelt one.

/// Names as a list in backticks.
pub(crate) fn listed(names: &[String]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

/// `did you mean `a`, `b`? ` or nothing.
pub(crate) fn suggestion(names: &[String]) -> String {
    if names.is_empty() { String::new() } else { format!("did you mean {}? Otherwise ", listed(names)) }
}

/// The three candidates nearest to `found`: those that hold it whole, then those with the fewest edits. Candidates that
/// share nothing with it are left out.
#[must_use]
pub fn nearest<'a>(found: &str, candidates: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let wanted: Vec<char> = found.to_lowercase().chars().collect();
    let lowered: String = wanted.iter().collect();
    let mut ranked: Vec<(bool, usize, &str)> = candidates
        .into_iter()
        .filter_map(|candidate| {
            let name = candidate.to_lowercase();
            let letters: Vec<char> = name.chars().collect();
            let distance = edits(&wanted, &letters);
            let holds = !wanted.is_empty() && name.contains(&lowered);
            (distance < wanted.len().max(letters.len())).then_some((!holds, distance, candidate))
        })
        .collect();
    ranked.sort_unstable();
    ranked.into_iter().take(3).map(|(_, _, candidate)| candidate.to_owned()).collect()
}

/// Levenshtein distance.
fn edits(left: &[char], right: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (i, l) in left.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, r) in right.iter().enumerate() {
            let substituted = diagonal + usize::from(l != r);
            diagonal = row[j + 1];
            row[j + 1] = substituted.min(row[j] + 1).min(row[j + 1] + 1);
        }
    }
    row[right.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nearest_first_and_three_at_most() {
        let found = nearest("hou_evct", ["hou_evict", "hou_evict_oe", "hou_arrears", "hou_evict_share", "xyz"]);
        assert_eq!(found, ["hou_evict", "hou_evict_oe", "hou_arrears"]);
    }

    #[test]
    fn a_name_that_holds_the_text_comes_first() {
        let found = nearest("wilson", ["mean/t", "count/total", "proportion/wilson"]);
        assert_eq!(found[0], "proportion/wilson");
    }

    #[test]
    fn nothing_in_common_suggests_nothing() {
        assert!(nearest("qq", ["zz"]).is_empty());
    }
}
