//! The laws of protection, against an enumeration of every table that agrees with what is published.

use proptest::prelude::*;

use super::complementary::hide;
use super::interval::is_safe;
use super::*;

fn table(counts: &[Vec<u64>]) -> Result<CountTable> {
    let counts: Vec<Vec<f64>> = counts.iter().map(|row| row.iter().map(|count| *count as f64).collect()).collect();
    let names = |letter: &str, many: usize| (0..many).map(|at| format!("{letter}{at}")).collect::<Vec<_>>();
    CountTable::new(&names("r", counts.len()), &names("c", counts[0].len()), &counts)
}

fn areas() -> CountTable {
    let rows = ["Birkelunden", "Åbrinken", "Ærtebjerg", "Østerlunden"];
    let counts = [[31.0, 28.0], [18.0, 3.0], [22.0, 25.0], [40.0, 37.0]];
    CountTable::new(&rows, &["M", "K"], &counts).expect("a table")
}

fn threshold(least: u64) -> Threshold {
    Threshold::new(least).expect("a threshold")
}

/// What is published of a table, line by line: the counts, and why one is hidden.
fn lines(safe: &Protected) -> Vec<Vec<Shown>> {
    let cells: Vec<Shown> = safe.cells().map(|(_, _, shown)| shown).collect();
    cells.chunks(safe.columns().len() + 1).map(<[Shown]>::to_vec).collect()
}

/// Every table that agrees with the published cells and totals, all totals being published. `low` and `high` bound what a
/// hidden cell can be.
fn agreeing(safe: &Protected, bounds: impl Fn(Why) -> (u64, u64)) -> Vec<Vec<u64>> {
    let (lines, width) = (lines(safe), safe.columns().len());
    let (totals, body) = lines.split_last().expect("a line of totals");
    let rest = |total: Shown, cells: &mut dyn Iterator<Item = Shown>| {
        total.count().expect("a published total") - cells.filter_map(Shown::count).sum::<u64>()
    };
    let rows: Vec<u64> = body.iter().map(|line| rest(line[width], &mut line[..width].iter().copied())).collect();
    let columns: Vec<u64> = (0..width).map(|at| rest(totals[at], &mut body.iter().map(|line| line[at]))).collect();
    let unknown: Vec<(usize, usize, Why)> = (0..body.len())
        .flat_map(|row| (0..width).map(move |column| (row, column)))
        .filter_map(|(row, column)| body[row][column].why().map(|why| (row, column, why)))
        .collect();
    let mut found = Vec::new();
    fill(&unknown, &bounds, (rows, columns), &mut Vec::new(), &mut found);
    found
}

fn fill(
    unknown: &[(usize, usize, Why)],
    bounds: &dyn Fn(Why) -> (u64, u64),
    (rows, columns): (Vec<u64>, Vec<u64>),
    so_far: &mut Vec<u64>,
    found: &mut Vec<Vec<u64>>,
) {
    let Some((row, column, why)) = unknown.get(so_far.len()).copied() else {
        if rows.iter().chain(&columns).all(|rest| *rest == 0) {
            found.push(so_far.clone());
        }
        return;
    };
    let (low, high) = bounds(why);
    // The last of a row is what is left of it.
    let last = unknown[so_far.len() + 1..].iter().all(|(other, ..)| *other != row);
    let low = if last { low.max(rows[row]) } else { low };
    for count in low..=high.min(rows[row]).min(columns[column]) {
        let (mut rows, mut columns) = (rows.clone(), columns.clone());
        rows[row] -= count;
        columns[column] -= count;
        so_far.push(count);
        fill(unknown, bounds, (rows, columns), so_far, found);
        so_far.pop();
    }
}

fn extremes(tables: &[Vec<u64>], at: usize) -> Range {
    let counts = || tables.iter().map(|table| table[at]);
    Range { low: counts().min().expect("the true table"), high: counts().max() }
}

/// Totals withheld, cells hidden beside the primary ones, and their counts together.
fn lost(counts: &[Vec<u64>], threshold: Threshold) -> Option<(u64, u64, u64)> {
    let table = table(counts).expect("a table");
    let network = Network::of(&table);
    let (hidden, search) = hide(&network, threshold)?;
    assert_eq!(search, Search::Exact);
    let secondary = (0..hidden.len()).filter(|arc| hidden[*arc] == Some(Why::Secondary));
    Some(secondary.fold((0, 0, 0), |(totals, cells, value), arc| {
        (totals + u64::from(network.is_total(arc)), cells + 1, value + network.arcs[arc].count)
    }))
}

#[test]
fn a_total_that_reveals_a_cell_costs_three_more_cells() {
    let safe = protect(&areas(), Threshold::default()).expect("a way");
    let hidden: Vec<(Option<&str>, Option<&str>, Why)> =
        safe.cells().filter_map(|(row, column, shown)| shown.why().map(|why| (row, column, why))).collect();
    let expected = [("Åbrinken", "M"), ("Åbrinken", "K"), ("Ærtebjerg", "M"), ("Ærtebjerg", "K")];
    let why = |cell: (&str, &str)| if cell == ("Åbrinken", "K") { Why::Primary } else { Why::Secondary };
    assert_eq!(hidden, expected.map(|cell| (Some(cell.0), Some(cell.1), why(cell))));
    let audit = safe.audit();
    assert_eq!((audit.search, audit.totals_withheld), (Search::Exact, 0));
    let three = CellName { row: Some("Åbrinken".into()), column: Some("K".into()) };
    for cell in &audit.hidden {
        assert_eq!(cell.protects, if cell.why == Why::Primary { vec![] } else { vec![three.clone()] });
    }
    assert_eq!(audit.hidden[1].range, Range { low: 0, high: Some(21) });
    assert_eq!(audit.hidden[1].range_with_rule, Range { low: 1, high: Some(4) });
    let network = Network::of(&areas());
    let alone: Hidden = network.arcs.iter().map(|arc| (arc.count == 3).then_some(Why::Primary)).collect();
    let arc = alone.iter().position(Option::is_some).expect("the three");
    assert_eq!(range(&network, &alone, arc, Reader::Sums), Range { low: 3, high: Some(3) });
}

#[test]
fn a_table_that_needs_nothing_is_published_whole() {
    let safe = protect(&table(&[vec![5, 0], vec![9, 12]]).expect("a table"), Threshold::default()).expect("a way");
    let counts: Vec<Option<u64>> = safe.cells().map(|(_, _, shown)| shown.count()).collect();
    assert_eq!(counts, [5, 0, 5, 9, 12, 21, 14, 12, 26].map(Some));
    assert!(safe.audit().hidden.is_empty() && safe.table(crate::design::Language::En).notes.is_empty());
    let whole: Vec<&CellName> = safe.audit().whole_groups.iter().map(|group| &group.group).collect();
    assert_eq!(
        whole,
        [&CellName { row: Some("r0".into()), column: None }, &CellName { row: None, column: Some("c1".into()) }]
    );
}

#[test]
fn where_cells_are_not_enough_totals_are_withheld() {
    for counts in [vec![vec![3]], vec![vec![3, 20]], vec![vec![3], vec![20], vec![0]], vec![vec![3, 0], vec![0, 20]]] {
        let safe = protect(&table(&counts).expect("a table"), Threshold::default()).expect("a way");
        let hidden = &safe.audit().hidden;
        assert!(hidden.iter().any(|cell| cell.cell.row.is_none() || cell.cell.column.is_none()), "{counts:?}");
        for cell in hidden.iter().filter(|cell| cell.why == Why::Primary) {
            assert!(cell.range.low == 0 && cell.range.high.is_none_or(|high| high >= 5), "{counts:?} {cell:?}");
        }
    }
}

#[test]
fn a_large_table_is_protected_too_and_says_how() {
    let counts: Vec<Vec<u64>> =
        (0..40_u64).map(|row| (0..12).map(|column| (row * 31 + column * 17) % 43).collect()).collect();
    let safe = protect(&table(&counts).expect("a table"), Threshold::default()).expect("a way");
    assert_eq!(safe.audit().search, Search::Greedy);
    for cell in &safe.audit().hidden {
        let (low, high) = (cell.range.low, cell.range.high);
        assert!(cell.why == Why::Secondary || (low == 0 && high.is_none_or(|high| high >= 5)), "{cell:?}");
        assert!(cell.why == Why::Primary || !cell.protects.is_empty(), "{cell:?}");
    }
}

#[test]
fn what_cannot_be_protected_is_refused() {
    let ones = table(&[vec![1, 1], vec![1, 1]]).expect("a table");
    assert_eq!(protect(&ones, Threshold::default()).expect_err("all is one").code(), "H612");
    let code = |entries: &[(&str, &str, f64)]| {
        CountTable::from_entries(entries.iter().copied()).map_or_else(|error| error.code(), |_| "")
    };
    assert_eq!(code(&[("a", "x", 1.0), ("a", "x", 1.0)]), "H611");
    assert_eq!(code(&[("a", "x", 1.0), ("b", "y", 1.0)]), "H611");
    assert_eq!(code(&[("a", "x", 1.0), ("I alt", "x", 1.0)]), "H613");
    assert_eq!(code(&[("Allerød", "x", 1.0), ("b", "x", 1.0)]), "");
    assert_eq!(code(&[]), "H103");
    assert_eq!(code(&[("a", "x", -1.0)]), "H202");
    assert_eq!(code(&[("a", "x", 0.5)]), "H204");
    assert_eq!(code(&[("a", "x", f64::NAN)]), "H104");
    assert_eq!(code(&[("a", "x", 9e15), ("b", "x", 9e15)]), "H208");
    assert_eq!(CountTable::new(&["a"], &["x", "y"], &[[1.0]]).expect_err("ragged").code(), "H108");
    let names: Vec<String> = (0..101).map(|at| at.to_string()).collect();
    let counts = vec![vec![7.0; 101]; 101];
    assert_eq!(CountTable::new(&names, &names, &counts).expect_err("large").code(), "H008");
}

fn counts() -> impl Strategy<Value = Vec<Vec<u64>>> {
    (2..=3_usize, 2..=3_usize)
        .prop_flat_map(|(rows, columns)| proptest::collection::vec(proptest::collection::vec(0..=9_u64, columns), rows))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn a_hidden_count_is_what_enumeration_says(counts in counts(), least in 3..=6_u64) {
        let threshold = threshold(least);
        let Ok(safe) = protect(&table(&counts).expect("a table"), threshold) else {
            // Nothing that could still be hidden: even all of it is not enough.
            return Ok(());
        };
        let lines = lines(&safe);
        for (row, line) in counts.iter().enumerate() {
            for (column, count) in line.iter().enumerate() {
                match lines[row][column] {
                    Shown::Published(shown) => prop_assert!(shown == *count && !threshold.hides(shown)),
                    Shown::Hidden(why) => prop_assert!(*count > 0 && (why == Why::Primary) == threshold.hides(*count)),
                }
            }
        }
        let hidden = &safe.audit().hidden;
        if hidden.iter().any(|cell| cell.cell.row.is_none() || cell.cell.column.is_none()) {
            return Ok(());
        }
        let by_sums = agreeing(&safe, |_| (0, u64::MAX));
        let by_rule = agreeing(&safe, |why| if why == Why::Primary { (1, least - 1) } else { (least, u64::MAX) });
        for (at, cell) in hidden.iter().enumerate() {
            prop_assert_eq!(cell.range, extremes(&by_sums, at));
            prop_assert_eq!(cell.range_with_rule, extremes(&by_rule, at));
            if cell.why == Why::Primary {
                prop_assert!(cell.range.low == 0 && cell.range.high >= Some(least));
                prop_assert!(Some(cell.range_with_rule.low) < cell.range_with_rule.high);
            }
        }
    }

    #[test]
    fn no_other_choice_hides_less(counts in proptest::collection::vec(proptest::collection::vec(0..=14_u64, 3), 3)) {
        let threshold = Threshold::default();
        let network = Network::of(&table(&counts).expect("a table"));
        let primary: Hidden =
            network.arcs.iter().map(|arc| threshold.hides(arc.count).then_some(Why::Primary)).collect();
        let open: Vec<usize> =
            (0..primary.len()).filter(|arc| network.arcs[*arc].count >= 5 && !network.is_total(*arc)).collect();
        let choices = (0..1_u32 << open.len()).filter_map(|choice| {
            let mut hidden = primary.clone();
            let chosen = open.iter().enumerate().filter(|(bit, _)| choice >> bit & 1 == 1).map(|(_, arc)| *arc);
            let cost = chosen.fold((0, 0, 0), |(_, cells, value), arc| {
                hidden[arc] = Some(Why::Secondary);
                (0, cells + 1, value + network.arcs[arc].count)
            });
            let mut small = (0..hidden.len()).filter(|arc| hidden[*arc] == Some(Why::Primary));
            small.all(|arc| is_safe(&network, &hidden, arc, threshold)).then_some(cost)
        });
        let found = lost(&counts, threshold);
        match choices.min() {
            Some(least) => prop_assert_eq!(found, Some(least)),
            None => prop_assert!(found.is_none_or(|(totals, _, _)| totals > 0)),
        }
    }

    #[test]
    fn turning_and_reordering_a_table_loses_the_same(counts in counts()) {
        let threshold = Threshold::default();
        let turned: Vec<Vec<u64>> =
            (0..counts[0].len()).map(|column| counts.iter().map(|row| row[column]).collect()).collect();
        let reordered: Vec<Vec<u64>> =
            counts.iter().rev().map(|row| row.iter().rev().copied().collect()).collect();
        let found = lost(&counts, threshold);
        prop_assert_eq!(found, lost(&turned, threshold));
        prop_assert_eq!(found, lost(&reordered, threshold));
    }
}

#[test]
fn a_table_beyond_the_limit_is_refused_before_it_is_read() {
    let names: Vec<String> = (0..1000).map(|at| at.to_string()).collect();
    let seen = std::cell::Cell::new(0_u32);
    let entries = (0..1_000_000_usize).map(|at| {
        seen.set(seen.get() + 1);
        (names[at / 1000].as_str(), names[at % 1000].as_str(), 3.0)
    });
    assert_eq!(CountTable::from_entries(entries).expect_err("large").code(), "H008");
    assert!(seen.get() <= 10_001, "{}", seen.get());
}

#[test]
fn the_account_says_what_can_be_found_out() {
    let safe = protect(&areas(), Threshold::default()).expect("a way");
    let account = safe.account(crate::design::Language::Da);
    assert_eq!(account.rows[1], ["Åbrinken, K", "lille tal", "0-21", "1-4", ""]);
    assert_eq!(account.rows[0], ["Åbrinken, M", "beskytter", "0-21", "17-20", "Åbrinken, K"]);
    assert_eq!(account.notes[0], "Intet andet valg skjuler mindre.");
    let counts: Vec<Vec<u64>> = (0..30).map(|row| vec![row % 5, 9, row % 3]).collect();
    let many = protect(&table(&counts).expect("a table"), Threshold::default()).expect("a way");
    let account = many.account(crate::design::Language::En);
    assert!(account.rows.len() == 20 && account.notes[0].contains("more hidden cells"), "{:?}", account.notes);
    let alone = protect(&table(&[vec![3, 0], vec![0, 20]]).expect("a table"), Threshold::default()).expect("a way");
    let notes = alone.account(crate::design::Language::En).notes;
    assert!(notes.iter().any(|note| note.contains("totals are withheld")), "{notes:?}");
    assert!(notes.iter().any(|note| note.contains("r0, c0; r1, c1")), "{notes:?}");
}

#[test]
fn what_does_not_hold_together_is_not_read() {
    let safe = protect(&areas(), Threshold::default()).expect("a way");
    let text = serde_json::to_string(&safe).expect("JSON");
    assert!(!text.contains(":3,") && !text.contains(":18,"), "{text}");
    assert_eq!(serde_json::from_str::<Protected>(&text).expect("as written"), safe);
    let short = text.replacen("\"Birkelunden\",", "", 1);
    assert!(serde_json::from_str::<Protected>(&short).expect_err("a row less").to_string().contains("not those of"));
}
