//! A protected table in words: what may be published, and the account of it for those who publish.

use super::audit::{CellName, HiddenCell, Search, Why};
use super::interval::Range;
use super::protected::{Protected, Shown};
use crate::design::Language;
use crate::report::Table;

/// Stands where a count is hidden.
const MARK: &str = "·";

/// Hidden cells that the account shows, at most; all are in [`Audit`](super::Audit).
const MOST_LINES: usize = 20;

/// Names that a line of the account shows, at most.
const MOST_NAMES: usize = 3;

impl Protected {
    /// The table as people read it, with `·` where a count is hidden. This is what may be published.
    #[must_use]
    pub fn table(&self, language: Language) -> Table {
        let (total, threshold) = (in_words(language, "I alt", "Total"), self.audit().threshold.get());
        let names: Vec<String> = self.columns().iter().map(|name| format!("#{name}")).collect();
        let headings: Vec<&str> = [""].into_iter().chain(names.iter().map(String::as_str)).chain(["#"]).collect();
        let mut table = Table::new("", &headings);
        for (column, name) in table.columns.iter_mut().skip(1).zip(self.columns()) {
            name.clone_into(&mut column.heading);
        }
        if let Some(last) = table.columns.last_mut() {
            total.clone_into(&mut last.heading);
        }
        let shown: Vec<Shown> = self.cells().map(|(_, _, shown)| shown).collect();
        let names = self.rows().iter().map(String::as_str).chain([total]);
        let text = |shown: &Shown| shown.count().map_or_else(|| MARK.to_owned(), |count| count.to_string());
        for (name, line) in names.zip(shown.chunks(self.columns().len() + 1)) {
            table.rows.push([name.to_owned()].into_iter().chain(line.iter().map(text)).collect());
        }
        if !self.audit().hidden.is_empty() {
            table.notes.push(match language {
                Language::Da => {
                    format!("{MARK} Diskretioneret: færre end {threshold}, eller skjult for at beskytte et sådant tal.")
                }
                Language::En => format!("{MARK} Not shown: fewer than {threshold}, or hidden to protect such a count."),
            });
        }
        table
    }

    /// The account for those who publish: each hidden cell, why it is hidden, and what a reader can find out; its notes
    /// say what else must be known.
    #[must_use]
    pub fn account(&self, language: Language) -> Table {
        let say = |da: &'static str, en: &'static str| in_words(language, da, en);
        let audit = self.audit();
        let headings = [
            say("skjult celle", "hidden cell"),
            say("hvorfor", "why"),
            say("#af summerne", "#by the sums"),
            say("#med grænsen", "#with the threshold"),
            say("beskytter", "protects"),
        ];
        let mut table = Table::new(say("Hvad en læser kan regne ud", "What a reader can find out"), &headings);
        let line = |hidden: &HiddenCell| {
            vec![
                cell_in(&hidden.cell, language),
                why_in(hidden.why, language).to_owned(),
                range_in(hidden.range, language),
                range_in(hidden.range_with_rule, language),
                names_in(&hidden.protects, language),
            ]
        };
        table.rows.extend(audit.hidden.iter().take(MOST_LINES).map(line));
        let more = audit.hidden.len().saturating_sub(MOST_LINES);
        if more > 0 {
            table.notes.push(match language {
                Language::Da => format!("… og {more} skjulte celler til."),
                Language::En => format!("… and {more} more hidden cells."),
            });
        }
        table.notes.extend(self.notes(language));
        table
    }

    fn notes(&self, language: Language) -> Vec<String> {
        let (audit, threshold) = (self.audit(), self.audit().threshold.get());
        let mut notes = Vec::new();
        if audit.hidden.is_empty() {
            notes.push(match language {
                Language::Da => format!("Intet er skjult: intet tal er fra 1 til {}.", threshold - 1),
                Language::En => format!("Nothing is hidden: no count is from 1 to {}.", threshold - 1),
            });
        } else {
            notes.push(match (language, audit.search) {
                (Language::Da, Search::Exact) => "Intet andet valg skjuler mindre.",
                (Language::Da, Search::Greedy) => {
                    "Tabellen er for stor til at prøve alle valg: ingen af de skjulte celler kan undværes, men et andet valg kan \
                     skjule mindre."
                }
                (Language::En, Search::Exact) => "No other choice hides less.",
                (Language::En, Search::Greedy) => {
                    "The table is too large to try every choice: none of the hidden cells can be spared, but another choice may \
                     hide less."
                }
            }
            .to_owned());
            notes.push(in_words(
                language,
                "Det gælder denne tabel alene: sammenlign med andre tabeller over de samme personer, før den offentliggøres.",
                "This holds for this table alone: compare it with other tables of the same persons before it is published.",
            ).to_owned());
        }
        if audit.totals_withheld > 0 {
            notes.push(match language {
                Language::Da => format!("{} summer er skjult: skjulte celler var ikke nok.", audit.totals_withheld),
                Language::En => format!("{} totals are withheld: hidden cells were not enough.", audit.totals_withheld),
            });
        }
        let whole: Vec<CellName> = audit.whole_groups.iter().map(|group| group.cell.clone()).collect();
        if !whole.is_empty() {
            let names = names_in(&whole, language);
            notes.push(match language {
                Language::Da => format!(
                    "Alle i en gruppe er i samme celle ({names}): det siger noget om hver enkelt. Vurdér, om det må ud."
                ),
                Language::En => format!(
                    "All of a group are in one cell ({names}): that says something of each of them. Judge whether it may be published."
                ),
            });
        }
        notes
    }
}

fn in_words(language: Language, da: &'static str, en: &'static str) -> &'static str {
    match language {
        Language::Da => da,
        Language::En => en,
    }
}

fn why_in(why: Why, language: Language) -> &'static str {
    match why {
        Why::Primary => in_words(language, "lille tal", "small count"),
        Why::Secondary => in_words(language, "beskytter", "protects"),
    }
}

fn cell_in(cell: &CellName, language: Language) -> String {
    let total = in_words(language, "i alt", "total");
    let name = |name: &Option<String>| name.clone().unwrap_or_else(|| total.to_owned());
    format!("{}, {}", name(&cell.row), name(&cell.column))
}

fn names_in(cells: &[CellName], language: Language) -> String {
    let names: Vec<String> = cells.iter().take(MOST_NAMES).map(|cell| cell_in(cell, language)).collect();
    let more = cells.len().saturating_sub(MOST_NAMES);
    let more = if more > 0 { format!("; … {more}") } else { String::new() };
    names.join("; ") + &more
}

fn range_in(range: Range, language: Language) -> String {
    match (range.high, language) {
        (Some(high), _) => format!("{}-{high}", range.low),
        (None, Language::Da) => format!("{} eller flere", range.low),
        (None, Language::En) => format!("{} or more", range.low),
    }
}
