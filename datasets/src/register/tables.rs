//! The tables of a register, but for the weeks of the labour market.

use std::ops::Range;
use std::sync::Arc;

use arrow_array::{ArrayRef, BooleanArray, Float64Array, Int8Array, Int16Array, Int32Array, RecordBatch, StringArray};
use helhed::error::Result;

use super::area::Areas;
use super::arrears::{Month, rooms_and_rent};
use super::columns::{AreaCodes, days, table, words};
use super::conviction::{self, KINDS};
use super::household::NONE;
use super::labour::STATES;
use super::participation::Course;
use super::path::Paths;
use super::people::Latent;
use super::programme::Listed;
use super::residence::{Ground, Owed};
use super::school::{EXAMS, Exams};

const SEXES: [&str; 2] = ["man", "woman"];
const QUALIFICATIONS: [&str; 3] = ["none", "vocational", "higher"];
/// Age from which qualifications are known.
const QUALIFIED: i32 = 25;

/// Number of a person or a dwelling, from 1.
fn number(index: impl TryInto<i32>) -> i32 {
    index.try_into().map_or(i32::MAX, |index: i32| index.saturating_add(1))
}

fn whole(numbers: impl Iterator<Item = i32>) -> ArrayRef {
    Arc::new(Int32Array::from_iter_values(numbers))
}

pub(super) fn states() -> Result<RecordBatch> {
    table([
        ("code", Arc::new(Int8Array::from_iter_values(STATES.map(|(code, _, _)| code))), false),
        ("name_en", Arc::new(StringArray::from_iter_values(STATES.map(|(_, name, _)| name))), false),
        ("name_da", Arc::new(StringArray::from_iter_values(STATES.map(|(_, _, name)| name))), false),
    ])
}

pub(super) fn areas(ground: &Ground<'_>, codes: &AreaCodes, listed: &[Listed]) -> Result<RecordBatch> {
    let all = || 0..ground.areas.len();
    let programme = |area: usize| listed.iter().find(|listed| listed.area == area && listed.chosen);
    let year = |index: usize| Some(ground.calendar.year(index));
    let from = all().map(|area| programme(area).and_then(|one| year(one.runs(ground.calendar).0)));
    let to = all().map(|area| programme(area).and_then(|one| year(one.runs(ground.calendar).1 + 1)));
    table([
        ("area", codes.column(all().map(|area| area as u16))?, false),
        ("name", Arc::new(StringArray::from_iter_values(all().map(Areas::name))), false),
        ("municipality", Arc::new(StringArray::from_iter_values(all().map(Areas::municipality))), false),
        ("dwellings", whole(all().map(|area| ground.areas.dwellings_of(area).len() as i32)), false),
        ("programme_from", days(from), true),
        ("programme_to", days(to), true),
    ])
}

pub(super) fn neighbours(ground: &Ground<'_>, codes: &AreaCodes) -> Result<RecordBatch> {
    let pairs: Vec<(u16, u16)> = (0..ground.areas.len())
        .flat_map(|area| ground.areas.neighbours(area).into_iter().map(move |other| (area as u16, other as u16)))
        .collect();
    table([
        ("area", codes.column(pairs.iter().map(|pair| pair.0))?, false),
        ("neighbour", codes.column(pairs.iter().map(|pair| pair.1))?, false),
    ])
}

/// The lists of the rounds: the areas that did worst, and which of them got a programme.
pub(super) fn lists(ground: &Ground<'_>, codes: &AreaCodes, listed: &[Listed]) -> Result<RecordBatch> {
    let year = |listed: &Listed| ground.calendar.year_number(listed.year);
    table([
        ("decided", Arc::new(Int16Array::from_iter_values(listed.iter().map(year))), false),
        ("rank", whole(listed.iter().map(|one| one.rank as i32)), false),
        ("area", codes.column(listed.iter().map(|one| one.area as u16))?, false),
        (
            "share_employed",
            Arc::new(Float64Array::from_iter_values(listed.iter().map(|one| one.employed as f64 / one.weeks as f64))),
            false,
        ),
        ("programme", Arc::new(BooleanArray::from_iter(listed.iter().map(|one| Some(one.chosen)))), false),
    ])
}

pub(super) fn dwellings(ground: &Ground<'_>, codes: &AreaCodes, of: Range<usize>) -> Result<RecordBatch> {
    let known: Vec<(i8, i32)> = of.clone().map(|dwelling| rooms_and_rent(dwelling, ground.random)).collect();
    table([
        ("dwelling", whole(of.clone().map(number)), false),
        ("area", codes.column(of.map(|dwelling| ground.areas.of_dwelling(dwelling)))?, false),
        ("rooms", Arc::new(Int8Array::from_iter_values(known.iter().map(|one| one.0))), false),
        ("rent", whole(known.iter().map(|one| one.1)), false),
    ])
}

pub(super) fn persons(
    ground: &Ground<'_>,
    mothers: &[u32],
    of: Range<usize>,
    latents: &[Latent],
) -> Result<RecordBatch> {
    let people = ground.people;
    let died = |person: usize| Some(people.died[person]).filter(|day| *day != i32::MAX);
    let mother = |person: usize| Some(mothers[person]).filter(|mother| *mother != NONE).map(number);
    let qualified = |person: usize| {
        let last = people.died[person].min(ground.calendar.end());
        people.about_age(person, last) >= f64::from(QUALIFIED)
    };
    let qualification = of
        .clone()
        .zip(latents)
        .map(|(person, latent)| if qualified(person) { Some(usize::from(latent.qualification)) } else { None });
    table([
        ("person", whole(of.clone().map(number)), false),
        ("sex", words(&SEXES, of.clone().map(|person| Some(usize::from(people.woman[person]))))?, false),
        ("born", days(of.clone().map(|person| Some(people.born[person]))), false),
        ("died", days(of.clone().map(died)), true),
        ("mother", Arc::new(of.map(mother).collect::<Int32Array>()), true),
        ("qualification", words(&QUALIFICATIONS, qualification)?, true),
    ])
}

/// What no register has.
pub(super) fn latents(of: Range<usize>, latents: &[Latent]) -> Result<RecordBatch> {
    let employability = latents.iter().map(|latent| latent.employability);
    let motivation = latents.iter().map(|latent| latent.motivation);
    table([
        ("person", whole(of.map(number)), false),
        ("employability", Arc::new(Float64Array::from_iter_values(employability)), false),
        ("motivation", Arc::new(Float64Array::from_iter_values(motivation)), false),
    ])
}

pub(super) fn residence(
    ground: &Ground<'_>,
    codes: &AreaCodes,
    paths: &Paths,
    of: Range<usize>,
) -> Result<RecordBatch> {
    let spells = || of.clone().flat_map(|person| paths.of(person).iter().map(move |spell| (person, spell)));
    let end = ground.calendar.end();
    table([
        ("person", whole(spells().map(|(person, _)| number(person))), false),
        ("dwelling", whole(spells().map(|(_, spell)| number(spell.dwelling))), false),
        ("area", codes.column(spells().map(|(_, spell)| ground.areas.of_dwelling(spell.dwelling as usize)))?, false),
        ("from", days(spells().map(|(_, spell)| Some(spell.from))), false),
        ("to", days(spells().map(|(_, spell)| Some(spell.to).filter(|to| *to < end))), true),
    ])
}

pub(super) fn convictions(rows: &[(usize, conviction::Year)]) -> Result<RecordBatch> {
    table([
        ("person", whole(rows.iter().map(|row| number(row.0))), false),
        ("date", days(rows.iter().map(|row| Some(row.1.day))), false),
        ("kind", words(&KINDS, rows.iter().map(|row| Some(row.1.kind)))?, false),
    ])
}

pub(super) fn school(rows: &[(usize, Exams)]) -> Result<RecordBatch> {
    let mean = |exams: &Exams| exams.marks.map(|(with, _)| f64::from(with) / f64::from(EXAMS));
    table([
        ("person", whole(rows.iter().map(|row| number(row.0))), false),
        ("date", days(rows.iter().map(|row| Some(row.1.day))), false),
        ("mean_mark", Arc::new(rows.iter().map(|row| mean(&row.1)).collect::<Float64Array>()), true),
    ])
}

pub(super) fn participation(ground: &Ground<'_>, codes: &AreaCodes, rows: &[(usize, Course)]) -> Result<RecordBatch> {
    let quarter = |index: usize| Some(ground.calendar.quarter(index));
    table([
        ("person", whole(rows.iter().map(|row| number(row.0))), false),
        ("area", codes.column(rows.iter().map(|row| row.1.area))?, false),
        ("from", days(rows.iter().map(|row| quarter(row.1.quarter))), false),
        ("to", days(rows.iter().map(|row| quarter(row.1.quarter + 1))), false),
        ("sessions_offered", whole(rows.iter().map(|row| row.1.offered as i32)), false),
        ("sessions_attended", whole(rows.iter().map(|row| row.1.attended as i32)), false),
    ])
}

/// Rent owed on the first of a month, the current one included.
pub(super) fn arrears(ground: &Ground<'_>, codes: &AreaCodes, rows: &[Owed]) -> Result<RecordBatch> {
    let months = |owed: &Owed| {
        let (Month::Owes(months) | Month::Evicted(months) | Month::Averted(months)) = owed.month;
        i32::from(months)
    };
    let amount = |owed: &Owed| months(owed) * rooms_and_rent(owed.dwelling as usize, ground.random).1;
    table([
        ("person", whole(rows.iter().map(|row| number(row.tenant))), false),
        ("dwelling", whole(rows.iter().map(|row| number(row.dwelling))), false),
        ("area", codes.column(rows.iter().map(|row| ground.areas.of_dwelling(row.dwelling as usize)))?, false),
        ("date", days(rows.iter().map(|row| Some(row.day))), false),
        ("months", whole(rows.iter().map(months)), false),
        ("amount", whole(rows.iter().map(amount)), false),
    ])
}

pub(super) fn evictions(ground: &Ground<'_>, codes: &AreaCodes, rows: &[Owed]) -> Result<RecordBatch> {
    let evicted: Vec<&Owed> = rows.iter().filter(|row| matches!(row.month, Month::Evicted(_))).collect();
    table([
        ("person", whole(evicted.iter().map(|row| number(row.tenant))), false),
        ("dwelling", whole(evicted.iter().map(|row| number(row.dwelling))), false),
        ("area", codes.column(evicted.iter().map(|row| ground.areas.of_dwelling(row.dwelling as usize)))?, false),
        ("date", days(evicted.iter().map(|row| Some(row.day))), false),
    ])
}
