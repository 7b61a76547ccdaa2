//! # Reach, dose and target-group share from an attendance log
//!
//! ## What it estimates
//! How many different persons took part, which share of the population they are meant for that is (reach), which share of them
//! belongs to the target group (hit rate), and how many sessions and hours a participant had (dose): of all activities
//! together, and of each.
//!
//! ## When to use
//! With a log of one row a person and session. It says whom a programme reached, not what it did for them.
//!
//! ## Equation
//! Participants are distinct persons. Hit rate = participants of the target group / participants of whom it is known. Reach =
//! participants of the target group (all participants, where the log does not mark it) / population. Sessions of a participant
//! are distinct pairs of activity and date (rows, where there are no dates); hours are their sum.
//!
//! ## Interval
//! Wilson's for hit rate and reach, Student's t for the mean dose, ranks of the ordered values for the median: they treat the
//! participants as a sample of those who might have come. The counts themselves are complete and have none.
//!
//! ## Edge cases
//! A row without a person cannot be counted; it is left out (W101), and so is one without an activity from the activities.
//! A row that repeats person, activity and date counts once (W557); its hours count once too, the most that one of the rows
//! has. A person with a row without hours has no known dose in hours (W101). One who is in the target group in some rows and
//! not in others is left out of hit rate and reach (W558). Persons of whom nothing says whether they are in the target group
//! are missing from both (W101), and where that is nobody's there is neither. More participants than population: no reach
//! (W559).
//!
//! ## Example
//! ```
//! use helhed::Level;
//! use helhed::synthesis::goal::{Log, attendance};
//! let log = Log::new(["a", "b", "a", "c"].map(|id| Some(id.to_owned())).to_vec())?;
//! let log = log.with_target_group(vec![Some(true), Some(false), Some(true), Some(true)])?;
//! let found = attendance(&log, Some(40), Level::P95)?;
//! let all = &found.all;
//! assert_eq!((all.participants, all.in_group, all.sessions), (3, Some(2), 4));
//! assert_eq!(all.reach.as_ref().and_then(|reach| reach.value), Some(0.05));
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Wilson (1927), Journal of the American Statistical Association 22: 209-212, for the shares; the pages of `mean/t` and
//! `mean/order_statistic` for the dose.
//!
//! ## Checked against
//! Counts by hand, and by sets of persons in other code; the intervals are those of their own pages.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::Log;
use crate::cells::{MeanCell, ProportionCell};
use crate::error::Result;
use crate::estimate::{Count, Estimand, Estimate, Estimates, KeyPart, Level, Method, Names, Subject, Unit};
use crate::estimate::{Direction, TrackWarning, Warning};
use crate::estimates::{mean, proportion};
use crate::records::Sample;

/// The method.
pub const ATTENDANCE: Method = Method::new("goal/attendance", 1, "");

/// Who took part: in all activities together, and in each.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Attendance {
    /// Method.
    pub method: Method,
    /// All activities together.
    pub all: Participation,
    /// Each activity by its name, in the order of the names.
    pub by_activity: Vec<Participation>,
    /// Population that the programme is meant for.
    pub population: Option<u64>,
    /// What the reader must know of the whole log.
    pub warnings: Vec<Warning>,
}

/// Who took part in one activity, or in all of them. What the log does not record is absent.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Participation {
    /// Activity; absent for all of them together.
    pub activity: Option<String>,
    /// Different persons.
    pub participants: u64,
    /// Those of the target group among them.
    pub in_group: Option<u64>,
    /// Sessions attended, added up over persons.
    pub sessions: u64,
    /// Hours attended, added up over persons, as far as they are known.
    pub hours: Option<f64>,
    /// Share of the population that took part.
    pub reach: Option<Estimate>,
    /// Share of the participants that is in the target group.
    pub hit_rate: Option<Estimate>,
    /// Sessions of a participant: mean.
    pub mean_sessions: Estimate,
    /// Sessions of a participant: median.
    pub median_sessions: Estimate,
    /// Hours of a participant: mean.
    pub mean_hours: Option<Estimate>,
    /// Hours of a participant: median.
    pub median_hours: Option<Estimate>,
}

/// What tells sessions of a person apart: the activity and the date, or the row where there is no date.
type Session<'a> = (Option<&'a str>, Option<&'a str>, usize);

/// What is known of a person.
#[derive(Default)]
struct Person<'a> {
    /// Sessions and their hours.
    sessions: BTreeMap<Session<'a>, Option<f64>>,
    groups: BTreeSet<bool>,
}

/// Reach, dose and hit rate of a log. `population` is the number of persons that the programme is meant for.
///
/// # Errors
/// `H901` if the search for a quantile did not end.
pub fn attendance(log: &Log, population: Option<u64>, level: Level) -> Result<Attendance> {
    let mut warnings = Vec::new();
    let of = log.persons.len() as u64;
    let nameless = log.persons.iter().filter(|person| person.is_none()).count() as u64;
    if nameless > 0 {
        warnings.push(Warning::MissingValues { missing: nameless, of });
    }
    let named = |row: &usize| log.persons[*row].is_some();
    if let Some(activities) = &log.activities {
        let rows = (0..activities.len()).filter(named);
        let (missing, of) = (rows.clone().filter(|row| activities[*row].is_none()).count(), rows.count());
        if missing > 0 {
            warnings.push(Warning::MissingValues { missing: missing as u64, of: of as u64 });
        }
    }
    let (persons, twice) = persons(log, 0..log.persons.len());
    if twice > 0 {
        warnings.push(Warning::Track(TrackWarning::AttendedTwice { rows: twice }));
    }
    let contradicted = persons.values().filter(|person| person.groups.len() > 1).count() as u64;
    if contradicted > 0 {
        warnings.push(Warning::Track(TrackWarning::GroupContradicted { persons: contradicted }));
    }
    let mut rows: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (row, name) in log.activities.iter().flatten().enumerate() {
        if let Some(name) = name {
            rows.entry(name).or_default().push(row);
        }
    }
    let by_activity = rows
        .into_iter()
        .map(|(name, rows)| participation(log, Some(name), &self::persons(log, rows).0, population, level));
    Ok(Attendance {
        method: ATTENDANCE,
        by_activity: by_activity.collect::<Result<_>>()?,
        all: participation(log, None, &persons, population, level)?,
        population,
        warnings,
    })
}

/// The persons of rows of a log, and how many of the rows repeat another.
fn persons(log: &Log, rows: impl IntoIterator<Item = usize>) -> (BTreeMap<&str, Person<'_>>, u64) {
    let (mut persons, mut twice): (BTreeMap<&str, Person<'_>>, u64) = (BTreeMap::new(), 0);
    for row in rows {
        let Some(person) = &log.persons[row] else { continue };
        let activity = log.activities.as_ref().and_then(|column| column[row].as_deref());
        let date = log.dates.as_ref().and_then(|column| column[row].as_deref());
        let known = persons.entry(person).or_default();
        known.groups.extend(log.in_group.as_ref().and_then(|column| column[row]));
        // Without a date nothing says that two rows are one session.
        let session = (activity, date, if date.is_some() { 0 } else { row + 1 });
        let hours = log.hours.as_ref().and_then(|column| column[row]);
        known
            .sessions
            .entry(session)
            .and_modify(|longest| {
                twice += 1;
                *longest = longest.zip(hours).map(|(one, other)| one.max(other)).or(*longest).or(hours);
            })
            .or_insert(hours);
    }
    (persons, twice)
}

fn participation(
    log: &Log,
    activity: Option<&str>,
    persons: &BTreeMap<&str, Person<'_>>,
    population: Option<u64>,
    level: Level,
) -> Result<Participation> {
    let participants = persons.len() as u64;
    let groups = || persons.values().map(|person| &person.groups).filter(|groups| groups.len() == 1);
    let (known, in_group) = (groups().count() as u64, groups().filter(|groups| groups.contains(&true)).count() as u64);
    let marked = log.in_group.is_some();
    let unknown = if marked { participants - known } else { 0 };
    // Of nobody is it known: that is not nobody.
    let untold = unknown > 0 && known == 0;
    let key: Vec<KeyPart> =
        activity.map(|name| KeyPart { dimension: "activity".into(), value: name.into() }).into_iter().collect();
    let about = |estimate: Estimate, [id, da, en]: [&str; 3]| {
        let subject = Subject { id: id.into(), name: Names::new(da, en), better: Direction::Neutral };
        Estimate { key: key.clone(), indicator: Some(subject), ..estimate }
    };
    let hit_rate = || {
        let share = ProportionCell::from_counts(in_group as f64, known as f64)?.with_missing(participants - known);
        proportion::wilson(&share, level)
    };
    let reached = if marked { in_group } else { participants };
    let reach = |population: u64| -> Result<Estimate> {
        if untold {
            let n = Count::of_records(population);
            let none = Estimate::new(Estimand::Proportion, Unit::Share, proportion::WILSON, n);
            return Ok(none.warned_if_missing(unknown, known));
        }
        if reached > population {
            let n = Count::of_events(reached, population);
            let more = TrackWarning::MoreThanPopulation { participants: reached, population };
            let none = Estimate::new(Estimand::Proportion, Unit::Share, proportion::WILSON, n);
            return Ok(none.warned(Warning::Track(more)));
        }
        let share = proportion::wilson(&ProportionCell::from_counts(reached as f64, population as f64)?, level)?;
        Ok(share.warned_if_missing(unknown, known))
    };
    let sessions: Vec<Option<f64>> = persons.values().map(|person| Some(person.sessions.len() as f64)).collect();
    // A sum over sessions of which one is unknown is unknown itself.
    let hours: Vec<Option<f64>> =
        persons.values().map(|person| person.sessions.values().copied().sum::<Option<f64>>()).collect();
    let known_hours = || persons.values().flat_map(|person| person.sessions.values().flatten());
    let timed = log.hours.is_some();
    let dose = |values: &[Option<f64>], unit: &str, words: [[&str; 3]; 2]| -> Result<[Estimate; 2]> {
        let unit = || Unit::Named(unit.into());
        let mean = mean::t(&MeanCell::from_values(values.iter().copied())?, level)?;
        let median = mean::median(&Sample::from_values(values.iter().copied())?, level)?;
        let [of_mean, of_median] = words;
        Ok([about(Estimate { unit: unit(), ..mean }, of_mean), about(Estimate { unit: unit(), ..median }, of_median)])
    };
    let [mean_sessions, median_sessions] = dose(&sessions, "sessions", SESSIONS)?;
    let [mean_hours, median_hours] = match timed.then(|| dose(&hours, "hours", HOURS)).transpose()? {
        Some([mean, median]) => [Some(mean), Some(median)],
        None => [None, None],
    };
    Ok(Participation {
        activity: activity.map(str::to_owned),
        participants,
        in_group: (marked && !untold).then_some(in_group),
        sessions: persons.values().map(|person| person.sessions.len() as u64).sum(),
        hours: (timed && (known_hours().count() > 0 || sessions.is_empty()))
            .then(|| known_hours().fold(0.0, |sum, one| sum + one)),
        reach: population.map(reach).transpose()?.map(|estimate| about(estimate, REACH)),
        hit_rate: marked.then(hit_rate).transpose()?.map(|estimate| about(estimate, HIT_RATE)),
        mean_sessions,
        median_sessions,
        mean_hours,
        median_hours,
    })
}

/// Ids and names of what is estimated.
const REACH: [&str; 3] =
    ["reach", "Rækkevidde: andel af befolkningen, der deltog", "Reach: share of the population that took part"];
const HIT_RATE: [&str; 3] =
    ["hit_rate", "Andel af deltagerne i målgruppen", "Share of the participants in the target group"];
const SESSIONS: [[&str; 3]; 2] = [
    ["mean_sessions", "Fremmøder pr. deltager, gennemsnit", "Sessions of a participant, mean"],
    ["median_sessions", "Fremmøder pr. deltager, median", "Sessions of a participant, median"],
];
const HOURS: [[&str; 3]; 2] = [
    ["mean_hours", "Timer pr. deltager, gennemsnit", "Hours of a participant, mean"],
    ["median_hours", "Timer pr. deltager, median", "Hours of a participant, median"],
];

impl Attendance {
    /// Every share and dose: of all activities together, then of each, with the activity in the key.
    #[must_use]
    pub fn estimates(&self) -> Estimates {
        std::iter::once(&self.all).chain(&self.by_activity).flat_map(Participation::estimates).collect()
    }
}

impl Participation {
    /// Shares and doses, as far as the log gives them.
    #[must_use]
    pub fn estimates(&self) -> Vec<Estimate> {
        let doses = [Some(&self.mean_sessions), Some(&self.median_sessions)];
        let hours = [self.mean_hours.as_ref(), self.median_hours.as_ref()];
        let shares = [self.reach.as_ref(), self.hit_rate.as_ref()];
        shares.into_iter().chain(doses).chain(hours).flatten().cloned().collect()
    }
}
