//! The true effects as tables and in words.

use std::sync::Arc;

use arrow_array::{ArrayRef, Float64Array, Int16Array, Int32Array, Int64Array, RecordBatch};
use helhed::error::Result;
use serde::Serialize;

use super::columns::{AreaCodes, table, words};
use super::programme::{Exposure, Listed, Status};
use super::recipe::Recipe;
use super::residence::Ground;
use super::school::EXAMS;
use super::truth::{BANDS, Sums, Truth};

const OUTCOMES: [&str; 4] = ["employed", "convicted", "mean_mark", "evicted"];
const STATUSES: [&str; 3] = ["programme", "neighbour", "clean"];
const DOSES: [&str; BANDS] = ["up to 1/3", "up to 2/3", "up to 1"];

/// Sums of an outcome in an area and a year.
struct Row {
    area: u16,
    year: usize,
    outcome: usize,
    sums: Sums,
}

fn rows(truth: &Truth) -> Vec<Row> {
    let outcomes = [&truth.employed, &truth.convicted, &truth.marks, &truth.evicted];
    let rows = outcomes.into_iter().enumerate().flat_map(|(outcome, sums)| {
        sums.iter().enumerate().map(move |(at, sums)| Row {
            area: (at / truth.years()) as u16,
            year: at % truth.years(),
            outcome,
            sums: *sums,
        })
    });
    rows.collect()
}

/// What the sums of an outcome are counted in.
fn unit(outcome: usize) -> f64 {
    if OUTCOMES[outcome] == "mean_mark" { f64::from(EXAMS) } else { 1.0 }
}

/// What an area is in a year: as of its third quarter.
fn status(exposure: &Exposure, area: u16, year: usize) -> Status {
    exposure.status(area, 4 * year + 2)
}

fn sums_of<'a>(sums: impl Iterator<Item = (&'a Sums, f64)> + Clone) -> [(&'static str, ArrayRef, bool); 4] {
    let number = |of: fn(&Sums) -> i64| -> ArrayRef {
        Arc::new(Float64Array::from_iter_values(sums.clone().map(|(sums, unit)| of(sums) as f64 / unit)))
    };
    let base = Int64Array::from_iter_values(sums.clone().map(|(sums, _)| sums.base as i64));
    let effect: Float64Array = sums.clone().map(|(sums, unit)| Some(sums.effect()? / unit)).collect();
    [
        ("base", Arc::new(base), false),
        ("with", number(|sums| sums.with), false),
        ("without", number(|sums| sums.without), false),
        ("effect", Arc::new(effect), true),
    ]
}

pub(super) fn areas(ground: &Ground<'_>, codes: &AreaCodes, exposure: &Exposure, truth: &Truth) -> Result<RecordBatch> {
    let rows = rows(truth);
    let [base, with, without, effect] = sums_of(rows.iter().map(|row| (&row.sums, unit(row.outcome))));
    let year = |row: &Row| ground.calendar.year_number(row.year);
    table([
        ("area", codes.column(rows.iter().map(|row| row.area))?, false),
        ("year", Arc::new(Int16Array::from_iter_values(rows.iter().map(year))), false),
        ("outcome", words(&OUTCOMES, rows.iter().map(|row| Some(row.outcome)))?, false),
        (
            "status",
            words(&STATUSES, rows.iter().map(|row| Some(status(exposure, row.area, row.year) as usize)))?,
            false,
        ),
        base,
        with,
        without,
        effect,
    ])
}

pub(super) fn participants(truth: &Truth) -> Result<RecordBatch> {
    let counted = |at: &usize| truth.participants[*at].base > 0;
    let rows: Vec<usize> = (0..truth.participants.len()).filter(counted).collect();
    let [base, with, without, effect] = sums_of(rows.iter().map(|at| (&truth.participants[*at], 1.0)));
    let since = Int32Array::from_iter_values(rows.iter().map(|at| (at % truth.years()) as i32));
    table([
        ("dose", words(&DOSES, rows.iter().map(|at| Some(at / truth.years())))?, false),
        ("years_since", Arc::new(since), false),
        base,
        with,
        without,
        effect,
    ])
}

pub(super) fn people(codes: &AreaCodes, programmes: &[Listed], truth: &Truth) -> Result<RecordBatch> {
    let counted = |at: &usize| truth.people[*at].base > 0;
    let rows: Vec<usize> = (0..truth.people.len()).filter(counted).collect();
    let [base, with, without, effect] = sums_of(rows.iter().map(|at| (&truth.people[*at], 1.0)));
    let since = Int32Array::from_iter_values(rows.iter().map(|at| (at % truth.years()) as i32));
    table([
        ("area", codes.column(rows.iter().map(|at| programmes[at / truth.years()].area as u16))?, false),
        ("years_since", Arc::new(since), false),
        base,
        with,
        without,
        effect,
    ])
}

/// A true effect in words and as a number.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Effect {
    /// Name.
    pub name: &'static str,
    /// What is compared with what, for whom.
    pub estimand: &'static str,
    /// What `base` counts.
    pub unit: &'static str,
    /// Units.
    pub base: u64,
    /// Mean outcome as it went.
    pub with: Option<f64>,
    /// Mean outcome as it would have gone.
    pub without: Option<f64>,
    /// The difference of the two; nothing where there is nobody it could be about.
    pub effect: Option<f64>,
}

/// The register in numbers, and what is true in it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Account {
    /// What it was made from.
    pub recipe: Recipe,
    /// Rows of each table.
    pub rows: Vec<(&'static str, u64)>,
    /// The true effects.
    pub effects: Vec<Effect>,
}

pub(super) fn effects(truth: &Truth, exposure: &Exposure) -> Vec<Effect> {
    let of = |outcome: &str, wanted: Status| {
        let mut total = Sums::default();
        for row in rows(truth) {
            if OUTCOMES[row.outcome] == outcome && status(exposure, row.area, row.year) == wanted {
                total += row.sums;
            }
        }
        total
    };
    let total = |all: &[Sums]| {
        let mut total = Sums::default();
        all.iter().for_each(|sums| total += *sums);
        total
    };
    let effect = |name, estimand, unit, sums: Sums, scale: f64| {
        let mean = |sum: i64| (sums.base > 0).then(|| sum as f64 / sums.base as f64 / scale);
        Effect {
            name,
            estimand,
            unit,
            base: sums.base,
            with: mean(sums.with),
            without: mean(sums.without),
            effect: sums.effect().map(|effect| effect / scale),
        }
    };
    vec![
        effect(
            "employment_place",
            "Share employed among residents aged 18-64 of areas whose programme has started, against the same persons \
             in the same dwellings and weeks, had there been no programme anywhere.",
            "person-weeks",
            of("employed", Status::Programme),
            1.0,
        ),
        effect(
            "employment_neighbours",
            "The same for residents of areas without a programme that border on one with.",
            "person-weeks",
            of("employed", Status::Neighbour),
            1.0,
        ),
        effect(
            "employment_activities",
            "Share employed among participants aged 18-64, in the weeks after their first course, wherever they live, \
             against the same weeks, had nobody taken part in activities while the programmes ran all the same.",
            "person-weeks",
            total(&truth.participants),
            1.0,
        ),
        effect(
            "employment_people",
            "Share employed among those who lived in an area when its programme started, were aged 18-64 then and are \
             so still, wherever they live, against the same weeks, had there been no programme anywhere.",
            "person-weeks",
            total(&truth.people),
            1.0,
        ),
        effect(
            "convictions",
            "Share convicted in a year among residents, on 1 January, of areas whose programme has started, who were \
             aged 15-29 then and lived through the year, against the same persons without the programme.",
            "person-years",
            of("convicted", Status::Programme),
            1.0,
        ),
        effect(
            "school",
            "Mean mark in the ninth form of pupils who live, on the day of the exams, in areas whose programme has \
             started, against the same pupils without it.",
            "pupils",
            of("mean_mark", Status::Programme),
            f64::from(EXAMS),
        ),
        effect(
            "evictions",
            "Evictions for each month of a tenancy in areas whose programme has started, against those and the ones \
             that were averted. An averted eviction counts once, in the month it would have come; the household \
             stays.",
            "tenancy-months",
            of("evicted", Status::Programme),
            1.0,
        ),
    ]
}
