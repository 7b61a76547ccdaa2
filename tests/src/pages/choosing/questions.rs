//! The questions an evaluator asks, and the default method of each.

/// A question with its default methods.
pub(super) struct Question {
    /// Whom it is about, Danish and English.
    pub(super) group: (&'static str, &'static str),
    /// What is measured, Danish and English.
    pub(super) measure: (&'static str, &'static str),
    /// Families of `hh` that answer it.
    pub(super) family: &'static str,
    /// Default methods, each with its condition in Danish and in English.
    pub(super) defaults: &'static [(&'static str, &'static str, &'static str)],
    /// When another method is the better one, in Danish.
    pub(super) otherwise: &'static str,
}

const ONE: (&str, &str) = ("Én gruppe", "One group");
const TWO: (&str, &str) = ("To grupper", "Two groups");
const SAME: (&str, &str) = ("Samme personer to gange", "Same persons twice");
const STRATA: (&str, &str) = ("Flere lag eller aldre", "Several strata or ages");
const SHARE: (&str, &str) = ("andel", "share");
const RATE: (&str, &str) = ("rate", "rate");
const MEAN: (&str, &str) = ("gennemsnit", "mean");

/// Every question, in the order of the picture.
pub(super) const QUESTIONS: [Question; 10] = [
    Question {
        group: ONE,
        measure: SHARE,
        family: "hh.proportion",
        defaults: &[("proportion/wilson", "", "")],
        otherwise: "Clopper-Pearson, når dækningen aldrig må komme under niveauet, fx i en påstand der vil blive anfægtet",
    },
    Question {
        group: ONE,
        measure: RATE,
        family: "hh.rate",
        defaults: &[
            ("rate/byar", "fra 10 hændelser", "from 10 events"),
            ("rate/exact", "under 10 hændelser", "below 10 events"),
        ],
        otherwise: "Overspredt eller klynget, når samme person kan have flere hændelser",
    },
    Question {
        group: ONE,
        measure: MEAN,
        family: "hh.mean",
        defaults: &[("mean/t", "", "")],
        otherwise: "Median eller bootstrap, når værdierne er skæve (indkomst, gæld) og få",
    },
    Question {
        group: TWO,
        measure: SHARE,
        family: "hh.difference, hh.ratio",
        defaults: &[("difference/newcombe", "forskel", "difference"), ("ratio/koopman", "forhold", "ratio")],
        otherwise: "Oddsratio kun når den efterspørges: betinget eksakt i små tabeller, ellers Woolf",
    },
    Question {
        group: TWO,
        measure: RATE,
        family: "hh.ratio, hh.difference",
        defaults: &[("ratio/exact", "forhold", "ratio")],
        otherwise: "Score eller mid-P, når det eksakte er for bredt; MOVER, når forskellen er spørgsmålet",
    },
    Question {
        group: TWO,
        measure: MEAN,
        family: "hh.difference",
        defaults: &[("difference/welch", "", "")],
        otherwise: "Rangtest og Hodges-Lehmann, når værdierne er skæve eller kun kan ordnes",
    },
    Question {
        group: SAME,
        measure: SHARE,
        family: "hh.paired",
        defaults: &[("paired/newcombe", "forskel", "difference"), ("paired/mcnemar_mid_p", "test", "test")],
        otherwise: "McNemars eksakte test, når p-værdien aldrig må være for lille; Stuart-Maxwell ved flere end to svar",
    },
    Question {
        group: SAME,
        measure: MEAN,
        family: "hh.paired",
        defaults: &[("paired/t", "", "")],
        otherwise: "Wilcoxons rangtest med pseudomedian, når ændringerne er skæve",
    },
    Question {
        group: STRATA,
        measure: SHARE,
        family: "hh.stratified",
        defaults: &[("stratified/mantel_haenszel_risk_difference", "forskel", "difference")],
        otherwise: "Breslow-Day eller Tarone først: er lagene enige om oddsratioen?",
    },
    Question {
        group: STRATA,
        measure: RATE,
        family: "hh.standardised",
        defaults: &[
            ("standardised/direct", "alder som standard", "age of a standard"),
            ("standardised/smr_byar", "observeret / forventet", "observed / expected"),
        ],
        otherwise: "Observerede over forventede (SMR), når området er for lille til egne aldersrater",
    },
];
