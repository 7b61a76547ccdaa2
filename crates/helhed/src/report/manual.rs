//! The manual: every method with its page, taken from the comment at the top of its file.

use crate::comparisons::{change, difference, ratio};
use crate::design::Language;
use crate::error::{Error, Fault, Place, Result, nearest};
use crate::estimate::Method;
use crate::estimates::{mean, proportion, rate, reported, total};
use crate::synthesis::{economy, equivalence, multiplicity, power};

/// The headings every page has, in this order.
pub const HEADINGS: [&str; 8] = [
    "What it estimates",
    "When to use",
    "Equation",
    "Interval",
    "Edge cases",
    "Example",
    "References",
    "Checked against",
];

/// A method and its page.
#[derive(Debug, Clone)]
pub struct Page {
    /// The method.
    pub method: &'static Method,
    title_da: &'static str,
    source: &'static str,
}

impl Page {
    /// The page in Markdown.
    #[must_use]
    pub fn text(&self) -> String {
        let comment = self.source.lines().take_while(|line| line.starts_with("//!"));
        let lines = comment
            .map(|line| line.strip_prefix("//!").unwrap_or(line))
            .map(|line| line.strip_prefix(' ').unwrap_or(line));
        lines.collect::<Vec<_>>().join("\n")
    }

    /// The title of the page. The page itself is in English.
    #[must_use]
    pub fn title(&self, language: Language) -> String {
        match language {
            Language::Da => self.title_da.to_owned(),
            Language::En => self.english_title(),
        }
    }

    fn english_title(&self) -> String {
        self.text().lines().next().unwrap_or_default().trim_start_matches("# ").to_owned()
    }

    /// The text under one of the [`HEADINGS`]; absent if the page lacks it.
    #[must_use]
    pub fn section(&self, heading: &str) -> Option<String> {
        let text = self.text();
        let body = text.split("\n## ").skip(1).find(|part| part.lines().next() == Some(heading))?;
        Some(body.lines().skip(1).collect::<Vec<_>>().join("\n").trim().to_owned())
    }
}

macro_rules! pages {
    ($($method:expr, $title_da:literal => $file:literal),+ $(,)?) => {
        &[$(Page { method: &$method, title_da: $title_da, source: include_str!(concat!("../", $file)) }),+]
    };
}

/// Every method, in the order of the flow.
#[must_use]
pub fn pages() -> &'static [Page] {
    const PAGES: &[Page] = pages![
        proportion::WILSON, "Wilson-interval for en andel" => "estimates/proportion/wilson.rs",
        proportion::CLOPPER_PEARSON, "Clopper-Pearson-interval for en andel (eksakt)" => "estimates/proportion/clopper_pearson.rs",
        rate::BYAR, "Byars interval for en rate" => "estimates/rate/byar.rs",
        rate::EXACT, "Eksakt Poisson-interval for en rate" => "estimates/rate/exact.rs",
        mean::T, "t-interval for et gennemsnit" => "estimates/mean/t.rs",
        total::COUNT, "Antal: en optælling uden interval" => "estimates/total.rs",
        total::MONEY, "Beløb: en sum uden interval" => "estimates/total.rs",
        reported::REPORTED, "Trykte tal, gengivet som publikationen har dem" => "estimates/reported.rs",
        difference::NEWCOMBE, "Newcombe-interval for en forskel mellem to andele" => "comparisons/difference/newcombe.rs",
        difference::WELCH, "Welch-interval for en forskel mellem to gennemsnit" => "comparisons/difference/welch.rs",
        ratio::KOOPMAN, "Koopman-interval for et forhold mellem to andele" => "comparisons/ratio/koopman.rs",
        ratio::EXACT, "Eksakt interval for et forhold mellem to rater" => "comparisons/ratio/exact.rs",
        change::PERCENT, "Ændring i procent" => "comparisons/change.rs",
        economy::COST_PER_OUTCOME, "Udgift pr. resultat" => "synthesis/economy/cost_per_outcome.rs",
        multiplicity::HOLM, "Holms justering af p-værdier" => "synthesis/multiplicity/holm.rs",
        multiplicity::HOCHBERG, "Hochbergs justering af p-værdier" => "synthesis/multiplicity/hochberg.rs",
        multiplicity::HOMMEL, "Hommels justering af p-værdier" => "synthesis/multiplicity/hommel.rs",
        multiplicity::BONFERRONI, "Bonferronis justering af p-værdier" => "synthesis/multiplicity/bonferroni.rs",
        multiplicity::BENJAMINI_HOCHBERG, "Benjamini og Hochbergs justering af p-værdier" => "synthesis/multiplicity/benjamini_hochberg.rs",
        multiplicity::BENJAMINI_YEKUTIELI, "Benjamini og Yekutielis justering af p-værdier" => "synthesis/multiplicity/benjamini_yekutieli.rs",
        multiplicity::ROMANO_WOLF, "Romano og Wolfs justering ved gentagne stikprøver" => "synthesis/multiplicity/romano_wolf.rs",
        equivalence::WELCH, "Ækvivalens af to gennemsnit (Welch)" => "synthesis/equivalence/welch.rs",
        equivalence::POOLED, "Ækvivalens af to gennemsnit (fælles varians)" => "synthesis/equivalence/pooled.rs",
        equivalence::PAIRED, "Ækvivalens af to gennemsnit for de samme personer" => "synthesis/equivalence/paired.rs",
        equivalence::RISK_DIFFERENCE, "Ækvivalens af to andele" => "synthesis/equivalence/risk_difference.rs",
        equivalence::RATE_RATIO, "Ækvivalens af to rater (eksakt)" => "synthesis/equivalence/rate_ratio.rs",
        power::TWO_PROPORTIONS, "Styrke for en sammenligning af to andele" => "synthesis/power/two_proportions.rs",
        power::TWO_RATES, "Styrke for en sammenligning af to rater" => "synthesis/power/two_rates.rs",
        power::CLUSTER_DESIGN, "Designeffekt af klynger" => "synthesis/power/cluster_design.rs",
        power::INTRACLASS, "Korrelation inden for klynger (variansanalyse)" => "synthesis/power/intraclass.rs",
        power::DIFFERENCE_IN_DIFFERENCES, "Styrke for difference in differences over områder" => "synthesis/power/difference_in_differences.rs",
    ];
    PAGES
}

/// The page of a method.
///
/// # Errors
/// `H302` with the nearest ids.
pub fn page(id: &str) -> Result<&'static Page> {
    pages().iter().find(|page| page.method.id == id).ok_or_else(|| {
        let nearest = nearest(id, pages().iter().map(|page| page.method.id.as_ref()));
        Error::new(Fault::UnknownMethod { id: id.to_owned(), nearest }, Place::argument("id"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_has_every_heading_in_order() {
        for page in pages() {
            let text = page.text();
            let found: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix("## ")).collect();
            assert_eq!(found, HEADINGS, "{}", page.method.id);
            for heading in HEADINGS {
                assert!(page.section(heading).is_some_and(|body| !body.is_empty()), "{} {heading}", page.method.id);
            }
        }
    }

    #[test]
    fn a_misspelt_method_is_refused_with_the_nearest() {
        let error = page("proportion/wilso").expect_err("misspelt");
        assert_eq!(error.code(), "H302");
        assert!(error.mend().contains("proportion/wilson"));
    }
}
