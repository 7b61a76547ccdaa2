//! The tally of wide registers against the tally of the long table, and against itself in other pieces.

mod refusals;

use std::num::NonZeroUsize;
use std::path::Path;
use std::sync::Arc;

use arrow_array::{
    Array, ArrayRef, BooleanArray, Float64Array, Int8Array, Int16Array, Int32Array, Int64Array, RecordBatch,
    StringArray,
};
use helhed::cells::{Block, Cells};
use helhed::design::{Indicator, Measure, Period, PeriodUnit};
use helhed::error::{Fault, Result};
use helhed_arrow::{Pattern, Tally, Wide, WideUnit, tally, tally_wide, tally_wide_parquet, tally_wide_parquet_files};
use parquet::arrow::ArrowWriter;
use parquet::file::properties::WriterProperties;
use proptest::prelude::*;

const FIRST_YEAR: i32 = 2008;
const WEEKS_A_YEAR: i32 = 52;

/// A week counted from the first of 2008; no year of the first three has more than 52 in it but 2009 with 53.
fn week(index: usize) -> String {
    let index = index as i32;
    let (year, number) = match index {
        0..52 => (FIRST_YEAR, index + 1),
        52..105 => (FIRST_YEAR + 1, index - 51),
        _ => (FIRST_YEAR + 2 + (index - 105) / WEEKS_A_YEAR, (index - 105) % WEEKS_A_YEAR + 1),
    };
    format!("{year}U{number:02}")
}

fn column(index: usize) -> String {
    format!("y_{}", week(index).to_lowercase().replace('u', "w"))
}

/// The quarter by the days of the calendar, not by what is tested.
fn quarter(index: usize) -> String {
    let period: Period = week(index).parse().expect("a week");
    let thursday = period.first_day() + 3;
    let quarters = (2007..2014).flat_map(|year| (1..=4).map(move |quarter| format!("{year}K{quarter}")));
    let holds = |quarter: &String| {
        let quarter: Period = quarter.parse().expect("a quarter");
        quarter.first_day() <= thursday && thursday < quarter.end_day()
    };
    quarters.into_iter().find(holds).expect("a quarter")
}

/// A register: the area and weight of each person, and the codes of each.
#[derive(Debug, Clone)]
struct Register {
    areas: Vec<Option<&'static str>>,
    weights: Vec<Option<f64>>,
    /// One list a week.
    weeks: Vec<Vec<Option<i8>>>,
}

const AREAS: [Option<&str>; 4] = [Some("A"), Some("B"), Some("C"), None];

impl Register {
    fn drawn(persons: usize, weeks: usize) -> Self {
        // A generator of one line: the numbers only have to look mixed.
        let mut state = 0x9e37_79b9_7f4a_7c15_u64;
        let mut draw = move |below: u64| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) % below
        };
        let areas = (0..persons).map(|_| AREAS[draw(4) as usize]).collect();
        let weights = (0..persons).map(|_| Some(0.5 + draw(1000) as f64 / 700.0)).collect();
        let code = |code: u64| (code > 0).then_some(code as i8 - 1);
        let weeks = (0..weeks).map(|_| (0..persons).map(|_| code(draw(8))).collect()).collect();
        Self { areas, weights, weeks }
    }

    fn wide(&self) -> RecordBatch {
        let weeks = self.weeks.iter().enumerate();
        let weeks = weeks.map(|(index, codes)| (column(index), Arc::new(Int8Array::from(codes.clone())) as ArrayRef));
        let first = [
            ("area".to_owned(), Arc::new(StringArray::from(self.areas.clone())) as ArrayRef),
            ("weight".to_owned(), Arc::new(Float64Array::from(self.weights.clone())) as ArrayRef),
        ];
        RecordBatch::try_from_iter_with_nullable(
            first.into_iter().chain(weeks).map(|(name, array)| (name, array, true)),
        )
        .expect("a table")
    }

    /// One row a person and week. Code 0 is missing, and 3 and 5 are the event.
    fn long(&self) -> RecordBatch {
        let persons = self.areas.len();
        let rows = (0..self.weeks.len()).flat_map(|week| (0..persons).map(move |person| (week, person)));
        let rows: Vec<(usize, usize)> = rows.collect();
        let code = |(week, person): &(usize, usize)| self.weeks[*week][*person].filter(|code| *code != 0);
        let quarters: Vec<String> = (0..self.weeks.len()).map(quarter).collect();
        RecordBatch::try_from_iter_with_nullable([
            (
                "area",
                Arc::new(rows.iter().map(|(_, person)| self.areas[*person]).collect::<StringArray>()) as ArrayRef,
                true,
            ),
            ("quarter", Arc::new(rows.iter().map(|(week, _)| Some(&quarters[*week])).collect::<StringArray>()), true),
            ("y", Arc::new(rows.iter().map(code).collect::<Int8Array>()), true),
            (
                "employed",
                Arc::new(rows.iter().map(|row| code(row).map(|code| code == 3 || code == 5)).collect::<BooleanArray>()),
                true,
            ),
            ("weight", Arc::new(rows.iter().map(|(_, person)| self.weights[*person]).collect::<Float64Array>()), true),
        ])
        .expect("a table")
    }
}

fn indicator(id: &str, measure: Measure) -> Indicator {
    Indicator::new(id, measure).expect("an indicator")
}

fn employed() -> Indicator {
    indicator("employed", Measure::Proportion { event: "employed".into() })
}

fn indicators() -> Vec<Indicator> {
    vec![
        employed(),
        indicator("mean_code", Measure::Mean { value: "y".into() }),
        indicator("weighted", Measure::WeightedMean { value: "employed".into(), weight: "weight".into() }),
        indicator("weeks", Measure::Count { events: "employed".into() }),
        indicator("rate", Measure::Rate { events: "employed".into(), exposure: "weight".into(), per: 1000.0 }),
    ]
}

fn pattern(text: &str) -> Pattern {
    text.parse().expect("a pattern")
}

fn spec(indicators: impl IntoIterator<Item = Indicator>) -> Wide {
    let wide = Wide::new(indicators, ["area"], pattern("y_{week}")).expect("a tally");
    let wide = wide.event("employed", [3_i64, 5]).and_then(|wide| wide.missing(0_i64, "abroad"));
    wide.and_then(|wide| wide.by_period(PeriodUnit::Quarter)).expect("a tally")
}

fn counted(table: &RecordBatch, spec: &Wide) -> Result<Cells> {
    tally_wide([Ok(table.clone())], &table.schema(), spec, |_| Ok(()))
}

fn on(spec: &Wide, threads: usize) -> Wide {
    spec.clone().on_threads(NonZeroUsize::new(threads).expect("a number of threads"))
}

fn near(left: f64, right: f64) -> bool {
    (left - right).abs() <= 1e-12 * left.abs().max(right.abs()).max(1e-300) || left.is_nan() && right.is_nan()
}

/// The same counts, and means to 1e-12.
fn assert_same(found: &Cells, expected: &Cells) {
    assert_eq!(found.dimensions(), expected.dimensions());
    assert_eq!(
        found.iter().map(|(key, _)| key).collect::<Vec<_>>(),
        expected.iter().map(|(key, _)| key).collect::<Vec<_>>()
    );
    for ((key, found), (_, expected)) in found.iter().zip(expected.iter()) {
        for (found, expected) in found.iter().zip(expected) {
            assert_eq!((found.records(), found.missing()), (expected.records(), expected.missing()), "{key:?}");
            match (found, expected) {
                (Block::Proportion(found), Block::Proportion(expected)) => assert_eq!(found, expected, "{key:?}"),
                (Block::Mean(found), Block::Mean(expected)) => {
                    assert!(near(found.mean().unwrap_or(f64::NAN), expected.mean().unwrap_or(f64::NAN)), "{key:?}");
                }
                (found, expected) => {
                    let numbers = |block: &Block| -> Vec<f64> {
                        let text = format!("{block:?}");
                        let parts = text.split(|letter: char| !(letter.is_ascii_digit() || "-.eE".contains(letter)));
                        parts.filter_map(|part| part.parse().ok()).collect()
                    };
                    let (found, expected) = (numbers(found), numbers(expected));
                    assert!(found.len() == expected.len() && !found.is_empty());
                    assert!(
                        found.iter().zip(&expected).all(|(a, b)| near(*a, *b) || (a - b).abs() < 1e-9),
                        "{key:?} {found:?} {expected:?}"
                    );
                }
            }
        }
    }
}

fn written(table: &RecordBatch, path: &Path, group: usize) {
    let properties = WriterProperties::builder()
        .set_max_row_group_row_count(Some(group))
        .set_data_page_row_count_limit(group / 3 + 1)
        .build();
    let file = std::fs::File::create(path).expect("a file");
    let mut writer = ArrowWriter::try_new(file, table.schema(), Some(properties)).expect("a writer");
    writer.write(table).expect("rows");
    writer.close().expect("a file");
}

#[test]
fn cells_are_those_of_the_long_table() {
    let register = Register::drawn(500, 70);
    let expected = Tally::new(indicators(), ["area", "quarter"]).expect("a tally");
    let long = register.long();
    let expected = tally([Ok(long.clone())], &long.schema(), &expected, |_| Ok(())).expect("cells");
    let found = counted(&register.wide(), &spec(indicators())).expect("cells");
    assert_same(&found, &expected);
    assert_eq!(found.ledger().rows_in(), 500 * 70);
    let codes: Vec<Option<i8>> = register.weeks.concat();
    let abroad = codes.iter().filter(|code| **code == Some(0)).count() as u64;
    let empty = codes.iter().filter(|code| code.is_none()).count() as u64;
    assert_eq!(found.ledger().reasons().collect::<Vec<_>>(), [("y: abroad", abroad), ("y: missing", empty)]);
    // The share alone takes another way.
    let alone = counted(&register.wide(), &spec([employed()])).expect("cells");
    for ((key, share), (other, all)) in alone.iter().zip(found.iter()) {
        assert_eq!((key, share[0]), (other, all[0]));
    }
    assert_eq!(alone.ledger(), found.ledger());
}

#[test]
fn the_same_bits_whatever_the_threads_row_groups_and_batches() {
    let register = Register::drawn(70_000, 30);
    let table = register.wide();
    let spec = spec(indicators());
    let whole = counted(&table, &on(&spec, 1)).expect("cells");
    for size in [999, 40_000] {
        let pieces =
            (0..table.num_rows()).step_by(size).map(|first| Ok(table.slice(first, size.min(table.num_rows() - first))));
        assert_eq!(tally_wide(pieces, &table.schema(), &on(&spec, 2), |_| Ok(())).expect("cells"), whole);
    }
    let folder = tempfile::tempdir().expect("a folder");
    for group in [7_001, 70_000] {
        let path = folder.path().join(format!("{group}.parquet"));
        written(&table, &path, group);
        for threads in [1, 2] {
            assert_eq!(tally_wide_parquet(&path, &on(&spec, threads), |_| Ok(())).expect("cells"), whole);
        }
    }
    let half = |first: usize, rows: usize, name: &str| {
        let path = folder.path().join(name);
        written(&table.slice(first, rows), &path, 9_000);
        path
    };
    let (a, b) = (half(0, 30_000, "a.parquet"), half(30_000, 40_000, "b.parquet"));
    let together = tally_wide_parquet_files(&[a.clone(), b.clone()], &on(&spec, 1), |_| Ok(())).expect("cells");
    assert_eq!(tally_wide_parquet_files(&[b, a], &on(&spec, 2), |_| Ok(())).expect("cells"), together);
    assert_same(&together, &whole);
}

#[test]
fn a_person_in_a_quarter_is_the_mean_of_the_weeks() {
    let register = Register::drawn(300, 40);
    let wide = Wide::new(
        [
            indicator("share", Measure::Mean { value: "employed".into() }),
            indicator("weighted", Measure::WeightedMean { value: "employed".into(), weight: "times".into() }),
        ],
        ["area"],
        pattern("y_{week}"),
    );
    let spec = wide.and_then(|wide| wide.event("employed", [3_i64, 5])).and_then(|wide| wide.missing(0_i64, "abroad"));
    let spec = spec.and_then(|wide| wide.by_period(PeriodUnit::Quarter)).expect("a tally");
    let cells = counted(&register.wide(), &spec.counting(WideUnit::PersonPeriod)).expect("cells");
    let mut missing = 0;
    for (key, blocks) in cells.iter() {
        let weeks: Vec<usize> = (0..40).filter(|week| quarter(*week) == key[1].to_string()).collect();
        let persons = (0..300).filter(|person| register.areas[*person].unwrap_or("(missing)") == key[0].to_string());
        let (mut shares, mut all, mut none) = (Vec::new(), (0.0, 0.0), 0);
        for person in persons {
            let seen: Vec<i8> =
                weeks.iter().filter_map(|week| register.weeks[*week][person].filter(|code| *code != 0)).collect();
            let events = seen.iter().filter(|code| [3, 5].contains(*code)).count() as f64;
            if seen.is_empty() {
                none += 1;
            } else {
                shares.push(events / seen.len() as f64);
                all = (all.0 + events, all.1 + seen.len() as f64);
            }
        }
        missing += none;
        let (Block::Mean(mean), Block::WeightedMean(weighted)) = (&blocks[0], &blocks[1]) else { panic!("{blocks:?}") };
        assert_eq!((mean.records(), mean.missing()), (shares.len() as u64, none));
        assert!(near(mean.mean().expect("a mean"), shares.iter().sum::<f64>() / shares.len() as f64));
        // Weighted by the weeks it is the share of the person-weeks.
        assert!(near(weighted.mean().expect("a mean"), all.0 / all.1));
    }
    assert_eq!(cells.ledger().rows_in(), 300 * 4);
    assert_eq!(cells.ledger().rows_out(), missing);
}

#[test]
fn a_key_can_change_with_the_year() {
    let codes = |codes: [i16; 2]| Arc::new(Int16Array::from(codes.to_vec())) as ArrayRef;
    let texts = |texts: [Option<&str>; 2]| Arc::new(StringArray::from(texts.to_vec())) as ArrayRef;
    let table = RecordBatch::try_from_iter([
        ("area_2008", texts([Some("A"), Some("A")])),
        ("area_2009", texts([Some("A"), Some("B")])),
        ("sex", texts([Some("m"), Some("k")])),
        ("y_2008w52", codes([3, 3])),
        ("y_2009w01", codes([3, 4])),
    ])
    .expect("a table");
    let wide = Wide::new([employed()], ["area", "sex"], pattern("y_{week}")).expect("a tally");
    let wide =
        wide.event("employed", [3_i64]).and_then(|wide| wide.varying("area", pattern("area_{year}"))).expect("a tally");
    let key = |area: &str, sex: &str, year: i64| vec![area.into(), sex.into(), year.into()];
    let cells = counted(&table, &wide.clone().by_period(PeriodUnit::Year).expect("a period")).expect("cells");
    let found: Vec<_> = cells.iter().map(|(key, blocks)| (key.to_vec(), blocks[0])).collect();
    let share =
        |events: f64| Block::Proportion(helhed::cells::ProportionCell::from_counts(events, 1.0).expect("counts"));
    assert_eq!(
        found,
        [
            (key("A", "k", 2008), share(1.0)),
            (key("A", "m", 2008), share(1.0)),
            (key("A", "m", 2009), share(1.0)),
            (key("B", "k", 2009), share(0.0)),
        ]
    );
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("wide.parquet");
    written(&table, &path, 1);
    let by_year = wide.clone().by_period(PeriodUnit::Year).expect("a period");
    assert_eq!(tally_wide_parquet(&path, &by_year, |_| Ok(())).expect("cells"), cells);
    // Without a period both years fall into the same cells.
    assert_eq!(counted(&table, &wide).expect("cells").len(), 3);
}

#[test]
fn codes_of_every_type_are_the_same_codes() {
    let arrays: [(ArrayRef, bool); 6] = [
        (Arc::new(Int16Array::from(vec![Some(3), Some(-9), None, Some(4)])), false),
        (Arc::new(Int32Array::from(vec![Some(3), Some(-9), None, Some(4)])), false),
        (Arc::new(Int64Array::from(vec![Some(3), Some(-9), None, Some(4)])), false),
        (Arc::new(Float64Array::from(vec![Some(3.0), Some(-9.0), None, Some(f64::NAN)])), false),
        (Arc::new(StringArray::from(vec![Some("job"), Some("gone"), None, Some("other")])), true),
        (
            Arc::new(
                vec![Some("job"), Some("gone"), None, Some("other")]
                    .into_iter()
                    .collect::<arrow_array::DictionaryArray<arrow_array::types::Int8Type>>(),
            ),
            true,
        ),
    ];
    for (array, texts) in arrays {
        let float = array.data_type().is_floating();
        let table = RecordBatch::try_from_iter_with_nullable([("y_2008w01", array, true)]).expect("a table");
        let wide = Wide::new([employed()], [] as [&str; 0], pattern("y_{week}")).expect("a tally");
        let wide = if texts {
            wide.event("employed", ["job"]).and_then(|wide| wide.missing("gone", "abroad"))
        } else {
            wide.event("employed", [3_i64]).and_then(|wide| wide.missing(-9_i64, "abroad"))
        };
        let cells = counted(&table, &wide.expect("a tally")).expect("cells");
        let (_, blocks) = cells.iter().next().expect("a cell");
        let Block::Proportion(share) = blocks[0] else { panic!("a share") };
        let expected = if float { (1, 1, 3) } else { (1, 2, 2) };
        assert_eq!((share.events(), share.records(), share.missing()), expected);
    }
}

#[test]
fn only_the_weeks_asked_for_are_read() {
    let register = Register::drawn(50, 40);
    let table = register.wide();
    let of =
        |first: &str, last: &str| spec([employed()]).between(first.parse().ok(), last.parse().ok()).expect("a time");
    let cells = counted(&table, &of("2008K2", "2008K2")).expect("cells");
    assert_eq!(cells.ledger().rows_in(), 50 * 13);
    assert!(cells.iter().all(|(key, _)| key[1] == "2008K2".into()));
    // Others may be of any type, and lacking.
    let schema = table.schema();
    let kept: Vec<usize> =
        (0..schema.fields().len()).filter(|index| schema.field(*index).name() != "y_2008w02").collect();
    let gap = table.project(&kept).expect("a table");
    assert_eq!(counted(&gap, &of("2008K2", "2008K2")).expect("cells"), cells);
    assert_eq!(counted(&gap, &spec([employed()])).expect_err("a gap").code(), "H891");
    assert_eq!(counted(&gap, &of("2008U01", "2008U05")).expect_err("a gap").code(), "H891");
    assert_eq!(counted(&table, &of("2007U50", "2008U05")).expect_err("before it").code(), "H891");
    assert_eq!(counted(&table, &of("2008U30", "2008U45")).expect_err("after it").code(), "H891");
    let error = counted(&table, &of("2011", "2012")).expect_err("elsewhere");
    assert!(error.code() == "H891" && error.what().contains("2011U01"), "{error}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]
    #[test]
    fn any_register_counts_as_its_long_table(
        persons in prop::collection::vec((0..4_usize, prop::option::of(0.1..9.0_f64), prop::collection::vec(prop::option::of(-2..7_i8), 9)), 1..40),
        size in 1..20_usize,
    ) {
        let register = Register {
            areas: persons.iter().map(|(area, _, _)| AREAS[*area]).collect(),
            weights: persons.iter().map(|(_, weight, _)| *weight).collect(),
            weeks: (0..9).map(|week| persons.iter().map(|(_, _, codes)| codes[week]).collect()).collect(),
        };
        let long = register.long();
        let expected = Tally::new(indicators(), ["area", "quarter"]).expect("a tally");
        let expected = tally([Ok(long.clone())], &long.schema(), &expected, |_| Ok(())).expect("cells");
        let table = register.wide();
        let pieces = (0..table.num_rows()).step_by(size).map(|first| Ok(table.slice(first, size.min(table.num_rows() - first))));
        let found = tally_wide(pieces, &table.schema(), &spec(indicators()), |_| Ok(())).expect("cells");
        assert_same(&found, &expected);
    }
}
