//! The manual: every method with its page, taken from the comment at the top of its file.

use crate::comparisons::regression;
use crate::comparisons::{change, did, difference, effect_size, odds_ratio, paired, ranks, ratio, stratified, table};
use crate::design::Language;
use crate::error::{Error, Fault, Place, Result, nearest};
use crate::estimate::Method;
use crate::estimates::{inequality, mean, proportion, rate, reported, standardised, total};
use crate::synthesis::{chart, economy, equivalence, funnel, goal, multiplicity, pool, power, rank, shrink};

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
        proportion::WILSON_CC, "Wilson-interval med kontinuitetskorrektion for en andel" => "estimates/proportion/wilson_cc.rs",
        proportion::MID_P, "Mid-P-interval for en andel" => "estimates/proportion/mid_p.rs",
        proportion::BLAKER, "Blaker-interval for en andel (eksakt)" => "estimates/proportion/blaker.rs",
        proportion::AGRESTI_COULL, "Agresti-Coull-interval for en andel" => "estimates/proportion/agresti_coull.rs",
        proportion::JEFFREYS, "Jeffreys-interval for en andel" => "estimates/proportion/jeffreys.rs",
        proportion::JEFFREYS_EQUAL_TAILED, "Jeffreys-interval med lige haler for en andel" => "estimates/proportion/jeffreys_equal_tailed.rs",
        proportion::LOGIT, "Logit-interval for en andel" => "estimates/proportion/logit.rs",
        proportion::WALD, "Wald-interval for en andel" => "estimates/proportion/wald.rs",
        proportion::EFFECTIVE, "Interval for en andel med designeffekt" => "estimates/proportion/effective.rs",
        proportion::CLUSTERED, "Interval for en andel af personer i klynger" => "estimates/proportion/clustered.rs",
        proportion::BINOMIAL_TEST, "Eksakt binomialtest af en andel" => "estimates/proportion/binomial_test.rs",
        rate::BYAR, "Byars interval for en rate" => "estimates/rate/byar.rs",
        rate::EXACT, "Eksakt Poisson-interval for en rate" => "estimates/rate/exact.rs",
        rate::MID_P, "Mid-P-interval for en rate" => "estimates/rate/mid_p.rs",
        rate::SCORE, "Score-interval for en rate" => "estimates/rate/score.rs",
        rate::OVER_DISPERSED, "Interval for en rate med overspredning" => "estimates/rate/over_dispersed.rs",
        rate::CLUSTERED, "Interval for en rate af hændelser, der gentager sig hos personer" => "estimates/rate/clustered.rs",
        rate::POISSON_TEST, "Eksakt Poisson-test af en rate" => "estimates/rate/poisson_test.rs",
        mean::T, "t-interval for et gennemsnit" => "estimates/mean/t.rs",
        mean::WEIGHTED, "Vægtet gennemsnit med designbaseret interval" => "estimates/mean/weighted.rs",
        mean::BOOTSTRAP, "Bootstrap-interval (BCa) for et gennemsnit eller en fraktil" => "estimates/mean/bootstrap.rs",
        mean::QUANTILE, "Fraktil i en stikprøve" => "estimates/mean/quantile.rs",
        mean::ORDER_STATISTIC, "Interval for en fraktil ved ordnede værdier" => "estimates/mean/order_statistic.rs",
        standardised::DIRECT, "Direkte standardiseret rate (Dobson med Byars grænser)" => "estimates/standardised/direct.rs",
        standardised::DIRECT_EXACT, "Direkte standardiseret rate (Dobson med eksakte grænser)" => "estimates/standardised/direct_exact.rs",
        standardised::DIRECT_NORMAL, "Direkte standardiseret rate med normalinterval" => "estimates/standardised/direct_normal.rs",
        standardised::FAY_FEUER, "Direkte standardiseret rate med gammainterval (Fay og Feuer)" => "estimates/standardised/fay_feuer.rs",
        standardised::DIFFERENCE, "Forskel mellem to direkte standardiserede rater" => "estimates/standardised/difference.rs",
        standardised::RATIO, "Forhold mellem to direkte standardiserede rater" => "estimates/standardised/ratio.rs",
        standardised::SMR_BYAR, "Observerede over forventede hændelser, Byars interval" => "estimates/standardised/smr_byar.rs",
        standardised::SMR_EXACT, "Observerede over forventede hændelser, eksakt interval" => "estimates/standardised/smr_exact.rs",
        standardised::SMR_TEST, "Eksakt test af observerede mod forventede hændelser" => "estimates/standardised/smr_test.rs",
        standardised::CASE_MIX, "Observerede over forventede hændelser, justeret for sammensætning" => "estimates/standardised/case_mix.rs",
        inequality::SLOPE_INDEX, "Hældningsindeks for ulighed" => "estimates/inequality/slope_index.rs",
        inequality::RELATIVE_INDEX, "Relativt indeks for ulighed (Poisson)" => "estimates/inequality/relative_index.rs",
        inequality::RELATIVE_INDEX_LINEAR, "Relativt indeks for ulighed (ret linje)" => "estimates/inequality/relative_index_linear.rs",
        inequality::RELATIVE_INDEX_MEAN, "Hældningsindeks for ulighed i forhold til gennemsnittet" => "estimates/inequality/relative_index_mean.rs",
        inequality::CONCENTRATION_INDEX, "Koncentrationsindeks" => "estimates/inequality/concentration_index.rs",
        inequality::GINI, "Gini-koefficient" => "estimates/inequality/gini.rs",
        inequality::GINI_UNBIASED, "Gini-koefficient for en lille stikprøve" => "estimates/inequality/gini_unbiased.rs",
        inequality::THEIL_T, "Theils T for ulighed" => "estimates/inequality/theil_t.rs",
        inequality::THEIL_L, "Theils L for ulighed" => "estimates/inequality/theil_l.rs",
        total::COUNT, "Antal: en optælling uden interval" => "estimates/total.rs",
        total::MONEY, "Beløb: en sum uden interval" => "estimates/total.rs",
        reported::REPORTED, "Trykte tal, gengivet som publikationen har dem" => "estimates/reported.rs",
        difference::NEWCOMBE, "Newcombe-interval for en forskel mellem to andele" => "comparisons/difference/newcombe.rs",
        difference::MIETTINEN_NURMINEN, "Miettinen-Nurminen-interval for en forskel mellem to andele" => "comparisons/difference/miettinen_nurminen.rs",
        difference::AGRESTI_CAFFO, "Agresti-Caffo-interval for en forskel mellem to andele" => "comparisons/difference/agresti_caffo.rs",
        difference::WALD, "Wald-interval for en forskel mellem to andele" => "comparisons/difference/wald.rs",
        difference::WEIGHTED_MEANS, "Designbaseret interval for en forskel mellem to vægtede gennemsnit" => "comparisons/difference/weighted_means.rs",
        difference::WELCH, "Welch-interval for en forskel mellem to gennemsnit" => "comparisons/difference/welch.rs",
        difference::POOLED, "t-interval med fælles varians for en forskel mellem to gennemsnit" => "comparisons/difference/pooled.rs",
        difference::RATE_WALD, "Wald-interval for en forskel mellem to rater" => "comparisons/difference/rate_wald.rs",
        difference::RATE_MOVER, "MOVER-interval for en forskel mellem to rater" => "comparisons/difference/rate_mover.rs",
        difference::RATE_SCORE, "Score-interval for en forskel mellem to rater" => "comparisons/difference/rate_score.rs",
        ratio::KOOPMAN, "Koopman-interval for et forhold mellem to andele" => "comparisons/ratio/koopman.rs",
        ratio::MIETTINEN_NURMINEN, "Miettinen-Nurminen-interval for et forhold mellem to andele" => "comparisons/ratio/miettinen_nurminen.rs",
        ratio::KATZ, "Katz-interval for et forhold mellem to andele" => "comparisons/ratio/katz.rs",
        ratio::EXACT, "Eksakt interval for et forhold mellem to rater" => "comparisons/ratio/exact.rs",
        odds_ratio::CONDITIONAL, "Betinget eksakt interval for en oddsratio" => "comparisons/odds_ratio/conditional.rs",
        odds_ratio::MID_P, "Mid-P-interval for en oddsratio" => "comparisons/odds_ratio/mid_p.rs",
        odds_ratio::WOOLF, "Woolf-interval for en oddsratio" => "comparisons/odds_ratio/woolf.rs",
        odds_ratio::WOOLF_HALDANE, "Woolf-interval for en oddsratio med en halv lagt til hver celle" => "comparisons/odds_ratio/woolf_haldane.rs",
        odds_ratio::FISHER, "Fishers eksakte test af en 2 gange 2-tabel" => "comparisons/odds_ratio/fisher.rs",
        difference::CLUSTERED, "Forskel mellem to andele, når enhederne hører sammen i klynger" => "comparisons/difference/clustered.rs",
        difference::NUMBER_NEEDED, "Antal personer pr. hændelse (NNT) ud fra en forskel mellem andele" => "comparisons/difference/number_needed.rs",
        table::CHI_SQUARE, "Chi i anden-test af en tabel" => "comparisons/table/chi_square.rs",
        table::YATES, "Chi i anden-test af en 2 gange 2-tabel med Yates' korrektion" => "comparisons/table/yates.rs",
        table::CRAMERS_V, "Cramérs V for en tabel" => "comparisons/table/cramers_v.rs",
        stratified::MANTEL_HAENSZEL_ODDS_RATIO, "Mantel-Haenszels oddsratio over strata" => "comparisons/stratified/mantel_haenszel_odds_ratio.rs",
        stratified::MANTEL_HAENSZEL_RISK_RATIO, "Mantel-Haenszels forhold mellem andele over strata" => "comparisons/stratified/mantel_haenszel_risk_ratio.rs",
        stratified::MANTEL_HAENSZEL_RISK_DIFFERENCE, "Mantel-Haenszels forskel mellem andele over strata" => "comparisons/stratified/mantel_haenszel_risk_difference.rs",
        stratified::MANTEL_HAENSZEL_RATE_RATIO, "Mantel-Haenszels forhold mellem rater over strata" => "comparisons/stratified/mantel_haenszel_rate_ratio.rs",
        stratified::MANTEL_HAENSZEL_RATE_DIFFERENCE, "Mantel-Haenszels forskel mellem rater over strata" => "comparisons/stratified/mantel_haenszel_rate_difference.rs",
        stratified::PETO, "Petos oddsratio over tabeller" => "comparisons/stratified/peto.rs",
        stratified::MIETTINEN_NURMINEN, "Miettinen-Nurminens interval for en forskel mellem andele over strata" => "comparisons/stratified/miettinen_nurminen.rs",
        stratified::COCHRAN_MANTEL_HAENSZEL, "Cochran-Mantel-Haenszels test over strata" => "comparisons/stratified/cochran_mantel_haenszel.rs",
        stratified::COCHRAN_MANTEL_HAENSZEL_CORRECTED, "Cochran-Mantel-Haenszels test med kontinuitetskorrektion" => "comparisons/stratified/cochran_mantel_haenszel_corrected.rs",
        stratified::BRESLOW_DAY, "Breslow-Days test: er oddsratioen ens i alle strata?" => "comparisons/stratified/breslow_day.rs",
        stratified::TARONE, "Breslow-Days test med Tarones korrektion" => "comparisons/stratified/tarone.rs",
        paired::NEWCOMBE, "Newcombe-interval for en parret forskel mellem andele" => "comparisons/paired/newcombe.rs",
        paired::PHI, "Phi: sammenhængen mellem par" => "comparisons/paired/phi.rs",
        paired::RISK_RATIO, "Score-interval for et parret forhold mellem andele" => "comparisons/paired/risk_ratio.rs",
        paired::ODDS_RATIO, "Parret oddsratio med eksakt interval" => "comparisons/paired/odds_ratio.rs",
        paired::MCNEMAR_MID_P, "McNemars test, mid-P" => "comparisons/paired/mcnemar_mid_p.rs",
        paired::MCNEMAR_EXACT, "McNemars eksakte test" => "comparisons/paired/mcnemar_exact.rs",
        paired::MCNEMAR, "McNemars test" => "comparisons/paired/mcnemar.rs",
        paired::MCNEMAR_CORRECTED, "McNemars test med kontinuitetskorrektion" => "comparisons/paired/mcnemar_corrected.rs",
        paired::BOWKER, "Bowkers symmetritest" => "comparisons/paired/bowker.rs",
        paired::STUART_MAXWELL, "Stuart-Maxwells test: er fordelingen den samme begge gange?" => "comparisons/paired/stuart_maxwell.rs",
        ratio::EXACT_TEST, "Eksakt test af et forhold mellem to rater" => "comparisons/ratio/exact_test.rs",
        ratio::RATE_MID_P, "Mid-P-interval for et forhold mellem to rater" => "comparisons/ratio/rate_mid_p.rs",
        ratio::RATE_SCORE, "Score-interval for et forhold mellem to rater" => "comparisons/ratio/rate_score.rs",
        ratio::RATE_WALD, "Wald-interval for et forhold mellem to rater" => "comparisons/ratio/rate_wald.rs",
        effect_size::COHEN_D, "Cohens d for to grupper" => "comparisons/effect_size/cohen_d.rs",
        effect_size::HEDGES_G, "Hedges' g for to grupper" => "comparisons/effect_size/hedges_g.rs",
        effect_size::GLASS_DELTA, "Glass' delta for to grupper" => "comparisons/effect_size/glass_delta.rs",
        effect_size::COHEN_DZ, "Cohens d for parrede forskelle" => "comparisons/effect_size/cohen_dz.rs",
        effect_size::COHEN_DAV, "Cohens d for par, med den gennemsnitlige spredning" => "comparisons/effect_size/cohen_dav.rs",
        effect_size::COHEN_H, "Cohens h for to andele" => "comparisons/effect_size/cohen_h.rs",
        ranks::RANK_SUM_EXACT, "Rangsumstest for to grupper (eksakt)" => "comparisons/ranks/rank_sum.rs",
        ranks::RANK_SUM_NORMAL, "Rangsumstest for to grupper (normalfordeling)" => "comparisons/ranks/rank_sum.rs",
        ranks::RANK_SUM_CORRECTED, "Rangsumstest for to grupper (normalfordeling med kontinuitetskorrektion)" => "comparisons/ranks/rank_sum.rs",
        ranks::HODGES_LEHMANN, "Hodges-Lehmann-forskydning mellem to grupper" => "comparisons/ranks/hodges_lehmann.rs",
        paired::T, "Parret t-interval for en gennemsnitlig forskel" => "comparisons/paired/t.rs",
        paired::SIGNED_RANK_EXACT, "Fortegnsrangtest (eksakt)" => "comparisons/paired/signed_rank.rs",
        paired::SIGNED_RANK_NORMAL, "Fortegnsrangtest (normalfordeling)" => "comparisons/paired/signed_rank.rs",
        paired::SIGNED_RANK_CORRECTED, "Fortegnsrangtest (normalfordeling med kontinuitetskorrektion)" => "comparisons/paired/signed_rank.rs",
        paired::PSEUDOMEDIAN, "Hodges-Lehmanns pseudomedian af parrede forskelle" => "comparisons/paired/pseudomedian.rs",
        change::PERCENT, "Ændring i procent" => "comparisons/change.rs",
        did::GROUP_TIME, "Difference-in-differences efter startperiode, mod områder uden indsats endnu" => "comparisons/did/group_time.rs",
        pool::REML, "Tilfældige effekter ved restricted maximum likelihood" => "synthesis/pool/reml.rs",
        pool::COMMON_EFFECT, "Fælles effekt" => "synthesis/pool/common_effect.rs",
        pool::DERSIMONIAN_LAIRD, "Tilfældige effekter (DerSimonian og Laird)" => "synthesis/pool/dersimonian_laird.rs",
        pool::PAULE_MANDEL, "Tilfældige effekter (Paule og Mandel)" => "synthesis/pool/paule_mandel.rs",
        pool::ML, "Tilfældige effekter ved maximum likelihood" => "synthesis/pool/ml.rs",
        pool::HEDGES, "Tilfældige effekter (Hedges)" => "synthesis/pool/hedges.rs",
        pool::SIDIK_JONKMAN, "Tilfældige effekter (Sidik og Jonkman)" => "synthesis/pool/sidik_jonkman.rs",
        pool::EMPIRICAL_BAYES, "Tilfældige effekter ved empirisk Bayes" => "synthesis/pool/empirical_bayes.rs",
        pool::HUNTER_SCHMIDT, "Tilfældige effekter (Hunter og Schmidt)" => "synthesis/pool/hunter_schmidt.rs",
        pool::SUBGROUPS, "Undergrupper i en syntese" => "synthesis/pool/subgroups.rs",
        pool::EGGER, "Eggers test af små undersøgelser" => "synthesis/pool/egger.rs",
        chart::XMR, "XmR-diagram for enkelte værdier (seriediagram med kontrolgrænser)" => "synthesis/chart/xmr.rs",
        chart::P, "p-diagram for andele" => "synthesis/chart/p.rs",
        chart::P_PRIME, "p'-diagram for andele (Laney)" => "synthesis/chart/p_prime.rs",
        chart::U, "u-diagram for rater" => "synthesis/chart/u.rs",
        chart::U_PRIME, "u'-diagram for rater (Laney)" => "synthesis/chart/u_prime.rs",
        chart::C, "c-diagram for antal" => "synthesis/chart/c.rs",
        goal::LINEAR_PATH, "Status for et mål på en lige vej fra udgangspunktet" => "synthesis/goal/linear_path.rs",
        goal::ATTENDANCE, "Rækkevidde, dosis og andel i målgruppen ud fra fremmøde" => "synthesis/goal/attendance.rs",
        regression::LOGISTIC, "Logistisk regression" => "comparisons/regression/logistic.rs",
        regression::POISSON, "Poisson-regression" => "comparisons/regression/poisson.rs",
        regression::CASE_MIX, "Observerede over forventede hændelser i områder, ved regression på beboersammensætning" => "comparisons/regression/case_mix.rs",
        pool::META_REGRESSION, "Metaregression" => "synthesis/pool/meta_regression.rs",
        pool::ROBUST, "Flere effekter fra samme område: robust varians" => "synthesis/pool/robust.rs",
        pool::GLMM_PROPORTION, "Samlet andel ved en logistisk model med tilfældige områder" => "synthesis/pool/glmm.rs",
        economy::COST_PER_OUTCOME, "Udgift pr. resultat" => "synthesis/economy/cost_per_outcome.rs",
        economy::FIELLER, "Fiellers interval for et forhold mellem to skøn" => "synthesis/economy/fieller.rs",
        economy::COST_PER_NET_OUTCOME, "Udgift pr. vundet resultat" => "synthesis/economy/cost_per_net_outcome.rs",
        economy::INCREMENTAL_RATIO, "Merudgift pr. ekstra resultat (ICER)" => "synthesis/economy/increment.rs",
        economy::NET_BENEFIT, "Nettogevinst: sparet minus brugt" => "synthesis/economy/net_benefit.rs",
        economy::PAYER_SPLIT, "Nettogevinst fordelt på betalere" => "synthesis/economy/payer_split.rs",
        economy::BREAK_EVEN, "Balancepunkt: hvor mange resultater der skal til" => "synthesis/economy/break_even.rs",
        economy::ACCEPTABILITY, "Acceptkurve: sandsynlighed for, at det betaler sig" => "synthesis/economy/acceptability.rs",
        economy::TORNADO, "Følsomhed for ét tal ad gangen (tornado)" => "synthesis/economy/tornado.rs",
        economy::SIMULATED, "Følsomhed for alt på én gang (simuleret)" => "synthesis/economy/simulated.rs",
        power::SIMULATED_CLUSTERS, "Styrke for en sammenligning af klynger, simuleret" => "synthesis/power/simulated_clusters.rs",
        power::TWO_MEANS, "Styrke for en t-test" => "synthesis/power/two_means.rs",
        multiplicity::HOLM, "Holms justering af p-værdier" => "synthesis/multiplicity/holm.rs",
        multiplicity::HOCHBERG, "Hochbergs justering af p-værdier" => "synthesis/multiplicity/hochberg.rs",
        multiplicity::HOMMEL, "Hommels justering af p-værdier" => "synthesis/multiplicity/hommel.rs",
        multiplicity::BONFERRONI, "Bonferronis justering af p-værdier" => "synthesis/multiplicity/bonferroni.rs",
        multiplicity::BENJAMINI_HOCHBERG, "Benjamini og Hochbergs justering af p-værdier" => "synthesis/multiplicity/benjamini_hochberg.rs",
        multiplicity::BENJAMINI_YEKUTIELI, "Benjamini og Yekutielis justering af p-værdier" => "synthesis/multiplicity/benjamini_yekutieli.rs",
        multiplicity::ROMANO_WOLF, "Romano og Wolfs justering af p-værdier ved resampling" => "synthesis/multiplicity/romano_wolf.rs",
        equivalence::WELCH, "Ækvivalens af to gennemsnit (Welch)" => "synthesis/equivalence/welch.rs",
        equivalence::POOLED, "Ækvivalens af to gennemsnit (fælles varians)" => "synthesis/equivalence/pooled.rs",
        equivalence::PAIRED, "Ækvivalens af to gennemsnit for de samme personer" => "synthesis/equivalence/paired.rs",
        equivalence::RISK_DIFFERENCE, "Ækvivalens af to andele" => "synthesis/equivalence/risk_difference.rs",
        equivalence::RATE_RATIO, "Ækvivalens af to rater (eksakt)" => "synthesis/equivalence/rate_ratio.rs",
        power::TWO_PROPORTIONS, "Styrke for en sammenligning af to andele" => "synthesis/power/two_proportions.rs",
        power::TWO_RATES, "Styrke for en sammenligning af to rater" => "synthesis/power/two_rates.rs",
        power::CLUSTER_DESIGN, "Designeffekt af klynger" => "synthesis/power/cluster_design.rs",
        power::INTRACLASS, "Korrelation inden for klynger (variansanalyse)" => "synthesis/power/intraclass.rs",
        power::DIFFERENCE_IN_DIFFERENCES, "Styrke for difference-in-differences over områder" => "synthesis/power/difference_in_differences.rs",
        funnel::FUNNEL, "Tragtdiagram over områder" => "synthesis/funnel/plot.rs",
        funnel::FUNNEL_LIMITS, "Eksakte grænser i et tragtdiagram" => "synthesis/funnel/limits.rs",
        funnel::OVERDISPERSION, "Overspredning mellem områder" => "synthesis/funnel/overdispersion.rs",
        shrink::BETA_BINOMIAL, "Andele i områder, trukket ind mod hinanden (beta-binomial)" => "synthesis/shrink/beta_binomial.rs",
        shrink::GAMMA_POISSON, "Rater i områder, trukket ind mod hinanden (gamma-Poisson)" => "synthesis/shrink/gamma_poisson.rs",
        shrink::NORMAL, "Værdier i områder, trukket ind mod hinanden (normalfordeling)" => "synthesis/shrink/normal.rs",
        rank::RANK, "Områders plads blandt hinanden med usikkerhed" => "synthesis/rank/ranking.rs",
        rank::RANK_SETS, "Samtidige mængder af pladser" => "synthesis/rank/rank_sets.rs",
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
    fn no_method_is_listed_twice() {
        let mut ids: Vec<&str> = pages().iter().map(|page| &*page.method.id).collect();
        ids.sort_unstable();
        let twice: Vec<_> = ids.windows(2).filter(|pair| pair[0] == pair[1]).collect();
        assert!(twice.is_empty(), "{twice:?}");
    }

    #[test]
    fn a_misspelt_method_is_refused_with_the_nearest() {
        let error = page("proportion/wilso").expect_err("misspelt");
        assert_eq!(error.code(), "H302");
        assert!(error.mend().contains("proportion/wilson"));
    }
}
