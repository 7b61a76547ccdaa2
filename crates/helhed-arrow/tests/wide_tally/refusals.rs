//! What cannot be counted, and an observer that ends a tally.

use super::*;

fn refused(columns: Vec<(&str, ArrayRef)>, spec: &Wide) -> helhed::Error {
    let table = RecordBatch::try_from_iter(columns).expect("a table");
    counted(&table, spec).expect_err("it is refused")
}

fn ones(name: &str) -> (&str, ArrayRef) {
    (name, Arc::new(Int8Array::from(vec![1, 1])))
}

#[test]
fn bad_columns_are_named() {
    let area = ("area", Arc::new(StringArray::from(vec!["A", "B"])) as ArrayRef);
    let spec = spec([employed()]);
    assert_eq!(refused(vec![area.clone(), ones("x_2008w01")], &spec).code(), "H890");
    let twice = refused(vec![area.clone(), ones("y_2008w01"), ones("y_0801")], &spec);
    assert!(twice.code() == "H892" && twice.what().contains("y_0801"), "{twice}");
    assert_eq!(refused(vec![area.clone(), ones("y_2008w01"), ones("y_2008w01")], &spec).code(), "H106");
    assert_eq!(refused(vec![area.clone(), ones("y_2008w53")], &spec).code(), "H004");
    assert_eq!(refused(vec![ones("y_2008w01")], &spec).code(), "H101");
    let texts = ("y_2008w02", Arc::new(StringArray::from(vec!["3", "4"])) as ArrayRef);
    let mixed = refused(vec![area.clone(), ones("y_2008w01"), texts], &spec);
    assert!(mixed.code() == "H102" && mixed.to_string().contains("y_2008w02"), "{mixed}");
    let halves = ("y_2008w01", Arc::new(Float64Array::from(vec![3.0, 2.5])) as ArrayRef);
    let half = refused(vec![area.clone(), halves], &spec);
    assert!(half.code() == "H894" && half.to_string().contains("row 2") && !half.to_string().contains("2.5"), "{half}");
    let unknown = Wide::new([indicator("a", Measure::Mean { value: "employd".into() })], ["area"], pattern("y_{week}"));
    let unknown = unknown.and_then(|wide| wide.event("employed", [3_i64])).expect("a tally");
    let error = refused(vec![area.clone(), ones("y_2008w01")], &unknown);
    assert!(error.code() == "H101" && error.mend().contains("employed"), "{error}");
    let infinite = ("y_2008w01", Arc::new(Float64Array::from(vec![3.0, f64::INFINITY])) as ArrayRef);
    let mean = Wide::new([indicator("a", Measure::Mean { value: "y".into() })], ["area"], pattern("y_{week}"))
        .expect("a tally");
    assert_eq!(refused(vec![area.clone(), infinite], &mean).code(), "H104");
    let empty = counted(
        &RecordBatch::new_empty(RecordBatch::try_from_iter([area, ones("y_2008w01")]).expect("a table").schema()),
        &spec,
    );
    assert_eq!(empty.expect_err("no rows").code(), "H103");
}

#[test]
fn what_does_not_go_together_is_refused() {
    let wide = || Wide::new([employed()], ["area"], pattern("y_{week}")).expect("a tally");
    let code = |result: Result<Wide>| result.expect_err("it is refused").code();
    assert_eq!("y_".parse::<Pattern>().expect_err("no time").code(), "H899");
    let event = || wide().event("employed", [3_i64]).expect("an event");
    assert_eq!(code(event().missing(3_i64, "abroad")), "H893");
    assert_eq!(code(event().missing(0_i64, "abroad").and_then(|wide| wide.missing(0_i64, "dead"))), "H893");
    assert_eq!(code(event().event("employed", [4_i64])), "H005");
    assert_eq!(code(event().event("y", [4_i64])), "H005");
    assert_eq!(code(wide().event("employed", [] as [i64; 0])), "H107");
    assert_eq!(code(event().varying("arae", pattern("area_{year}"))), "H207");
    let months = Wide::new([employed()], ["area"], pattern("y_{month}")).expect("a tally");
    assert_eq!(code(months.clone().by_period(PeriodUnit::Week)), "H895");
    assert_eq!(code(months.varying("area", pattern("area_{week}"))), "H895");
    assert_eq!(code(wide().between("2009".parse().ok(), "2008".parse().ok())), "H007");
    let area = ("area", Arc::new(StringArray::from(vec!["A", "B"])) as ArrayRef);
    let person = event().counting(WideUnit::PersonPeriod);
    assert_eq!(refused(vec![area.clone(), ones("y_2008w01")], &person).code(), "H895");
    let person = person.by_period(PeriodUnit::Quarter).expect("a period");
    assert_eq!(refused(vec![area, ones("y_2008w01")], &person).code(), "H895");
    let mean = Wide::new([indicator("a", Measure::Mean { value: "y".into() })], ["area"], pattern("y_{week}"));
    let changes = mean
        .and_then(|wide| wide.varying("area", pattern("area_{month}")))
        .and_then(|wide| wide.by_period(PeriodUnit::Quarter));
    let changes = changes.expect("a tally").counting(WideUnit::PersonPeriod);
    assert_eq!(refused(vec![ones("area_2008m01"), ones("y_2008w01")], &changes).code(), "H895");
}

#[test]
fn files_must_be_of_the_same_weeks_and_damage_is_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let (a, b) = (folder.path().join("a.parquet"), folder.path().join("b.parquet"));
    written(&Register::drawn(20, 10).wide(), &a, 20);
    written(&Register::drawn(20, 11).wide(), &b, 20);
    let error =
        tally_wide_parquet_files(&[a.clone(), b.clone()], &spec([employed()]), |_| Ok(())).expect_err("they differ");
    assert!(error.code() == "H860" && error.to_string().contains("b.parquet"), "{error}");
    let mut bytes = std::fs::read(&a).expect("a file");
    let middle = bytes.len() / 3;
    bytes[4..middle].fill(0xff);
    std::fs::write(&a, bytes).expect("a file");
    let error = tally_wide_parquet(&a, &spec([employed()]), |_| Ok(())).expect_err("damaged");
    assert!(["H802", "H830"].contains(&error.code()) && error.to_string().contains("a.parquet"), "{error}");
    assert_eq!(
        tally_wide_parquet(folder.path().join("none.parquet"), &spec([employed()]), |_| Ok(()))
            .expect_err("none")
            .code(),
        "H801"
    );
}

#[test]
fn the_observer_ends_it_and_sees_all() {
    let register = Register::drawn(40_000, 20);
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("wide.parquet");
    written(&register.wide(), &path, 40_000);
    let mut last = None;
    tally_wide_parquet(&path, &spec([employed()]), |progress| {
        last = Some(progress);
        Ok(())
    })
    .expect("cells");
    let last = last.expect("it was called");
    assert!(last.of == Some(40_000 * 20) && last.rows > 0);
    let ended = tally_wide_parquet(&path, &spec([employed()]), |_| Err(Fault::ValueNeeded.into()));
    assert_eq!(ended.expect_err("ended").code(), "H107");
}
