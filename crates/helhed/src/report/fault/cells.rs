//! Why cells are not merged, in Danish.

use super::phrase::quoted;
use crate::error::{Difference, Input, shown, shown_whole, texts_apart};

/// Differences that a message names; more are counted.
const MOST: usize = 4;

/// Names of the fields of a definition, and the words that stand in them.
const WORDS: &[(&str, &str)] = &[
    ("version", "versionen"),
    ("measure", "måltypen"),
    ("Danish numerator", "den danske tæller"),
    ("English numerator", "den engelske tæller"),
    ("Danish denominator", "den danske nævner"),
    ("English denominator", "den engelske nævner"),
    ("Danish name", "det danske navn"),
    ("English name", "det engelske navn"),
    ("unit", "enheden"),
    ("direction", "retningen"),
    ("theme", "temaet"),
    ("recorder", "registreringen"),
    ("higher", "højere er bedre"),
    ("lower", "lavere er bedre"),
    ("neutral", "hverken højere eller lavere er bedre"),
    ("register", "register"),
    ("self-reported", "selvrapporteret"),
    ("survey", "spørgeskema"),
    ("proportion", "andel"),
    ("rate", "rate"),
    ("mean", "gennemsnit"),
    ("weighted_mean", "vægtet gennemsnit"),
    ("count", "antal"),
    ("money", "beløb"),
    ("share", "andel"),
    ("the shape", "formen"),
    ("the number of blocks in a cell", "antallet af blokke i en celle"),
];

/// Why two tables of cells are not merged.
pub(super) fn differ(differences: &[Difference], inputs: Option<&[Input; 2]>) -> String {
    let said: Vec<String> = differences.iter().take(MOST).map(|one| said(one, inputs)).collect();
    let more = differences.len().saturating_sub(MOST);
    let more = if more > 0 { format!("; og {more} mere") } else { String::new() };
    format!("cellerne kan ikke lægges sammen: {}{more}", said.join("; "))
}

/// What to do about all of it, each cure once.
pub(super) fn cures(differences: &[Difference]) -> String {
    let mut cures: Vec<String> = Vec::new();
    for cure in differences.iter().map(cure) {
        if !cures.contains(&cure) {
            cures.push(cure);
        }
    }
    cures.join("; ")
}

fn said(difference: &Difference, inputs: Option<&[Input; 2]>) -> String {
    let [left_in, right_in] = match inputs {
        Some(inputs) => inputs.each_ref().map(|input| format!(" i {}", named(input))),
        None => Default::default(),
    };
    let both = |left: &str, right: &str| format!("{left}{left_in} og {right}{right_in}");
    match difference {
        Difference::KeyColumns { left, right } => format!("nøglekolonnerne er {}", both(&names(left), &names(right))),
        Difference::KeyType { column, key } => {
            let (column, key) = (shown(column), shown(key));
            format!("`{key}` i nøglekolonnen `{column}` er et tal i den ene og en tekst i den anden")
        }
        Difference::Indicators { left, right } => format!("indikatorerne er {}", both(&names(left), &names(right))),
        Difference::Definition { indicator, field, left, right } => {
            let (left, right) = texts_apart(left, right);
            // Names, texts and versions are an organisation's own, whatever they say.
            let is_coded = ["measure", "unit", "direction", "recorder"].contains(field);
            let value = |text: String| match text.as_str() {
                "" => "ikke angivet".into(),
                coded if is_coded => danish(coded),
                _ => text,
            };
            format!("{} for indikatoren `{}` er {}", danish(field), shown(indicator), both(&value(left), &value(right)))
        }
        Difference::PeriodKind { column, left, right } => {
            let kinds = |kinds: &[&str]| kinds.iter().map(|kind| kind_of(kind)).collect::<Vec<_>>().join(", ");
            format!("perioderne i nøglekolonnen `{}` er {}", shown(column), both(&kinds(left), &kinds(right)))
        }
        Difference::Suppression { left, right } => {
            let rule = |below: &Option<u64>| match below {
                Some(below) => format!("dem på under {below}"),
                None => "ingen".into(),
            };
            format!("de celler, der er holdt tilbage, er {}", both(&rule(left), &rule(right)))
        }
        Difference::Other { what, left, right } => format!("{} er forskellig ({left} og {right})", danish(what)),
    }
}

fn cure(difference: &Difference) -> String {
    match difference {
        Difference::KeyColumns { .. } => "tæl alle med samme `by`".into(),
        Difference::KeyType { column, .. } => {
            format!("giv `{}` samme type i dem alle, tal eller tekst, og tæl igen", shown(column))
        }
        Difference::Indicators { .. } => "tæl alle med de samme indikatorer i samme rækkefølge".into(),
        Difference::Definition { .. } => "tæl alle med samme registerfil i samme version".into(),
        Difference::PeriodKind { .. } => "tæl alle efter samme slags periode".into(),
        Difference::Suppression { left, right } => {
            let most = left.max(right).unwrap_or_default();
            format!(
                "hold celler tilbage på samme måde i dem alle, `cells.withhold({most})`, eller bed om dem alle, som de blev talt"
            )
        }
        Difference::Other { .. } => "tæl begge med de samme indikatorer og samme `by`".into(),
    }
}

/// A word in Danish; as it is if it is somebody's own.
fn danish(word: &str) -> String {
    WORDS.iter().find(|(english, _)| *english == word).map_or(word, |(_, danish)| danish).to_owned()
}

fn named(input: &Input) -> String {
    match input {
        Input::Table(number) => format!("tabel {number}"),
        Input::File(name) => shown_whole(name),
    }
}

fn names(names: &[String]) -> String {
    if names.is_empty() { "ingen".into() } else { quoted(names) }
}

/// Several periods of a kind.
fn kind_of(kind: &str) -> &str {
    match kind {
        "year" => "år",
        "half-year" => "halvår",
        "quarter" => "kvartaler",
        "month" => "måneder",
        "week" => "uger",
        "school-year" => "skoleår",
        other => other,
    }
}
