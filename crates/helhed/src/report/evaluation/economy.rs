//! The economy of published programmes: what the counted outcomes would save, what each of them cost, and what cannot
//! be said.

use std::collections::BTreeSet;

use super::Evaluation;
use super::economy_tables::{costs, prices_table, savings, unsaid};
use super::published::methods;
use crate::design::{Language, PlannedCase, PlannedEconomy, Programme};
use crate::error::{EconomyFault, Error, Fault, Place, Result, TrackFault, nearest, shown};
use crate::estimate::{Estimate, Estimates, KeyPart, Level, Warning};
use crate::records::{Comparator, Figure, Observation, Published};
use crate::report::document::Section;
use crate::synthesis::economy::{Bound, Course, Economy, Payer, Per, Price, Ranged, Success};

/// A price of an outcome, and the figure that states it.
#[derive(Clone)]
pub(super) struct Stated<'a> {
    pub(super) figure: &'a Observation,
    pub(super) price: Price,
}

/// A programme with its outcome, what it saved by payer, and what each outcome cost.
pub(super) struct Costed<'a> {
    pub(super) programme: &'a Programme,
    pub(super) outcome: &'a Observation,
    pub(super) note: &'a str,
    /// By price: what the outcomes saved.
    pub(super) saved: Vec<(Stated<'a>, Estimate)>,
    /// What was spent, and what each outcome cost.
    pub(super) each: Option<(&'a Observation, f64, Estimate)>,
}

/// An evaluation of published programmes with a section on their economy. Their outcomes are gross: what they saved is an
/// upper bound, and says so.
///
/// # Errors
/// `H569` for a figure the data do not have, `H560` without a price year, `H006` for an unknown payer, `H562` for a price
/// below zero, `H102` for a price or cost that is no sum of money and an outcome that is no count, `H557` for a price or a
/// case that is there twice, `H204` for an outcome that is no whole number.
pub fn with_economy(
    evaluation: Evaluation,
    source: &Published,
    economy: &PlannedEconomy,
    level: Level,
    language: Language,
) -> Result<Evaluation> {
    let prices = economy
        .price
        .iter()
        .map(|planned| {
            let figure = money(figure(source, &planned.programme, &planned.figure)?, "figure")?;
            let payer = Payer::parse(&planned.payer)?;
            let price = priced(figure, Per::Outcome, payer, economy.price_year, bound(figure), source, language)?;
            Ok(Stated { figure, price })
        })
        .collect::<Result<Vec<_>>>()?;
    once(economy.price.iter().map(|price| (&price.programme, &price.figure)))?;
    once(economy.case.iter().map(|case| (&case.programme, &case.outcome)))?;
    let cases = economy
        .case
        .iter()
        .map(|case| costed(case, source, &prices, economy.price_year, level, language))
        .collect::<Result<Vec<_>>>()?;
    let mut section = Section::new("economy", language.pick("Økonomi: betaler det sig?", "Economy: does it pay?"))
        .paragraph(language.pick(
            "Der er her ikke regnet med en sammenligning. Antallet af resultater er derfor brutto: nogle var kommet alligevel. \
             Hvad der er sparet, er en øvre grænse, og hvad et resultat har kostet, er en nedre. Om en indsats betaler sig, \
             kræver hele dens udgift, prisen på et resultat og en sammenligning; hvad der mangler, står til sidst.",
            "No comparison is reckoned with here. The number of outcomes is therefore gross: some would have come \
             anyway. What is saved is an upper bound, and what an outcome cost is a lower bound. Whether a programme pays takes \
             its whole cost, the price of an outcome and a comparison; what is missing is listed last.",
        ));
    let note = economy.note.get(language);
    if !note.is_empty() {
        section = section.paragraph(note);
    }
    section = section
        .table(prices_table(&prices, source, language))
        .table(savings(&cases, language))
        .table(costs(&cases, language))
        .list(language.pick("Hvad der ikke kan siges", "What cannot be said"), unsaid(&cases, language));
    let Evaluation { mut document, estimates } = evaluation;
    let own = cases.into_iter().flat_map(|case| {
        let each = case.each.map(|(_, _, estimate)| estimate);
        case.saved.into_iter().map(|(_, estimate)| estimate).chain(each)
    });
    let estimates: Estimates = estimates.into_iter().chain(own).collect();
    // The economy stands before how the numbers were made, which now has its methods too.
    document.sections.retain(|one| one.id != "methods");
    document.sections.extend([section, methods(&estimates, language)]);
    Ok(Evaluation { document, estimates })
}

/// The figure of a programme that a plan names.
fn figure<'a>(source: &'a Published, programme: &'a str, name: &str) -> Result<&'a Observation> {
    source.observations_of(programme).find(|one| one.indicator == name).ok_or_else(|| {
        let nearest = nearest(name, source.observations_of(programme).map(|one| one.indicator.as_str()));
        let (programme, figure) = (programme.to_owned(), name.to_owned());
        Error::from(EconomyFault::FigureNotThere { programme, figure, nearest })
    })
}

/// Refuses what is named twice: the second would never be used, or counted once more.
fn once<'a>(names: impl Iterator<Item = (&'a String, &'a String)>) -> Result<()> {
    let mut seen = BTreeSet::new();
    for (programme, figure) in names {
        if !seen.insert((programme, figure)) {
            return Err(TrackFault::Twice { id: figure.clone() }.into());
        }
    }
    Ok(())
}

/// A figure that is a sum of money.
fn money<'a>(figure: &'a Observation, key: &str) -> Result<&'a Observation> {
    of_kind(figure, &[Figure::Money], "a figure that is a sum of money", key)
}

fn of_kind<'a>(
    figure: &'a Observation,
    kinds: &[Figure],
    expected: &'static str,
    key: &str,
) -> Result<&'a Observation> {
    if kinds.contains(&figure.figure) {
        return Ok(figure);
    }
    let found = format!("`{}`", shown(&figure.indicator));
    Err(Error::new(Fault::WrongType { expected, found }, Place::argument(key)))
}

/// The price of a name: that of the programme itself, else the only one.
fn stated<'s, 'a>(prices: &'s [Stated<'a>], programme: &str, name: &str) -> Result<&'s Stated<'a>> {
    let mut named = prices.iter().filter(|stated| stated.figure.indicator == *name);
    if let Some(own) = named.clone().find(|stated| stated.figure.programme == programme) {
        return Ok(own);
    }
    match (named.next(), named.next()) {
        (Some(only), None) => Ok(only),
        (Some(_), Some(_)) => Err(TrackFault::Twice { id: name.to_owned() }.into()),
        (None, _) => {
            let nearest = nearest(name, prices.iter().map(|stated| stated.figure.indicator.as_str()));
            let (programme, figure) = (programme.to_owned(), name.to_owned());
            Err(EconomyFault::FigureNotThere { programme, figure, nearest }.into())
        }
    }
}

/// The programme of a figure.
pub(super) fn programme_of<'a>(source: &'a Published, figure: &Observation) -> Option<&'a Programme> {
    source.programmes().iter().find(|programme| programme.id == figure.programme)
}

fn bound(figure: &Observation) -> Bound {
    match figure.comparator {
        Comparator::AtMost | Comparator::Below => Bound::AtMost,
        Comparator::AtLeast | Comparator::Above => Bound::AtLeast,
        Comparator::Exactly | Comparator::About => Bound::Exact,
    }
}

fn priced(
    figure: &Observation,
    per: Per,
    payer: Payer,
    year: Option<i32>,
    bound: Bound,
    source: &Published,
    language: Language,
) -> Result<Price> {
    // Money for each of something is printed with the whole sum as its numerator.
    let kroner = if per.is_cost() { figure.numerator.unwrap_or(figure.value) } else { figure.value };
    let from = programme_of(source, figure).map_or("", |programme| programme.source.as_str());
    let label = figure.label.get(language);
    Ok(Price::new(label, Ranged::fixed(kroner)?, per, payer, year, from)?.bounded(bound))
}

fn costed<'a>(
    case: &'a PlannedCase,
    source: &'a Published,
    prices: &[Stated<'a>],
    year: Option<i32>,
    level: Level,
    language: Language,
) -> Result<Costed<'a>> {
    let outcome = figure(source, &case.programme, &case.outcome)?;
    let counts = [Figure::Count, Figure::Proportion];
    let outcome = of_kind(outcome, &counts, "a figure that is a count or a share", "outcome")?;
    let programme = programme_of(source, outcome).ok_or_else(|| {
        Error::from(EconomyFault::FigureNotThere {
            programme: case.programme.clone(),
            figure: case.outcome.clone(),
            nearest: Vec::new(),
        })
    })?;
    let success = success(outcome)?;
    // A bound of a price or a cost has its own warning.
    let rough = outcome.approximate || outcome.comparator != Comparator::Exactly;
    let about = |money: &Observation| money.approximate || money.comparator == Comparator::About;
    let finished = |mut estimate: Estimate, payer: Option<Payer>, money: &Observation| {
        let part = |dimension: &str, value: &str| KeyPart { dimension: dimension.to_owned(), value: value.into() };
        estimate.key = vec![part("programme", &programme.id), part("outcome", &outcome.indicator)];
        estimate.key.extend(payer.map(|payer| part("payer", payer.name())));
        estimate.provenance.source = Some(programme.source.clone());
        if rough || about(money) { estimate.warned(Warning::ApproximateFigure) } else { estimate }
    };
    let mut saved = Vec::new();
    once(case.prices.iter().map(|name| (&case.programme, name)))?;
    for name in &case.prices {
        let stated = stated(prices, &case.programme, name)?.clone();
        let economy = Economy::new(success.clone(), [stated.price.clone()], Course::new(1)?, None, None)?;
        let estimate = finished(economy.saved(level)?, Some(stated.price.payer()), stated.figure);
        saved.push((stated, estimate));
    }
    let each = match &case.cost {
        None => None,
        Some(name) => {
            let figure = money(figure(source, &case.programme, name)?, "cost")?;
            let bound = if case.complete { bound(figure) } else { Bound::AtLeast };
            let spent = priced(figure, Per::Programme, Payer::Other, year, bound, source, language)?;
            let kroner = spent.kroner().value();
            let economy = Economy::new(success, [spent], Course::new(1)?, None, None)?;
            Some((figure, kroner, finished(economy.cost_per_outcome(level)?, None, figure)))
        }
    };
    Ok(Costed { programme, outcome, note: case.note.get(language), saved, each })
}

/// The outcomes of a published figure; always gross.
fn success(outcome: &Observation) -> Result<Success> {
    match (outcome.figure, outcome.numerator, outcome.denominator) {
        (Figure::Proportion, Some(numerator), Some(denominator)) => Success::gross(numerator, denominator),
        _ => Success::counted(outcome.value),
    }
}
