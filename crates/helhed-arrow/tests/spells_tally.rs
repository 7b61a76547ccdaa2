//! The tally of spells against days counted one by one, and against itself in other pieces.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use arrow_array::{ArrayRef, Date32Array, Int64Array, RecordBatch, StringArray};
use helhed::cells::{Block, Cells};
use helhed::design::{Indicator, Measure, Period};
use helhed::error::Result;
use helhed_arrow::{Spells, tally_spells, tally_spells_parquet_files};
use parquet::arrow::ArrowWriter;
use parquet::file::properties::WriterProperties;
use proptest::prelude::*;

#[derive(Debug, Clone)]
struct Spell {
    person: Option<i64>,
    area: &'static str,
    from: Option<i32>,
    to: Option<i32>,
}

fn spell(person: i64, area: &'static str, from: i32, to: Option<i32>) -> Spell {
    Spell { person: Some(person), area, from: Some(from), to }
}

fn table(spells: &[Spell]) -> RecordBatch {
    RecordBatch::try_from_iter_with_nullable([
        ("person", Arc::new(spells.iter().map(|spell| spell.person).collect::<Int64Array>()) as ArrayRef, true),
        ("area", Arc::new(spells.iter().map(|spell| Some(spell.area)).collect::<StringArray>()), true),
        ("from", Arc::new(spells.iter().map(|spell| spell.from).collect::<Date32Array>()), true),
        ("to", Arc::new(spells.iter().map(|spell| spell.to).collect::<Date32Array>()), true),
    ])
    .expect("a table")
}

fn period(text: &str) -> Period {
    text.parse().expect("a period")
}

const COUNTS: [&str; 4] = ["spells", "at_start", "starts", "ends"];

fn indicators(persons: bool) -> Vec<Indicator> {
    let count = |name: &str| Indicator::new(name, Measure::Count { events: name.into() }).expect("an indicator");
    let days = Measure::Rate { events: "ends".into(), exposure: "days".into(), per: 1.0 };
    let names = COUNTS.into_iter().chain(persons.then_some("persons"));
    names.map(count).chain([Indicator::new("days", days).expect("an indicator")]).collect()
}

/// The first half of 1970, by months.
fn spec(persons: bool) -> Spells {
    let spec = Spells::new(indicators(persons), ["area"], "from", "to", (period("1970M01"), period("1970M06")));
    let spec = spec.expect("a tally");
    if persons { spec.of_persons("person") } else { spec }
}

fn counted(spells: &[Spell], spec: &Spells) -> Result<Cells> {
    let table = table(spells);
    tally_spells([Ok(table.clone())], &table.schema(), spec, |_| Ok(()))
}

/// Counts in the order of [`COUNTS`], then days, by area and month.
fn found(cells: &Cells) -> BTreeMap<(String, String), Vec<f64>> {
    let number = |block: &Block| match block {
        Block::Count(total) => total.total().unwrap_or(0.0),
        Block::Rate(rate) => rate.exposure(),
        other => panic!("{other:?}"),
    };
    cells
        .iter()
        .map(|(key, blocks)| ((key[0].to_string(), key[1].to_string()), blocks.iter().map(number).collect()))
        .collect()
}

/// The same, day by day.
fn naive(spells: &[Spell], shift: i32) -> BTreeMap<(String, String), Vec<f64>> {
    let mut cells: BTreeMap<(String, String), Vec<f64>> = BTreeMap::new();
    for month in 1..=6 {
        let month = period(&format!("1970M{month:02}"));
        let (first, end) = (month.first_day() as i32, month.end_day() as i32);
        for spell in spells {
            let Some(from) = spell.from else { continue };
            let to = spell.to.map(|to| to + shift);
            let days = (first..end).filter(|day| from <= *day && to.is_none_or(|to| *day < to)).count();
            if days == 0 {
                continue;
            }
            let here = |day: i32| f64::from(u8::from((first..end).contains(&day)));
            let cell = cells.entry((spell.area.to_owned(), month.to_string())).or_insert_with(|| vec![0.0; 5]);
            cell[0] += 1.0;
            cell[1] += f64::from(u8::from(from <= first));
            cell[2] += here(from);
            cell[3] += to.map_or(0.0, |to| here(to - 1));
            cell[4] += days as f64;
        }
    }
    cells
}

#[test]
fn the_end_is_the_day_after_or_the_last_day() {
    let spells = [spell(1, "A", 0, Some(31)), spell(2, "A", -90, None), spell(3, "B", 30, Some(59))];
    for included in [false, true] {
        let spec = if included { spec(false).end_included() } else { spec(false) };
        let cells = counted(&spells, &spec).expect("cells");
        assert_eq!(found(&cells), naive(&spells, i32::from(included)));
    }
}

#[test]
fn what_has_no_day_is_counted_by_its_reason() {
    let spells = [
        spell(1, "A", 5, Some(5)),
        Spell { from: None, ..spell(2, "A", 0, Some(9)) },
        spell(3, "A", -50, Some(0)),
        spell(4, "A", 181, None),
        Spell { person: None, ..spell(5, "A", 3, Some(9)) },
        spell(6, "A", 3, Some(9)),
    ];
    let cells = counted(&spells, &spec(true)).expect("cells");
    let reasons: Vec<_> = cells.ledger().reasons().collect();
    assert_eq!(
        reasons,
        [
            ("from and to: no day", 1),
            ("from and to: outside the months", 2),
            ("from: missing", 1),
            ("person: missing", 1)
        ]
    );
    assert_eq!((cells.ledger().rows_in(), cells.len()), (6, 1));
    let none = counted(&spells[..1], &spec(false)).expect("no cells");
    assert_eq!((none.len(), none.ledger().rows_in()), (0, 1));
}

#[test]
fn nobody_is_counted_twice() {
    let spells = [
        // Overlapping, touching and inside: one stay of 40 days; and another later, in the same month as the first ends.
        spell(1, "A", 0, Some(20)),
        spell(1, "A", 5, Some(10)),
        spell(1, "A", 20, Some(40)),
        spell(1, "A", 50, Some(55)),
        spell(1, "B", 40, Some(50)),
        spell(2, "A", 3, None),
    ];
    let cells = counted(&spells, &spec(true)).expect("cells");
    let found = found(&cells);
    let cell = |area: &str, month: &str| found[&(area.to_owned(), month.to_owned())].clone();
    // Spells, at the start, starts, ends, persons, days.
    assert_eq!(cell("A", "1970M01"), [2.0, 1.0, 2.0, 0.0, 2.0, 31.0 + 28.0]);
    assert_eq!(cell("A", "1970M02"), [3.0, 2.0, 1.0, 2.0, 2.0, 9.0 + 5.0 + 28.0]);
    assert_eq!(cell("B", "1970M02"), [1.0, 0.0, 1.0, 1.0, 1.0, 10.0]);
    let mixed = [spell(1, "A", 0, Some(20)), spell(2, "A", 0, Some(20)), spell(1, "A", 30, None)];
    let error = counted(&mixed, &spec(true)).expect_err("scattered");
    assert!(error.code() == "H898" && error.to_string().contains("row 3"), "{error}");
    assert!(counted(&mixed, &spec(false)).is_ok());
}

#[test]
fn bad_spells_are_refused() {
    let error = counted(&[spell(1, "A", 0, Some(20)), spell(7_654_321, "A", 20, Some(19))], &spec(false))
        .expect_err("it ends first");
    assert!(
        error.code() == "H897" && error.to_string().contains("row 2") && !error.to_string().contains("7654"),
        "{error}"
    );
    assert_eq!(counted(&[], &spec(false)).expect_err("no rows").code(), "H103");
    let of =
        |first: &str, last: &str| Spells::new(indicators(false), ["area"], "from", "to", (period(first), period(last)));
    assert_eq!(of("1970M02", "1970M01").expect_err("swapped").code(), "H007");
    assert_eq!(of("1970M01", "1970K2").expect_err("two kinds").code(), "H004");
    assert_eq!(
        counted(&[spell(1, "A", 0, None)], &of("1000U01", "9000U01").expect("a tally")).expect_err("too many").code(),
        "H008"
    );
    let persons =
        Spells::new(indicators(true), ["area"], "from", "to", (period("1970"), period("1970"))).expect("a tally");
    assert_eq!(counted(&[spell(1, "A", 0, None)], &persons).expect_err("no persons").code(), "H107");
    let other =
        Spells::new(indicators(false), ["area"], "person", "to", (period("1970"), period("1970"))).expect("a tally");
    assert_eq!(counted(&[spell(1, "A", 0, None)], &other).expect_err("no days").code(), "H102");
}

/// Many spells, sorted by person.
fn drawn(persons: i64) -> Vec<Spell> {
    let areas = ["A", "B", "C"];
    let spells = (0..4 * persons).map(|index| {
        let (person, mixed) = (index / 4, (index * 7919 + index / 4 * 31) % 389);
        let from = mixed as i32 - 120;
        let to = (mixed % 7 != 0).then_some(from + (mixed as i32 * 13) % 97);
        spell(person, areas[(mixed % 3) as usize], from, to)
    });
    spells.collect()
}

#[test]
fn the_same_bits_whatever_the_threads_row_groups_and_batches() {
    let spells = drawn(5_000);
    let whole_table = table(&spells);
    for persons in [false, true] {
        let spec = spec(persons);
        let whole = counted(&spells, &spec).expect("cells");
        if !persons {
            assert_eq!(found(&whole), naive(&spells, 0));
        }
        for size in [1_000, 7_777] {
            let pieces = (0..spells.len())
                .step_by(size)
                .map(|first| Ok(whole_table.slice(first, size.min(spells.len() - first))));
            let cells = tally_spells(pieces, &whole_table.schema(), &spec, |_| Ok(())).expect("cells");
            assert_eq!(cells, whole);
        }
        let folder = tempfile::tempdir().expect("a folder");
        for group in [999, 100_000] {
            let path = folder.path().join("spells.parquet");
            let properties = WriterProperties::builder().set_max_row_group_row_count(Some(group)).build();
            let file = std::fs::File::create(&path).expect("a file");
            let mut writer = ArrowWriter::try_new(file, whole_table.schema(), Some(properties)).expect("a writer");
            writer.write(&whole_table).expect("rows");
            writer.close().expect("a file");
            assert_eq!(tally_spells_parquet_files(&[path], &spec, |_| Ok(())).expect("cells"), whole);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]
    #[test]
    fn any_spells_count_as_their_days(
        drawn in prop::collection::vec((0..4_i64, 0..2_usize, -60..220_i32, prop::option::of(0..120_i32)), 1..25),
        included in any::<bool>(),
    ) {
        let mut spells: Vec<Spell> = drawn.iter().map(|(person, area, from, length)| spell(*person, ["A", "B"][*area], *from, length.map(|days| from + days))).collect();
        spells.sort_by_key(|spell| spell.person);
        let end = |spec: Spells| if included { spec.end_included() } else { spec };
        let cells = counted(&spells, &end(spec(false))).expect("cells");
        prop_assert_eq!(found(&cells), naive(&spells, i32::from(included)));
        // With persons: days and persons of each month by looking at each day.
        let cells = counted(&spells, &end(spec(true))).expect("cells");
        for ((area, month), numbers) in found(&cells) {
            let month = period(&month);
            let mut days = BTreeSet::new();
            for spell in spells.iter().filter(|spell| spell.area == area) {
                let to = spell.to.map(|to| i64::from(to) + i64::from(included));
                let here = (month.first_day()..month.end_day()).filter(|day| spell.from.is_some_and(|from| i64::from(from) <= *day) && to.is_none_or(|to| *day < to));
                days.extend(here.map(|day| (spell.person, day)));
            }
            let persons: BTreeSet<_> = days.iter().map(|(person, _)| *person).collect();
            prop_assert_eq!((numbers[4], numbers[5]), (persons.len() as f64, days.len() as f64));
        }
    }
}
