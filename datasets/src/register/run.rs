//! The whole simulation: month by month through the places, then person by person through the lives.

use std::path::Path;

use helhed::error::{Fault, Result};
use helhed_arrow::Progress;

use super::area::Areas;
use super::calendar::Calendar;
use super::chunk::{TABLES, Whole};
use super::columns::AreaCodes;
use super::crew::{Crew, in_order};
use super::folder::{Folder, Table};
use super::household::Households;
use super::labour::EMPLOYED;
use super::life::Life;
use super::outcomes::{self, Account};
use super::path::Paths;
use super::people::People;
use super::programme::{Exposure, Listed, list, rounds};
use super::random::Random;
use super::recipe::Recipe;
use super::residence::{DWELLINGS, Ground, Owed, Residence};
use super::tables;
use super::truth::Truth;
use super::weeks;

/// Rows of rent owed that are gathered before they are written.
const OWED: usize = 1 << 16;

/// See [`super::simulate`].
pub(super) fn run(
    recipe: &Recipe,
    path: &Path,
    crew: Crew,
    mut observer: impl FnMut(Progress) -> Result<()>,
) -> Result<Account> {
    let folder = Folder::new(path)?;
    let of = Some(recipe.persons() as u64);
    let mut tick = |persons: usize| observer(Progress { rows: persons as u64, of });

    let random = Random::new(recipe.seed());
    let calendar = Calendar::new(recipe.first_year(), recipe.years());
    let people = People::new(recipe.persons(), random, &calendar);
    tick(0)?;
    let households = Households::new(&people, random, calendar.start(), || tick(0))?;
    let dwellings = (DWELLINGS * households.count() as f64) as usize;
    let areas = Areas::new(recipe, random, &calendar, dwellings);
    let ground = Ground { random, calendar: &calendar, people: &people, areas: &areas, effects: recipe.effects() };
    let codes = AreaCodes::new(&areas);
    tick(0)?;

    // Through the months, and a choice of areas at the end of some years.
    let mut residence = Residence::new(ground, households, || tick(0))?;
    let mut months = Months::new(&ground, &codes, &folder);
    let mut listed: Vec<Listed> = Vec::new();
    let mut exposure = Exposure::new(&listed, &areas, &calendar);
    for year in rounds(calendar.years) {
        months.go(&mut residence, &exposure, year + 1, &mut tick)?;
        let paths = residence.paths(calendar.year(year + 1));
        let counts = employed(year, &ground, &exposure, &paths, crew, &mut tick)?;
        let round = list(year, &counts, &listed, recipe, random);
        listed.extend(round);
        exposure = Exposure::new(&listed, &areas, &calendar);
    }
    months.go(&mut residence, &exposure, calendar.years, &mut tick)?;
    let programmes: Vec<Listed> = listed.iter().copied().filter(|listed| listed.chosen).collect();
    let mut truth = Truth::new(areas.len(), calendar.years, programmes.len());
    truth.evicted.clone_from(&months.truth.evicted);
    truth.add_tenancies(&residence.tenancy_months);
    let mut rows = months.finish()?;
    let paths = residence.paths(calendar.end());
    let mothers = std::mem::take(&mut residence.mothers);
    drop(residence);

    // Through the lives.
    let (mut weeks, packer) = weeks::open(&folder, &calendar)?;
    let whole = Whole {
        ground: &ground,
        codes: &codes,
        exposure: &exposure,
        programmes: &programmes,
        paths: &paths,
        mothers: &mothers,
        packer: &packer,
        folder: &folder,
    };
    let chunks = crew.chunks(recipe.persons());
    let mut written = TABLES.map(|name| folder.table(name));
    let persons = std::cell::Cell::new(0);
    in_order(
        crew.threads,
        chunks.len(),
        |number, wanted| whole.chunk(chunks[number].clone(), wanted),
        |number, chunk| {
            chunk.write(&mut written)?;
            truth.merge(&chunk.truth);
            persons.set(chunks[number].end);
            weeks.write(chunk.weeks)
        },
        || tick(persons.get()),
    )?;
    weeks.finish()?;
    for (name, table) in TABLES.into_iter().zip(written) {
        rows.push((name, table.finish()?));
    }
    rows.push(("labour", recipe.persons() as u64));

    for (name, batch) in [
        ("areas", tables::areas(&ground, &codes, &listed)?),
        ("neighbours", tables::neighbours(&ground, &codes)?),
        ("programmes", tables::lists(&ground, &codes, &listed)?),
        ("dwellings", tables::dwellings(&ground, &codes, 0..areas.dwellings())?),
        ("states", tables::states()?),
        ("truth_areas", outcomes::areas(&ground, &codes, &exposure, &truth)?),
        ("truth_participants", outcomes::participants(&truth)?),
        ("truth_people", outcomes::people(&codes, &programmes, &truth)?),
    ] {
        let mut table = folder.table(name);
        table.write(&batch)?;
        rows.push((name, table.finish()?));
    }
    rows.sort_unstable();
    let account = Account { recipe: *recipe, rows, effects: outcomes::effects(&truth, &exposure) };
    let text = serde_json::to_string_pretty(&account)
        .map_err(|error| Fault::Bug { what: format!("the account of a register: {error}") })?;
    folder.text("truth.json", &(text + "\n"))?;
    folder.finish()?;
    Ok(account)
}

/// The months, and what is owed in them, on its way to the files.
struct Months<'a> {
    ground: &'a Ground<'a>,
    codes: &'a AreaCodes,
    arrears: Table<'a>,
    evictions: Table<'a>,
    owed: Vec<Owed>,
    truth: Truth,
}

impl<'a> Months<'a> {
    fn new(ground: &'a Ground<'a>, codes: &'a AreaCodes, folder: &'a Folder) -> Self {
        let truth = Truth::new(ground.areas.len(), ground.calendar.years, 0);
        let (arrears, evictions) = (folder.table("arrears"), folder.table("evictions"));
        Self { ground, codes, arrears, evictions, owed: Vec::new(), truth }
    }

    /// Goes on to the beginning of a year.
    fn go(
        &mut self,
        residence: &mut Residence<'_>,
        exposure: &Exposure,
        year: usize,
        tick: &mut impl FnMut(usize) -> Result<()>,
    ) -> Result<()> {
        while residence.month() < 12 * year {
            let from = self.owed.len();
            let month = residence.month();
            residence.step(exposure, &mut self.owed);
            self.truth.add_owed(&self.owed[from..], month / 12, self.ground);
            if self.owed.len() >= OWED {
                self.write()?;
            }
            tick(0)?;
        }
        Ok(())
    }

    fn write(&mut self) -> Result<()> {
        self.arrears.write(&tables::arrears(self.ground, self.codes, &self.owed)?)?;
        self.evictions.write(&tables::evictions(self.ground, self.codes, &self.owed)?)?;
        self.owed.clear();
        Ok(())
    }

    fn finish(mut self) -> Result<Vec<(&'static str, u64)>> {
        self.write()?;
        Ok(vec![("arrears", self.arrears.finish()?), ("evictions", self.evictions.finish()?)])
    }
}

/// Weeks in employment and in all, in a year, of the residents of working age of each area: what a ministry would see.
fn employed(
    year: usize,
    ground: &Ground<'_>,
    exposure: &Exposure,
    paths: &Paths,
    crew: Crew,
    tick: &mut impl FnMut(usize) -> Result<()>,
) -> Result<Vec<(u64, u64)>> {
    let calendar = ground.calendar;
    let (from, weeks) = (calendar.weeks_before(year), calendar.weeks_before(year + 1));
    let chunks = crew.chunks(ground.people.len());
    let mut counts = vec![(0, 0); ground.areas.len()];
    in_order(
        crew.threads,
        chunks.len(),
        |number, wanted| {
            let mut counts = vec![(0_u64, 0_u64); ground.areas.len()];
            let mut life = Life::default();
            for person in chunks[number].clone() {
                wanted.check()?;
                let spells = paths.of(person);
                // Who has not lived in any area counts nowhere.
                if spells.is_empty() {
                    continue;
                }
                life.weeks(person, weeks, spells, ground, exposure);
                for at in from..weeks {
                    let thursday = calendar.weeks[at].thursday;
                    let counted = (life.working.0..life.working.1).contains(&thursday);
                    if counted && let Some((employed, all)) = counts.get_mut(usize::from(life.areas[at])) {
                        *all += 1;
                        *employed += u64::from(life.states[at] == EMPLOYED);
                    }
                }
            }
            Ok(counts)
        },
        |_, part| {
            for (whole, part) in counts.iter_mut().zip(part) {
                *whole = (whole.0 + part.0, whole.1 + part.1);
            }
            Ok(())
        },
        || tick(0),
    )?;
    Ok(counts)
}
