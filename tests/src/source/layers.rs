//! The order of the stages: no module of the core may use one further down the flow.

use super::rust;

/// The stages in the order of the flow; each may use those before it, and the leaves.
const STAGES: [&str; 7] = ["design", "records", "cells", "estimates", "comparisons", "synthesis", "report"];

/// The leaves, and what each of them may use.
const LEAVES: [(&str, &[&str]); 3] = [("numeric", &[]), ("error", &[]), ("estimate", &["error", "numeric"])];

/// A use of one module by another that runs against the flow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrow {
    /// Module that uses.
    pub from: String,
    /// Module, or unknown name, that is used.
    pub to: String,
}

/// The arrows that run back in a file of the core. `path` is counted from its `src`; `names` maps what the root
/// re-exports to its module.
#[must_use]
pub fn arrows_back(path: &str, text: &str, names: &[(String, String)]) -> Vec<Arrow> {
    let modules: Vec<&str> = path.trim_end_matches(".rs").trim_end_matches("/mod").split('/').collect();
    let from = modules[0];
    if from == "lib" {
        return Vec::new();
    }
    let code = rust::code(text);
    // As many steps up as there are modules lead to the root as well.
    let up = "super::".repeat(modules.len());
    let used = ["crate::", up.as_str()].into_iter().flat_map(|start| first_names(&code, start));
    let module = |name: String| names.iter().find(|(own, _)| *own == name).map_or(name, |(_, module)| module.clone());
    let mut arrows: Vec<Arrow> = Vec::new();
    for to in used.map(module) {
        let arrow = Arrow { from: from.to_owned(), to };
        if !allowed(&arrow) && !arrows.contains(&arrow) {
            arrows.push(arrow);
        }
    }
    arrows
}

fn allowed(arrow: &Arrow) -> bool {
    let (from, to) = (arrow.from.as_str(), arrow.to.as_str());
    let stage = |name: &str| STAGES.iter().position(|stage| *stage == name);
    let leaf = |name: &str| LEAVES.iter().find(|(leaf, _)| *leaf == name);
    match (stage(from), leaf(from)) {
        _ if from == to => true,
        (Some(from), _) => leaf(to).is_some() || stage(to).is_some_and(|to| to <= from),
        (None, Some((_, uses))) => uses.contains(&to),
        (None, None) => false,
    }
}

/// The first name of each path that begins with `start`, also inside braces: `a` and `b` of `crate::{a::X, b}`.
#[must_use]
pub fn first_names(code: &str, start: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, _) in code.match_indices(start) {
        let before = code[..at].chars().next_back();
        if before.is_some_and(|letter| letter.is_alphanumeric() || letter == '_' || letter == ':') {
            continue;
        }
        let rest = code[at + start.len()..].trim_start();
        match rest.strip_prefix('{') {
            Some(group) => found.extend(parts(group).iter().filter_map(|part| leading_name(part))),
            None => found.extend(leading_name(rest)),
        }
    }
    found
}

/// The parts of a brace group between its outermost commas.
fn parts(group: &str) -> Vec<&str> {
    let (mut depth, mut from) = (0_usize, 0);
    let mut found = Vec::new();
    for (at, letter) in group.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' if depth == 0 => {
                found.push(&group[from..at]);
                break;
            }
            '}' => depth -= 1,
            ',' if depth == 0 => {
                found.push(&group[from..at]);
                from = at + 1;
            }
            _ => {}
        }
    }
    found
}

fn leading_name(path: &str) -> Option<String> {
    let name: String =
        path.trim_start().chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect();
    Some(name).filter(|name| !name.is_empty() && name != "self" && name != "super")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_of_a_path_is_read() {
        let code =
            "use crate::{a::X, b::{c, d}, self, e as f}; use crate::g; fn h() -> crate::i::J { other_crate::k() }";
        assert_eq!(first_names(code, "crate::"), ["a", "b", "e", "g", "i"]);
    }
}
