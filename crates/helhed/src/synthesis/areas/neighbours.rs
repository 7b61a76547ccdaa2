//! Neighbouring areas together.

use std::collections::BTreeMap;

use super::Areas;
use crate::error::{AreaFault, Error, Fault, Place, Result, nearest};
use crate::estimate::{KeyValue, SynthesisWarning, Warning};

impl Areas {
    /// The same areas, each with the counts of its neighbours added to its own. An area that is not named has none. The
    /// areas then share counts and are no longer independent, which a warning (W545) says.
    ///
    /// # Errors
    /// `H401` for an area that does not occur, `H542` for areas that are ratios or estimates, whose counts are not known.
    pub fn with_neighbours(self, neighbours: &BTreeMap<KeyValue, Vec<KeyValue>>) -> Result<Self> {
        if self.blocks.is_empty() && !self.keys.is_empty() {
            return Err(Error::new(AreaFault::NothingToAdd.into(), Place::argument("neighbours")));
        }
        let place: BTreeMap<&KeyValue, usize> =
            self.keys.iter().enumerate().filter_map(|(at, key)| Some((&key.first()?.value, at))).collect();
        let dimension = self.keys.first().and_then(|key| key.first()).map_or("area", |part| part.dimension.as_str());
        let find = |value: &KeyValue| {
            place.get(value).copied().ok_or_else(|| {
                let texts: Vec<String> = place.keys().map(ToString::to_string).collect();
                let nearest = nearest(&value.to_string(), texts.iter().map(String::as_str));
                let fault = Fault::NoSuchGroup { dimension: dimension.to_owned(), value: value.to_string(), nearest };
                Error::new(fault, Place::argument("neighbours"))
            })
        };
        let mut blocks = self.blocks.clone();
        for (area, others) in neighbours {
            let at = find(area)?;
            let mut with: Vec<usize> = others.iter().map(find).collect::<Result<_>>()?;
            with.sort_unstable();
            with.dedup();
            for other in with.into_iter().filter(|other| *other != at) {
                blocks[at].merge(&self.blocks[other])?;
            }
        }
        let subject = self.subject.clone();
        let own = self.own.or_else(|| Some(self.figures.clone()));
        let mut areas = Self::of_blocks(self.indicator, subject, self.keys, blocks)?;
        areas.own = own;
        areas.warnings.push(Warning::Synthesis(SynthesisWarning::NeighboursShared));
        Ok(areas)
    }
}
