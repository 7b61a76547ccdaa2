//! Laws of a register, on small ones: what is read back from its files.

use std::collections::HashMap;
use std::fs::{self, File};
use std::path::Path;

use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type};
use arrow_array::{Array, RecordBatch};
use helhed::error::Fault;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

use super::calendar::{Calendar, birthday};
use super::crew::Crew;
use super::labour::{CHILD, NOBODY, STATE_PENSION};
use super::run::run;
use super::{Account, Effects, Recipe};

const TABLES: [&str; 17] = [
    "areas",
    "arrears",
    "convictions",
    "dwellings",
    "evictions",
    "labour",
    "neighbours",
    "participation",
    "persons",
    "programmes",
    "residence",
    "school",
    "states",
    "truth_areas",
    "truth_participants",
    "truth_people",
    "truth_persons",
];

struct Written {
    folder: tempfile::TempDir,
    account: Account,
}

fn recipe(effects: Effects) -> Recipe {
    Recipe::new(8, 700, 2008, 6, 3, effects).expect("a recipe")
}

fn write(recipe: &Recipe, threads: usize, chunk: usize) -> Written {
    let folder = tempfile::tempdir().expect("a folder");
    let account = run(recipe, folder.path(), Crew { threads, chunk }, |_| Ok(())).expect("a register");
    Written { folder, account }
}

impl Written {
    fn table(&self, name: &str) -> RecordBatch {
        read(self.folder.path(), name)
    }
}

fn read(folder: &Path, name: &str) -> RecordBatch {
    let file = File::open(folder.join(format!("{name}.parquet"))).expect("the file");
    let builder = ParquetRecordBatchReaderBuilder::try_new(file).expect("Parquet");
    let rows = builder.metadata().file_metadata().num_rows() as usize;
    let mut batches = builder.with_batch_size(rows.max(1)).build().expect("a reader");
    match batches.next() {
        Some(batch) => batch.expect("a batch"),
        None => RecordBatch::new_empty(batches_schema(folder, name)),
    }
}

fn batches_schema(folder: &Path, name: &str) -> arrow_schema::SchemaRef {
    let file = File::open(folder.join(format!("{name}.parquet"))).expect("the file");
    ParquetRecordBatchReaderBuilder::try_new(file).expect("Parquet").schema().clone()
}

fn whole(table: &RecordBatch, name: &str) -> Vec<i32> {
    table.column_by_name(name).expect("a column").as_primitive::<Int32Type>().values().to_vec()
}

fn days(table: &RecordBatch, name: &str) -> Vec<Option<i32>> {
    table.column_by_name(name).expect("a column").as_primitive::<Date32Type>().iter().collect()
}

/// Birth and death by number of the person; no death is far away.
fn lives(register: &Written) -> HashMap<i32, (i32, i32)> {
    let persons = register.table("persons");
    let spans = days(&persons, "born").into_iter().zip(days(&persons, "died"));
    let spans = spans.map(|(born, died)| (born.expect("a birth"), died.unwrap_or(i32::MAX)));
    whole(&persons, "person").into_iter().zip(spans).collect()
}

#[test]
fn threads_and_chunks_change_nothing() {
    let recipe = recipe(Effects::default());
    let alone = write(&recipe, 1, 1 << 15);
    for (threads, chunk) in [(3, 1 << 15), (2, 97)] {
        let other = write(&recipe, threads, chunk);
        assert_eq!(alone.account, other.account);
        for name in TABLES {
            assert_eq!(alone.table(name), other.table(name), "{name} with {threads} threads and {chunk} persons");
        }
    }
    let names: Vec<&str> = alone.account.rows.iter().map(|(name, _)| *name).collect();
    assert_eq!(names, TABLES);
    for (name, rows) in &alone.account.rows {
        assert_eq!(*rows, alone.table(name).num_rows() as u64, "{name}");
    }
}

#[test]
fn another_seed_is_another_register() {
    let other = Recipe::new(8, 700, 2008, 6, 4, Effects::default()).expect("a recipe");
    let (one, other) = (write(&recipe(Effects::default()), 1, 700), write(&other, 1, 700));
    assert_ne!(one.table("labour"), other.table("labour"));
}

#[test]
fn nobody_lives_twice_at_once_or_out_of_their_time() {
    let register = write(&recipe(Effects::default()), 2, 300);
    let (lives, residence) = (lives(&register), register.table("residence"));
    let (persons, from, to) = (whole(&residence, "person"), days(&residence, "from"), days(&residence, "to"));
    let mut last: HashMap<i32, i32> = HashMap::new();
    for row in 0..residence.num_rows() {
        let (born, died) = lives[&persons[row]];
        let (from, to) = (from[row].expect("a day"), to[row].unwrap_or(i32::MAX));
        assert!(born <= from && from < to && (to <= died || to == i32::MAX && died == i32::MAX), "row {row}");
        let before = last.insert(persons[row], to).unwrap_or(i32::MIN);
        assert!(before <= from, "row {row} begins before the one before it ends");
    }
    assert!(residence.num_rows() > 700, "people move");
}

/// A dwelling is shared only by those who live together: who comes to others comes by birth or alone.
#[test]
fn a_dwelling_never_holds_two_households() {
    let register = write(&recipe(Effects::default()), 1, 700);
    let (residence, lives) = (register.table("residence"), lives(&register));
    let (persons, dwellings) = (whole(&residence, "person"), whole(&residence, "dwelling"));
    let (from, to) = (days(&residence, "from"), days(&residence, "to"));
    let mut by_dwelling: HashMap<i32, Vec<(i32, i32, i32)>> = HashMap::new();
    for row in 0..residence.num_rows() {
        let spell = (from[row].expect("a day"), to[row].unwrap_or(i32::MAX), persons[row]);
        by_dwelling.entry(dwellings[row]).or_default().push(spell);
    }
    let mut joined = 0;
    for spells in by_dwelling.values() {
        for (from, _, person) in spells {
            // Who comes when others have lived there for some time and stay on.
            let there = spells.iter().any(|(start, end, _)| start < from && end > from);
            let together =
                spells.iter().filter(|(start, _, other)| start == from && lives[other].0 < *from && *other != *person);
            if there && lives[person].0 < *from {
                assert_eq!(together.count(), 0, "a household came to another");
                joined += 1;
            }
        }
    }
    assert!(joined > 0, "partners move together");
}

#[test]
fn weeks_follow_life_and_age() {
    let register = write(&recipe(Effects::default()), 1, 128);
    let (lives, labour) = (lives(&register), register.table("labour"));
    let calendar = Calendar::new(2008, 6);
    assert_eq!(labour.num_columns(), calendar.weeks.len() + 1);
    assert_eq!(labour.schema().field(1).name(), "y_2008w01");
    let persons = whole(&labour, "person");
    for (column, week) in labour.columns()[1..].iter().zip(&calendar.weeks) {
        let states = column.as_primitive::<Int8Type>();
        for (row, person) in persons.iter().enumerate() {
            let (born, died) = lives[person];
            let state = if states.is_null(row) { NOBODY } else { states.value(row) };
            let day = week.thursday;
            assert_eq!(state == NOBODY, day < born || day >= died, "person {person}");
            assert!(state == NOBODY || (state == CHILD) == (day < birthday(born, 18)), "person {person}");
            assert!(state == NOBODY || (state == STATE_PENSION) == (day >= birthday(born, 67)), "person {person}");
        }
    }
}

#[test]
fn events_befall_the_living_of_their_ages() {
    let register = write(&recipe(Effects::default()), 1, 700);
    let lives = lives(&register);
    for (name, column, ages) in [
        ("convictions", "date", (15, 31)),
        ("school", "date", (15, 17)),
        ("participation", "from", (17, 60)),
        ("arrears", "date", (18, 120)),
        ("evictions", "date", (18, 120)),
    ] {
        let table = register.table(name);
        assert!(table.num_rows() > 0, "{name}");
        for (person, day) in whole(&table, "person").into_iter().zip(days(&table, column)) {
            let (day, (born, died)) = (day.expect("a day"), lives[&person]);
            assert!(birthday(born, ages.0) <= day && day < birthday(born, ages.1) && day < died, "{name} of {person}");
        }
    }
    let courses = register.table("participation");
    let (offered, attended) = (whole(&courses, "sessions_offered"), whole(&courses, "sessions_attended"));
    assert!(attended.iter().zip(&offered).all(|(attended, offered)| (0..=*offered).contains(attended)));
    let (born, persons) = (lives, register.table("persons"));
    let mothers = persons.column_by_name("mother").expect("a column").as_primitive::<Int32Type>();
    for (child, mother) in whole(&persons, "person").iter().zip(mothers.iter()) {
        if let Some(mother) = mother {
            let age = (born[child].0 - born[&mother].0) / 365;
            assert!((18..43).contains(&age) && born[&mother].1 > born[child].0, "{child} of {mother}");
        }
    }
}

#[test]
fn programmes_that_do_nothing_have_no_effect_at_all() {
    let register = write(&recipe(Effects::none()), 2, 300);
    for effect in &register.account.effects {
        assert!(effect.base > 0 && effect.effect == Some(0.0), "{effect:?}");
    }
    for name in ["truth_areas", "truth_participants", "truth_people"] {
        let table = register.table(name);
        let column = |name: &str| table.column_by_name(name).expect("a column").as_primitive::<Float64Type>().clone();
        assert_eq!(column("with"), column("without"), "{name}");
    }
}

/// Outcomes of residents by area and year, of one kind: base, with, without.
fn sums(register: &Written, outcome: &str) -> Vec<(i64, f64, f64)> {
    let table = register.table("truth_areas");
    let outcomes = table.column_by_name("outcome").expect("a column").as_dictionary::<Int16Type>().clone();
    let names = outcomes.values().as_string::<i32>().clone();
    let base = table.column_by_name("base").expect("a column").as_primitive::<Int64Type>().clone();
    let number = |name: &str| table.column_by_name(name).expect("a column").as_primitive::<Float64Type>().clone();
    let (with, without) = (number("with"), number("without"));
    (0..table.num_rows())
        .filter(|row| outcomes.key(*row).is_some_and(|key| names.value(key) == outcome))
        .map(|row| (base.value(row), with.value(row), without.value(row)))
        .collect()
}

/// What the truth calls "without programmes" is what a register shows where programmes do nothing.
#[test]
fn the_truth_is_what_a_register_without_effects_shows() {
    // Averted evictions change who lives where: there the two worlds share no paths.
    let real = write(&recipe(Effects { evictions: 0.0, ..Effects::default() }), 2, 300);
    let nothing = write(&recipe(Effects::none()), 2, 300);
    assert_eq!(real.table("residence"), nothing.table("residence"));
    for outcome in ["employed", "convicted", "mean_mark", "evicted"] {
        let (real, nothing) = (sums(&real, outcome), sums(&nothing, outcome));
        let felt = real.iter().any(|(_, with, without)| with != without);
        assert!(felt || outcome != "employed", "{outcome}");
        for ((base, _, without), (plain_base, plain, _)) in real.into_iter().zip(nothing) {
            assert_eq!((base, without), (plain_base, plain), "{outcome}");
        }
    }
}

#[test]
fn a_register_is_there_as_a_whole_or_not_at_all() {
    let parent = tempfile::tempdir().expect("a folder");
    let path = parent.path().join("register");
    let recipe = recipe(Effects::default());
    let mut heard = 0;
    let stopped = run(&recipe, &path, Crew { threads: 2, chunk: 50 }, |progress| {
        heard = progress.rows;
        if progress.rows > 200 { Err(Fault::EmptyTable.into()) } else { Ok(()) }
    });
    assert_eq!(stopped.expect_err("it was stopped").code(), "H103");
    assert!(heard > 200 && fs::read_dir(parent.path()).expect("a folder").next().is_none(), "nothing is left");
    fs::create_dir(&path).expect("an empty folder");
    run(&recipe, &path, Crew { threads: 2, chunk: 700 }, |_| Ok(())).expect("an empty folder is taken");
    let again = run(&recipe, &path, Crew { threads: 2, chunk: 700 }, |_| Ok(())).expect_err("it is there");
    assert_eq!(again.code(), "H870");
    let file = path.join("truth.json");
    assert_eq!(run(&recipe, &file, Crew { threads: 1, chunk: 9 }, |_| Ok(())).expect_err("a file").code(), "H870");
    let inside = run(&recipe, &file.join("x"), Crew { threads: 1, chunk: 9 }, |_| Ok(())).expect_err("inside a file");
    assert_eq!(inside.code(), "H803");
    assert_eq!(fs::read_dir(&path).expect("a folder").count(), TABLES.len() + 1);
}

/// The register in the repository is the one that the generator makes.
#[test]
fn the_committed_register_is_the_default_one() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("register");
    let register = write(&Recipe::default(), 2, super::chunk(5_000));
    for name in TABLES {
        assert_eq!(read(&folder, name), register.table(name), "{name}: simulate it again");
    }
    let size: u64 = fs::read_dir(&folder)
        .expect("the folder")
        .map(|entry| entry.expect("a file").metadata().expect("its size").len())
        .sum();
    assert!(size < 5_000_000, "{size} bytes");
    let text = fs::read_to_string(folder.join("truth.json")).expect("the account");
    assert_eq!(text, serde_json::to_string_pretty(&register.account).expect("JSON") + "\n");
}
