//! Funnels of many indicators at once.

use super::super::areas::{Figure, Kind};
use super::assess::{Assessment, Common, common};
use super::{Verdict, Widening};
use crate::cells::{ProportionCell, RateCell, is_count, is_exposure};
use crate::error::{Error, Fault, Place, Result, Spot, Within};

/// Funnels of many indicators over the same number of areas. Not-a-number stands for what is absent.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct FunnelColumns {
    /// Areas of each indicator.
    pub areas: usize,
    /// Target of each indicator: its events over its denominators.
    pub target: Vec<f64>,
    /// Factor of over-dispersion of each indicator.
    pub phi: Vec<f64>,
    /// Variance between areas of each indicator.
    pub tau2: Vec<f64>,
    /// Standard errors from the target, area by area of the first indicator, then of the next.
    pub z: Vec<f64>,
    /// The same, widened.
    pub z_adjusted: Vec<f64>,
    /// Where each area lies: 0 within, 1 outside the 95 and 2 outside the 99.8 percent limits, below zero if it is below
    /// the target. [`FunnelColumns::NONE`] without a verdict.
    pub verdict: Vec<i8>,
}

impl FunnelColumns {
    /// An area that has no verdict.
    pub const NONE: i8 = i8::MIN;
}

impl PartialEq for FunnelColumns {
    fn eq(&self, other: &Self) -> bool {
        let same =
            |a: &[f64], b: &[f64]| a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.to_bits() == b.to_bits());
        self.areas == other.areas
            && same(&self.target, &other.target)
            && same(&self.phi, &other.phi)
            && same(&self.tau2, &other.tau2)
            && same(&self.z, &other.z)
            && same(&self.z_adjusted, &other.z_adjusted)
            && self.verdict == other.verdict
    }
}

/// What one indicator fills.
struct Part<'a> {
    target: &'a mut f64,
    phi: &'a mut f64,
    tau2: &'a mut f64,
    z: &'a mut [f64],
    z_adjusted: &'a mut [f64],
    verdict: &'a mut [i8],
}

/// Places to work in, used again for the next indicator.
#[derive(Default)]
struct Work {
    figures: Vec<Option<Figure>>,
    scores: Vec<(f64, f64)>,
    sorted: Vec<f64>,
}

/// Funnels of shares or rates of many indicators, each with `areas` areas: events and denominators (units or exposure),
/// all areas of the first indicator, then those of the next. Not-a-number is missing. As [`funnel`](super::funnel), on as
/// many threads as there are processors; no number depends on how many.
///
/// # Errors
/// `H108` if the columns differ in length or are no whole number of indicators, `H405` for figures that are not shares or
/// rates; `H201`, `H202`, `H203`, `H204`, `H208` for what is no count, with its row.
pub fn funnels(kind: Kind, events: &[f64], sizes: &[f64], areas: usize, widening: Widening) -> Result<FunnelColumns> {
    if !matches!(kind, Kind::Proportion | Kind::Rate) {
        return Err(Error::new(Fault::NotComparable { measure: "ratios and values" }, Place::argument("kind")));
    }
    let rows = events.len();
    if sizes.len() != rows || areas == 0 || !rows.is_multiple_of(areas) {
        let right = if sizes.len() == rows { areas } else { sizes.len() };
        let fault = Fault::LengthsDiffer { left: rows as u64, right: right as u64 };
        return Err(Error::new(fault, Place::argument("denominator")));
    }
    let indicators = rows / areas;
    let blank = || vec![f64::NAN; indicators];
    let mut columns = FunnelColumns {
        areas,
        target: blank(),
        phi: blank(),
        tau2: blank(),
        z: vec![f64::NAN; rows],
        z_adjusted: vec![f64::NAN; rows],
        verdict: vec![FunnelColumns::NONE; rows],
    };
    let threads = if rows > 4096 { std::thread::available_parallelism().map_or(1, std::num::NonZero::get) } else { 1 };
    let mut parts = parts(&mut columns).enumerate().collect::<Vec<_>>();
    let share = indicators.div_ceil(threads).max(1);
    let work = |parts: &mut [(usize, Part<'_>)]| -> Result<()> {
        let mut work = Work::default();
        for (indicator, part) in parts {
            let rows = *indicator * areas..(*indicator + 1) * areas;
            fill(kind, widening, rows.start, (&events[rows.clone()], &sizes[rows]), part, &mut work)?;
        }
        Ok(())
    };
    std::thread::scope(|scope| {
        let mut pieces = parts.chunks_mut(share);
        let own = pieces.next();
        let others: Vec<_> = pieces.map(|piece| scope.spawn(move || work(piece))).collect();
        let mut first = own.map_or(Ok(()), work);
        for other in others {
            let found = other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
            first = first.and(found);
        }
        first
    })?;
    Ok(columns)
}

/// The columns, indicator by indicator.
fn parts(columns: &mut FunnelColumns) -> impl Iterator<Item = Part<'_>> {
    let areas = columns.areas;
    let singles = columns.target.iter_mut().zip(&mut columns.phi).zip(&mut columns.tau2);
    let z = columns.z.chunks_mut(areas).zip(columns.z_adjusted.chunks_mut(areas));
    singles
        .zip(z.zip(columns.verdict.chunks_mut(areas)))
        .map(|(((target, phi), tau2), ((z, z_adjusted), verdict))| Part { target, phi, tau2, z, z_adjusted, verdict })
}

fn fill(
    kind: Kind,
    widening: Widening,
    start: usize,
    (events, sizes): (&[f64], &[f64]),
    part: &mut Part<'_>,
    work: &mut Work,
) -> Result<()> {
    work.figures.clear();
    for (row, (amount, size)) in events.iter().zip(sizes).enumerate() {
        let figure = figure(kind, *amount, *size).within(|| Spot::Row((start + row) as u64 + 1))?;
        work.figures.push(figure);
    }
    let known = || work.figures.iter().flatten().copied();
    let chance = match common(kind, 1.0, known()) {
        Common::Target(chance) if known().nth(1).is_some() => chance,
        _ => return Ok(()),
    };
    let all = Assessment::new(chance, widening, known(), &mut work.scores, &mut work.sorted);
    *part.target = chance.target;
    *part.phi = all.overdispersion.phi.unwrap_or(f64::NAN);
    *part.tau2 = all.overdispersion.tau2.unwrap_or(f64::NAN);
    for (area, figure) in work.figures.iter().enumerate() {
        let Some(figure) = figure else { continue };
        let found = all.assess(figure);
        part.z[area] = found.z;
        part.z_adjusted[area] = found.z_adjusted;
        let size = match found.verdict {
            Verdict::Within => 0,
            Verdict::Outside95 => 1,
            Verdict::Outside998 => 2,
        };
        part.verdict[area] = if found.z < 0.0 { -size } else { size };
    }
    Ok(())
}

/// The figure of a row; nothing where it is missing or has no denominator.
fn figure(kind: Kind, amount: f64, size: f64) -> Result<Option<Figure>> {
    if amount.is_nan() || size.is_nan() {
        return Ok(None);
    }
    if kind == Kind::Proportion {
        if !(is_count(amount) & is_count(size) & (amount <= size)) {
            ProportionCell::from_counts(amount, size)?;
        }
    } else if !(is_count(amount) & is_exposure(size, amount)) {
        RateCell::from_counts(amount, size)?;
    }
    Ok((size > 0.0).then_some(Figure { amount, size, se: 0.0 }))
}
