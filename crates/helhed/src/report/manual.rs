//! The manual: every method with its page, taken from the comment at the top of its file.

use crate::comparisons::{change, difference, effect_size, paired, ranks, ratio};
use crate::design::Language;
use crate::error::{Error, Fault, Place, Result, nearest};
use crate::estimate::Method;
use crate::estimates::{mean, proportion, rate, reported, total};
use crate::synthesis::{economy, power};

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
        difference::POOLED, "t-interval med fælles varians for en forskel mellem to gennemsnit" => "comparisons/difference/pooled.rs",
        difference::RATE_WALD, "Wald-interval for en forskel mellem to rater" => "comparisons/difference/rate_wald.rs",
        difference::RATE_MOVER, "MOVER-interval for en forskel mellem to rater" => "comparisons/difference/rate_mover.rs",
        difference::RATE_SCORE, "Score-interval for en forskel mellem to rater" => "comparisons/difference/rate_score.rs",
        ratio::KOOPMAN, "Koopman-interval for et forhold mellem to andele" => "comparisons/ratio/koopman.rs",
        ratio::EXACT, "Eksakt interval for et forhold mellem to rater" => "comparisons/ratio/exact.rs",
        ratio::EXACT_TEST, "Eksakt test af et forhold mellem to rater" => "comparisons/ratio/exact_test.rs",
        ratio::RATE_MID_P, "Mid-P-interval for et forhold mellem to rater" => "comparisons/ratio/rate_mid_p.rs",
        ratio::RATE_SCORE, "Score-interval for et forhold mellem to rater" => "comparisons/ratio/rate_score.rs",
        ratio::RATE_WALD, "Wald-interval for et forhold mellem to rater" => "comparisons/ratio/rate_wald.rs",
        effect_size::COHEN_D, "Cohens d" => "comparisons/effect_size/cohen_d.rs",
        effect_size::HEDGES_G, "Hedges' g" => "comparisons/effect_size/hedges_g.rs",
        effect_size::GLASS_DELTA, "Glass' delta" => "comparisons/effect_size/glass_delta.rs",
        effect_size::COHEN_DZ, "Cohens d for parrede forskelle" => "comparisons/effect_size/cohen_dz.rs",
        effect_size::COHEN_DAV, "Cohens d for par, med den gennemsnitlige spredning" => "comparisons/effect_size/cohen_dav.rs",
        ranks::RANK_SUM_EXACT, "Rangsumstest (eksakt)" => "comparisons/ranks/rank_sum.rs",
        ranks::RANK_SUM_NORMAL, "Rangsumstest (normalfordeling)" => "comparisons/ranks/rank_sum.rs",
        ranks::RANK_SUM_CORRECTED, "Rangsumstest (normalfordeling med kontinuitetskorrektion)" => "comparisons/ranks/rank_sum.rs",
        ranks::HODGES_LEHMANN, "Hodges-Lehmann-forskydning mellem to grupper" => "comparisons/ranks/hodges_lehmann.rs",
        paired::T, "Parret t-interval for en gennemsnitlig forskel" => "comparisons/paired/t.rs",
        paired::SIGNED_RANK_EXACT, "Fortegnsrangtest (eksakt)" => "comparisons/paired/signed_rank.rs",
        paired::SIGNED_RANK_NORMAL, "Fortegnsrangtest (normalfordeling)" => "comparisons/paired/signed_rank.rs",
        paired::SIGNED_RANK_CORRECTED, "Fortegnsrangtest (normalfordeling med kontinuitetskorrektion)" => "comparisons/paired/signed_rank.rs",
        paired::PSEUDOMEDIAN, "Hodges-Lehmanns pseudomedian af parrede forskelle" => "comparisons/paired/pseudomedian.rs",
        change::PERCENT, "Ændring i procent" => "comparisons/change.rs",
        economy::COST_PER_OUTCOME, "Udgift pr. resultat" => "synthesis/economy/cost_per_outcome.rs",
        power::TWO_MEANS, "Styrke for en t-test" => "synthesis/power/two_means.rs",
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
