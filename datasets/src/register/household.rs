//! Households: who lives with whom.

use helhed::error::Result;
use helhed::numeric::stream::Stream;

use super::people::{Latent, People};
use super::random::{Purpose, Random};

/// Stands for no person, no household and no dwelling.
pub(super) const NONE: u32 = u32::MAX;

/// Age from which a person can have a household.
pub(super) const ADULT: f64 = 18.0;
/// Ages between which women have children.
const FERTILE: (f64, f64) = (19.0, 42.0);
/// Share of the women who live in a couple when the register begins.
const COUPLES: f64 = 0.5;
/// Largest difference of age in a couple.
const COUPLE_YEARS: f64 = 6.0;

/// Who lives with whom. The members of a household are a chain that begins with a grown-up, if it has one.
#[derive(Debug)]
pub(super) struct Households {
    /// The household of each person; none for the unborn and the dead.
    of: Vec<u32>,
    /// The next member after each person.
    next: Vec<u32>,
    /// The first member of each household; none for one that is no more.
    first: Vec<u32>,
    /// The dwelling of each household; none elsewhere.
    dwelling: Vec<u32>,
}

impl Households {
    /// The households of those who live on the first day. `tick` is asked now and then whether to go on.
    ///
    /// # Errors
    /// That of `tick`.
    pub(super) fn new(
        people: &People,
        random: Random,
        start: i32,
        mut tick: impl FnMut() -> Result<()>,
    ) -> Result<Self> {
        let mut now_and_then = |person: usize| if person.is_multiple_of(1 << 14) { tick() } else { Ok(()) };
        let persons = people.len();
        let mut households =
            Self { of: vec![NONE; persons], next: vec![NONE; persons], first: Vec::new(), dwelling: Vec::new() };
        let grown = |person: usize| {
            people.alive(person, start) && start - people.born[person] >= Latent::of(person, random).leaves_home
        };
        let grown: Vec<bool> = (0..persons).map(grown).collect();
        for woman in 0..persons {
            now_and_then(woman)?;
            if !grown[woman] || !people.woman[woman] {
                continue;
            }
            let mut stream = random.stream(Purpose::Couple, woman, 0);
            let household = households.found(woman);
            let suits = |man: usize, households: &Self| {
                grown[man] && !people.woman[man] && households.of[man] == NONE && near(people, woman, man)
            };
            if stream.unit() < COUPLES
                && let Some(man) = draw(&mut stream, persons, 60, |man| suits(man, &households))
            {
                households.join(man, household);
            }
        }
        for (person, grown) in grown.iter().enumerate() {
            if *grown && households.of[person] == NONE {
                households.found(person);
            }
        }
        for child in 0..persons {
            now_and_then(child)?;
            if !people.alive(child, start) || grown[child] {
                continue;
            }
            let mut stream = random.stream(Purpose::Mother, child, 0);
            let home = households.mother(child, people, start, &mut stream, |woman| grown[woman]);
            let home = home.or_else(|| draw(&mut stream, persons, 1000, |person| grown[person]));
            match home {
                Some(adult) => households.join(child, households.of[adult] as usize),
                None => drop(households.found(child)),
            }
        }
        Ok(households)
    }

    /// A woman who can be the mother of a child, on a day.
    pub(super) fn mother(
        &self,
        child: usize,
        people: &People,
        day: i32,
        stream: &mut Stream,
        also: impl Fn(usize) -> bool,
    ) -> Option<usize> {
        draw(stream, people.len(), 400, |woman| {
            let age = people.about_age(woman, people.born[child]);
            people.woman[woman]
                && (FERTILE.0..FERTILE.1).contains(&age)
                && people.alive(woman, day)
                && self.of[woman] != NONE
                && also(woman)
        })
    }

    /// Somebody living alone of the other sex and about the same age.
    pub(super) fn partner(&self, of: usize, people: &People, stream: &mut Stream) -> Option<usize> {
        draw(stream, people.len(), 60, |other| {
            people.woman[of] != people.woman[other] && self.alone(other) && near(people, of, other)
        })
    }

    pub(super) fn count(&self) -> usize {
        self.first.len()
    }

    pub(super) fn of(&self, person: usize) -> Option<usize> {
        some(self.of[person])
    }

    pub(super) fn dwelling(&self, household: usize) -> Option<usize> {
        some(self.dwelling[household])
    }

    pub(super) fn set_dwelling(&mut self, household: usize, dwelling: Option<usize>) {
        self.dwelling[household] = dwelling.map_or(NONE, |dwelling| dwelling as u32);
    }

    /// The members, the first first.
    pub(super) fn members(&self, household: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(some(self.first[household]), |person| some(self.next[*person]))
    }

    pub(super) fn alone(&self, person: usize) -> bool {
        self.of(person).is_some_and(|household| self.members(household).count() == 1)
    }

    /// A household of one.
    pub(super) fn found(&mut self, person: usize) -> usize {
        let household = self.first.len();
        self.first.push(person as u32);
        self.dwelling.push(NONE);
        self.of[person] = household as u32;
        self.next[person] = NONE;
        household
    }

    /// Adds a member after the first.
    pub(super) fn join(&mut self, person: usize, household: usize) {
        self.of[person] = household as u32;
        match some(self.first[household]) {
            Some(first) => {
                self.next[person] = self.next[first];
                self.next[first] = person as u32;
            }
            None => {
                self.first[household] = person as u32;
                self.next[person] = NONE;
            }
        }
    }

    /// Takes a member out.
    pub(super) fn leave(&mut self, person: usize) {
        let Some(household) = self.of(person) else { return };
        let after = self.next[person];
        let before = self.members(household).find(|member| self.next[*member] == person as u32);
        match before {
            Some(before) => self.next[before] = after,
            None => self.first[household] = after,
        }
        self.of[person] = NONE;
        self.next[person] = NONE;
    }
}

fn some(index: u32) -> Option<usize> {
    (index != NONE).then_some(index as usize)
}

fn near(people: &People, left: usize, right: usize) -> bool {
    let days = i64::from(people.born[left]) - i64::from(people.born[right]);
    days.unsigned_abs() as f64 <= COUPLE_YEARS * 365.25
}

/// A person that suits, found by trying persons at random.
fn draw(stream: &mut Stream, persons: usize, tries: usize, suits: impl Fn(usize) -> bool) -> Option<usize> {
    (0..tries).map(|_| stream.below(persons as u32) as usize).find(|person| suits(*person))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_come_and_go() {
        let (of, next) = (vec![NONE; 4], vec![NONE; 4]);
        let mut households = Households { of, next, first: Vec::new(), dwelling: Vec::new() };
        let home = households.found(2);
        households.join(0, home);
        households.join(3, home);
        assert_eq!(households.members(home).collect::<Vec<_>>(), [2, 3, 0]);
        households.leave(2);
        assert_eq!(households.members(home).collect::<Vec<_>>(), [3, 0]);
        households.leave(0);
        assert!(households.alone(3) && households.of(0).is_none());
        households.leave(3);
        assert_eq!(households.members(home).count(), 0);
    }
}
