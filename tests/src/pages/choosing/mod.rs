//! `docs/choosing.md`: which interval, which test, for people who evaluate.

mod picture;
mod questions;

use helhed::comparisons;
use helhed::design::Language;
use helhed::report::manual::{self, Page};

use super::calibration::{Summary, percent};
use super::methods::anchor;
use super::{head, row, table};
use crate::calibration::measured;
use questions::{QUESTIONS, Question};

/// Methods whose coverage cannot fall below the level, by their making.
const GUARANTEED: [&str; 5] =
    ["proportion/clopper_pearson", "proportion/blaker", "rate/exact", "ratio/exact", "odds_ratio/conditional"];

const LEAD: &str = "From the question to the method, in Danish first because the boards who ask are Danish. `hh.estimate`, \
                    `hh.compare` and `hh.before_after` take the\ndefault by themselves, and every number says which method it was and \
                    why; `method=` takes any other by its id.";

const RULES: &str = "\n## Four rules\n
1. **Choose before you look.** Write the method into the plan (`method` under `[comparison]`). A method chosen because its p-value is
   smaller makes the p-value mean nothing.
2. **The interval comes before the test.** The interval says how large the difference may be; the p-value of the same method says
   only whether it holds zero (for a ratio: one). In helhed the two never disagree.
3. **The same persons twice is another question.** A group before and the same group after need a paired method (`hh.paired`); the
   doors treat them as different persons and say so (W404).
4. **Guaranteed or near?** A guaranteed interval never holds the truth less often than its level says, and is wider for it. A near one
   (Wilson, Newcombe, Koopman) holds it about that often on average. [calibration.md](calibration.md) has the measurements.\n";

/// The page.
pub(super) fn text() -> String {
    let mut text = head("Which interval, which test", LEAD);
    text.push_str("\n## På dansk\n\n");
    let danish = ["Hvem", "Hvad måles", "Standardvalg", "Når noget andet er bedre"];
    text.push_str(&table(&danish, QUESTIONS.iter().map(danish_row)));
    text.push_str("\nEt standardvalg skrives sammen med tallet: *rate/byar, standardvalg fra 10 hændelser*.\n");
    text.push_str("\n## The picture\n\n![From the question to the default method](choosing.svg)\n");
    text.push_str(RULES);
    let mut told: Vec<&str> = Vec::new();
    for (title, picture, belongs) in sections() {
        let pages: Vec<&Page> = manual::pages().iter().filter(|page| belongs(&page.method.id)).collect();
        told.extend(pages.iter().map(|page| page.method.id.as_ref()));
        text.push_str(&section(title, picture, &pages));
    }
    let others: Vec<&Page> = manual::pages().iter().filter(|page| !told.contains(&page.method.id.as_ref())).collect();
    text + &section("Other questions", None, &others)
}

/// The decision picture.
pub(super) fn picture() -> String {
    picture::svg()
}

type Belongs = Box<dyn Fn(&str) -> bool>;

/// Sections with the picture of their calibration, and which methods belong to them.
fn sections() -> Vec<(&'static str, Option<&'static str>, Belongs)> {
    let family = |name: &'static str| -> Belongs { Box::new(move |id: &str| id.split('/').next() == Some(name)) };
    let any = |ids: Vec<&'static str>| -> Belongs { Box::new(move |id: &str| ids.contains(&id)) };
    vec![
        ("One share", Some("one_share"), family("proportion")),
        ("One rate", Some("one_rate"), family("rate")),
        ("One mean or median", Some("one_mean"), family("mean")),
        ("Two groups: shares", Some("two_shares"), any(ids(comparisons::by_id::proportions()))),
        ("Two groups: rates", Some("two_rates"), any(ids(comparisons::by_id::rates()))),
        ("Two groups: means", Some("two_means"), any(ids(comparisons::by_id::means()))),
        ("The same persons twice", None, family("paired")),
        ("Several strata", None, family("stratified")),
        ("Different ages", None, family("standardised")),
        ("Alike enough", None, family("equivalence")),
        ("Many p-values at once", None, family("multiplicity")),
    ]
}

fn ids<F>(methods: impl Iterator<Item = (&'static helhed::estimate::Method, F)>) -> Vec<&'static str> {
    methods.map(|(method, _)| method.id.as_ref()).collect()
}

fn danish_row(question: &Question) -> String {
    let default =
        |(id, da, _): &(&str, &str, &str)| if da.is_empty() { link(id) } else { format!("{} ({da})", link(id)) };
    let defaults: Vec<String> = question.defaults.iter().map(default).collect();
    let families = question.family.split(", ").map(|family| format!("`{family}`")).collect::<Vec<_>>().join(", ");
    row(&[question.group.0, question.measure.0, &format!("{}; {families}", defaults.join(", ")), question.otherwise])
}

/// The id, linked to its page where there is one.
fn link(id: &str) -> String {
    match manual::page(id) {
        Ok(page) => format!("[`{id}`](methods.md#{})", anchor(&page.title(Language::En))),
        Err(_) => format!("`{id}`"),
    }
}

fn section(title: &str, picture: Option<&str>, pages: &[&Page]) -> String {
    if pages.is_empty() {
        return String::new();
    }
    let headings = ["method", "title", "default", "guaranteed", "lowest", "mean", "when to use"];
    let mut text = format!("\n## {title}\n\n");
    if let Some(name) = picture {
        text.push_str(&format!("![Coverage curves: {title}](calibration/{name}.svg)\n\n"));
    }
    text + &table(&headings, pages.iter().map(|page| line(page)))
}

fn line(page: &Page) -> String {
    let id = page.method.id.as_ref();
    let yes = |is: bool| if is { "yes" } else { "" };
    let default = QUESTIONS.iter().flat_map(|question| question.defaults).find(|(default, ..)| *default == id);
    let default = default.map_or("", |(_, _, condition)| if condition.is_empty() { "yes" } else { condition });
    let rows = measured(id);
    let coverage = |part: fn(&Summary) -> f64| {
        if rows.is_empty() { String::new() } else { percent(part(&Summary::of(&rows))) }
    };
    let when = page.section("When to use").unwrap_or_default().replace('\n', " ");
    let (lowest, mean) = (coverage(|all| all.minimum), coverage(|all| all.mean));
    row(&[&link(id), &page.title(Language::En), default, yes(GUARANTEED.contains(&id)), &lowest, &mean, &when])
}

#[cfg(test)]
mod tests {
    use helhed::Level;
    use helhed::cells::{Block, Cells, MeanCell, ProportionCell, RateCell};
    use helhed::design::{Indicator, Measure};

    use super::*;

    fn chosen(measure: Measure, block: Block) -> Vec<String> {
        let indicator = Indicator::new("x", measure).expect("an indicator");
        let mut cells = Cells::new(["area"], [indicator]).expect("a table");
        for area in ["A", "B"] {
            cells.add(vec![area.into()], 0, &block).expect("a block");
        }
        let rows = comparisons::compare(&cells, "area", &"A".into(), &"B".into(), None, Level::P95).expect("rows");
        rows.iter().map(|row| row.method.id.to_string()).collect()
    }

    #[test]
    fn the_page_calls_default_what_the_doors_choose() {
        let rate = |events| Block::Rate(RateCell::from_counts(events, 100.0).expect("counts"));
        let per = || Measure::Rate { events: "x".into(), exposure: "t".into(), per: 1000.0 };
        let share = Block::Proportion(ProportionCell::from_counts(3.0, 10.0).expect("counts"));
        let mean = Block::Mean(MeanCell::from_values([1.0, 2.0, 4.0].map(Some)).expect("values"));
        let mut doors: Vec<String> = [
            chosen(Measure::Proportion { event: "x".into() }, share),
            chosen(per(), rate(9.0)),
            chosen(per(), rate(10.0)),
            chosen(Measure::Mean { value: "x".into() }, mean),
        ]
        .concat();
        doors.sort();
        doors.dedup();
        let of_doors = QUESTIONS.iter().filter(|question| ["One group", "Two groups"].contains(&question.group.1));
        let mut page: Vec<String> =
            of_doors.flat_map(|question| question.defaults).map(|(id, ..)| (*id).to_owned()).collect();
        page.sort();
        assert_eq!(doors, page);
    }

    #[test]
    fn what_is_called_guaranteed_was_never_measured_below() {
        for id in GUARANTEED {
            let rows = measured(id);
            assert!(rows.is_empty() || Summary::of(&rows).never_below(), "{id}");
        }
    }
}
