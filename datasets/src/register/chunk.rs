//! A chunk of persons: all tables' rows of them, and their part of the truth.

use std::ops::Range;

use arrow_array::RecordBatch;
use helhed::error::Result;

use super::columns::AreaCodes;
use super::crew::Wanted;
use super::folder::{Folder, Table};
use super::life::Life;
use super::path::Paths;
use super::programme::{Exposure, Listed};
use super::residence::Ground;
use super::tables;
use super::truth::Truth;
use super::weeks::{Packed, Packer, Weeks};

/// What all chunks are made from.
pub(super) struct Whole<'a> {
    pub(super) ground: &'a Ground<'a>,
    pub(super) codes: &'a AreaCodes,
    pub(super) exposure: &'a Exposure,
    /// The programmes that were chosen.
    pub(super) programmes: &'a [Listed],
    pub(super) paths: &'a Paths,
    pub(super) mothers: &'a [u32],
    pub(super) packer: &'a Packer,
    pub(super) folder: &'a Folder,
}

/// The tables that have rows of persons, in the order of [`Chunk::batches`].
pub(super) const TABLES: [&str; 6] =
    ["persons", "residence", "convictions", "school", "participation", "truth_persons"];

/// What a chunk comes to.
pub(super) struct Chunk {
    pub(super) weeks: Packed,
    pub(super) batches: [RecordBatch; TABLES.len()],
    pub(super) truth: Truth,
}

impl Whole<'_> {
    /// Lives and packs a chunk.
    pub(super) fn chunk(&self, persons: Range<usize>, wanted: &Wanted) -> Result<Chunk> {
        let Ground { calendar, areas, .. } = *self.ground;
        let mut truth = Truth::new(areas.len(), calendar.years, self.programmes.len());
        let mut weeks = Weeks::new(persons.len(), calendar.weeks.len());
        let (mut convictions, mut school, mut participation) = (Vec::new(), Vec::new(), Vec::new());
        let mut latents = Vec::with_capacity(persons.len());
        let mut life = Life::default();
        for person in persons.clone() {
            wanted.check()?;
            let spells = self.paths.of(person);
            life.whole(person, spells, self.ground, self.exposure);
            truth.add(&life, spells, self.programmes, self.ground);
            weeks.push(&life.states);
            convictions.extend(life.convictions.iter().filter(|year| year.convicted).map(|year| (person, *year)));
            school.extend(life.exams.map(|exams| (person, exams)));
            participation.extend(life.courses.iter().map(|course| (person, *course)));
            latents.push(life.latent);
        }
        let batches = [
            tables::persons(self.ground, self.mothers, persons.clone(), &latents)?,
            tables::residence(self.ground, self.codes, self.paths, persons.clone())?,
            tables::convictions(&convictions)?,
            tables::school(&school)?,
            tables::participation(self.ground, self.codes, &participation)?,
            tables::latents(persons.clone(), &latents)?,
        ];
        Ok(Chunk { weeks: self.packer.pack(weeks, persons.start, wanted, self.folder)?, batches, truth })
    }
}

impl Chunk {
    /// Writes the rows that are not weeks.
    pub(super) fn write(&self, tables: &mut [Table<'_>; TABLES.len()]) -> Result<()> {
        tables.iter_mut().zip(&self.batches).try_for_each(|(table, batch)| table.write(batch))
    }
}
