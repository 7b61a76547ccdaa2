//! The names nearest to a misspelt one.

/// Names as a list in backticks.
pub(crate) fn listed(names: &[String]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

/// `did you mean `a`, `b`? ` or nothing.
pub(crate) fn suggestion(names: &[String]) -> String {
    if names.is_empty() { String::new() } else { format!("did you mean {}? Otherwise ", listed(names)) }
}

/// The three candidates with the fewest edits from `found`, nearest first, leaving out those that share nothing with it.
#[must_use]
pub fn nearest<'a>(found: &str, candidates: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let wanted: Vec<char> = found.to_lowercase().chars().collect();
    let mut ranked: Vec<(usize, &str)> = candidates
        .into_iter()
        .map(|candidate| {
            let letters: Vec<char> = candidate.to_lowercase().chars().collect();
            (edits(&wanted, &letters), letters.len(), candidate)
        })
        .filter(|(distance, length, _)| *distance < wanted.len().max(*length))
        .map(|(distance, _, candidate)| (distance, candidate))
        .collect();
    ranked.sort_unstable();
    ranked.into_iter().take(3).map(|(_, candidate)| candidate.to_owned()).collect()
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
    fn nothing_in_common_suggests_nothing() {
        assert!(nearest("qq", ["zz"]).is_empty());
    }
}
