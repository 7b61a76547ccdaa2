//! The register of codes: one line each, for `helhed explain`, the documentation and the tests.

mod areas;
mod doubts;
mod economy;
mod engines;
mod files;
mod pools;
mod records;
mod regressions;
mod shapes;
mod tracks;

/// A code of the register.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// `H...` for an error, `W...` for a warning.
    pub code: &'static str,
    /// What it means.
    pub meaning: &'static str,
    /// What to do about it.
    pub cure: &'static str,
}

const fn entry(code: &'static str, meaning: &'static str, cure: &'static str) -> Entry {
    Entry { code, meaning, cure }
}

const REGISTER: &[Entry] = &[
    entry("H001", "The indicator id is not in the registry.", "Use one of the suggested ids, or define the indicator."),
    entry(
        "H002",
        "The plan file has a key that helhed does not know.",
        "Correct the spelling; docs/plan.md lists the keys.",
    ),
    entry(
        "H003",
        "A plan or registry file is not valid TOML, or a value has the wrong type.",
        "Mend the line that is named.",
    ),
    entry("H004", "A text is not a period.", "Write 2013, 2013K1, 2013M07 or 2013U23."),
    entry("H005", "Two definitions share one indicator id.", "Rename one, or write `replaces = true`."),
    entry("H006", "A name (theme, unit, direction, ...) is not known.", "Use one of the names suggested."),
    entry("H007", "An end lies before its start.", "Swap the two, or leave the end out."),
    entry("H008", "A number lies outside the range it can have.", "Give a value inside the range that is named."),
    entry("H009", "The plan leaves out something it needs.", "Add it; docs/plan.md shows a whole plan."),
    entry(
        "H010",
        "The plan says something that does not go with its data.",
        "Take it out: published figures bring their own programmes, indicators and times.",
    ),
    entry("H101", "A column is missing.", "Name the column the data has, or add it."),
    entry("H102", "A column or value has the wrong type.", "Change its type where the file is read."),
    entry("H103", "The table has no rows.", "Check the filter or the file."),
    entry("H104", "A value is infinite.", "Leave unknown values empty."),
    entry("H105", "An event is neither 0 nor 1.", "Code events as 0/1 or true/false."),
    entry("H106", "A column name occurs twice.", "Rename one of them."),
    entry("H107", "A value is missing where one is needed.", "Fill it in, or remove the row and say so."),
    entry("H108", "Columns that belong together differ in length.", "Give as many values of one as of the other."),
    entry("H201", "A numerator is above its denominator.", "Check which is which, or use a rate."),
    entry("H202", "A count is below zero.", "Leave unknown counts empty."),
    entry(
        "H203",
        "An exposure is negative, or zero where events were counted.",
        "Give the exposure, or leave the row out.",
    ),
    entry("H204", "A count is not a whole number.", "Count whole units."),
    entry(
        "H205",
        "Cells that do not mean the same cannot be merged: their keys, definitions, periods or suppression differ.",
        "Tally and withhold all in the same way.",
    ),
    entry("H206", "A method was given cells of another measure.", "Choose another method or indicator."),
    entry("H207", "The cells have no such key column.", "Tally with that column in `by`."),
    entry("H208", "A count is larger than a double can count exactly.", "Check the unit."),
    entry("H209", "A key has more or fewer values than there are key columns.", "Give one value a column."),
    entry("H301", "The confidence level is not strictly between 0 and 1.", "Write 0.95 for 95 percent."),
    entry("H302", "There is no method of that name for this measure.", "List the methods with `helhed methods`."),
    entry("H320", "The standard population is zero in every stratum.", "Give the standard population by stratum."),
    entry(
        "H321",
        "Events were observed where none were expected.",
        "Check the reference rates: no person may have an event that was impossible.",
    ),
    entry("H401", "A group that was named does not occur.", "Use a value that the cells have."),
    entry("H402", "One side of a before/after comparison is empty.", "Choose a date inside the data."),
    entry("H403", "A period lies on both sides of the cut.", "Cut at the start of a period."),
    entry(
        "H404",
        "It is not clear which key column holds the periods.",
        "Tally by one period column, or name it with `time`.",
    ),
    entry("H405", "Totals without an exposure cannot be compared.", "Give an exposure and use a rate."),
    entry("H406", "A group is compared with itself.", "Name two groups."),
    entry("H420", "A table has the wrong shape for the method.", "Give a table of the shape that is named."),
    entry("H421", "The method needs another kind of estimate.", "Give an estimate of what is named."),
    entry(
        "H430",
        "No sample size that can be computed with gives the power asked for.",
        "Ask for a larger difference, or a lower power.",
    ),
    entry(
        "H440",
        "No unit has a start, so there is nobody whose change could be an effect.",
        "Give the first period with the programme of at least one unit.",
    ),
    entry(
        "H441",
        "Nothing says whether a unit ever gets the programme.",
        "Give its first period with the programme, or None if it never gets one.",
    ),
    entry(
        "H442",
        "A unit has more than one start.",
        "Give it one start, the same in all its rows, or none in all of them.",
    ),
    entry(
        "H443",
        "All units have the programme from the same period on, so there is nothing to compare with.",
        "Add areas that never get the programme, or that get it later.",
    ),
    entry("H501", "A cost is zero or negative.", "Give what was spent."),
    entry("H510", "Not exactly one number of a plan is left out.", "Leave out the one you want to know, and no other."),
    entry("H511", "The lower margin of an equivalence test is not below the upper.", "Give the smaller one first."),
    entry("H512", "There is no difference to plan for.", "Name the smallest difference that would matter."),
    entry("H601", "An optional Python package is not installed.", "Install the extra that is named."),
    entry("H610", "The threshold of a protection is too low or too high.", "Give 5, as Danish offices do."),
    entry("H611", "A cell of a table to protect is missing, or there twice.", "Give each once, and 0 where nobody is."),
    entry("H612", "A table cannot be protected.", "Join rows or columns, or pool years."),
    entry("H613", "A row or column of a table to protect is the sum of the others.", "Leave it out."),
    entry("H801", "A file cannot be opened.", "Check the path and your rights."),
    entry("H802", "A file is damaged, or not of the kind its name says.", "Save it again from its program."),
    entry("H803", "A file cannot be written.", "Check the folder and the free space."),
    entry("H804", "The file format is not supported here.", "Use Parquet, or hand over a data frame."),
    entry(
        "H805",
        "A table does not hold cells or estimates written by helhed.",
        "Write them with helhed, or tally the rows.",
    ),
    entry(
        "H806",
        "An object does not hand out Arrow data.",
        "Hand over a data frame; a file is read first, with `hh.read`.",
    ),
    entry("H901", "helhed broke its own promise.", "Please report it."),
    entry("W101", "Rows with missing values were left out, and are counted.", "Find out why they are missing."),
    entry(
        "W102",
        "A percentage was printed without its counts, so it has no interval.",
        "Ask for numerator and denominator.",
    ),
    entry("W103", "The figure was given in words; it is a rough bound.", "Ask for the count."),
    entry(
        "W104",
        "The figure was derived from other printed figures, so it has no interval.",
        "Ask for the original counts.",
    ),
    entry("W105", "The source prints the figure as approximate, or as a bound.", "Ask for the exact figure."),
    entry(
        "W106",
        "The figures describe a whole, and are no sample of anything.",
        "Nothing: an interval would mean nothing.",
    ),
    entry("W107", "The figure is a plan, a requirement or a decision; it was not observed.", "Measure it."),
    entry(
        "W108",
        "The same person can be counted more than once, so the interval is too narrow.",
        "Count unique persons.",
    ),
    entry("W109", "The source prints a range.", "Ask for the exact figure."),
    entry("W110", "The figure is a total or a description, for which no interval is defined.", "Nothing."),
    entry("W301", "There are no observations, so there is no value.", "Collect data, or pool periods or areas."),
    entry("W302", "A single observation has no variance, so there is no interval.", "Collect more observations."),
    entry("W303", "All values are equal, so the interval has no width.", "Check that the values were measured."),
    entry(
        "W304",
        "The group is small: one person weighs more than 5 percent.",
        "Pool periods, or read the interval first.",
    ),
    entry("W305", "There is no exposure, so there is no rate.", "Give the time or population exposed."),
    entry(
        "W310",
        "A group has no events, or nothing but events, so the method has no standard error: no interval and no p-value.",
        "Use a method that takes zeros: a score, mid-P or exact one, or the difference instead of the ratio.",
    ),
    entry(
        "W311",
        "The data vary less than chance would have them; 1 is used in place of a dispersion or design effect below 1.",
        "Nothing: the interval is that of independent units or events.",
    ),
    entry(
        "W312",
        "Nobody or everybody has the event, so the clusters show no design effect and there is no interval.",
        "Name a design effect known from elsewhere, or take each cluster for one unit.",
    ),
    entry(
        "W313",
        "The value lies outside its own interval: the method lays the interval about a median, not about the value.",
        "Ask for a higher level, or use a method whose interval holds the value.",
    ),
    entry("W320", "The weights add up to zero, so there is no value.", "Check how the weights were made."),
    entry(
        "W321",
        "There are too few values, or too few replications, for an interval at this level: it is missing, or open at an end.",
        "Choose a lower level, or collect more values.",
    ),
    entry(
        "W322",
        "The count of a stratum is missing, so the whole has no value.",
        "Find the count, or leave the stratum out everywhere and say so.",
    ),
    entry(
        "W323",
        "The measure is not defined for these values, because some or all of them are zero.",
        "Where some are zero, use the Gini coefficient; where all are, there is nothing to share.",
    ),
    entry(
        "W324",
        "There are too few clusters or groups to judge the uncertainty by, so there is no interval.",
        "Collect more clusters, or use finer groups.",
    ),
    entry("W325", "There are no events, or none on one side, so there is no interval.", "Pool periods or areas."),
    entry("W401", "The ratio of nothing to nothing is undefined.", "Compare the difference instead."),
    entry("W402", "The comparison has no events, so the ratio is infinite.", "Compare the difference instead."),
    entry(
        "W403",
        "Before and after without a comparison group: a general trend would look the same.",
        "Add comparison areas.",
    ),
    entry(
        "W404",
        "Persons counted both before and after are treated as different persons.",
        "Use a paired method (`hh.paired`) if they are the same.",
    ),
    entry("W405", "The groups were not shown to be alike.", "Match or adjust, and show the balance."),
    entry(
        "W406",
        "Neither group varies, so nothing shows how uncertain the difference is: there is no interval.",
        "Check that the values were measured.",
    ),
    entry("W407", "The before-figure is zero, so there is no percent change.", "Read the difference instead."),
    entry(
        "W410",
        "The standard error is zero because no group varies, so the interval has no width and there is no p-value.",
        "Use a score interval, such as Newcombe's or Koopman's.",
    ),
    entry(
        "W411",
        "The approximation reaches past -100 or 100 percentage points, which no difference of shares can: it is too rough here.",
        "Use a score interval, such as Newcombe's.",
    ),
    entry(
        "W413",
        "All of the group or none of the comparison have the event, so the odds ratio is infinite.",
        "Read the lower limit, or compare the difference.",
    ),
    entry(
        "W414",
        "The events are divided as unevenly as their totals allow, so the method has a limit but no value.",
        "Read the limit that is finite.",
    ),
    entry("W420", "Rows or columns of the table hold nothing and are left out.", "Check the categories."),
    entry(
        "W421",
        "Everything lies in one row, one column or one stratum, so there is nothing to test.",
        "Compare groups that differ, or read the counts themselves.",
    ),
    entry(
        "W422",
        "Expected counts are below 5, so the chi-square distribution is a rough guide.",
        "Merge categories, or use an exact test.",
    ),
    entry(
        "W423",
        "The difference may be zero and the number needed infinite, so its interval has two parts.",
        "Read the risk difference and its interval instead.",
    ),
    entry("W424", "No pair changed, so there is nothing to test.", "Read the counts themselves."),
    entry(
        "W425",
        "Some strata hold only one of the groups, or the same outcome for everybody, and are left out.",
        "Check them, or form fewer and larger strata.",
    ),
    entry(
        "W431",
        "The values do not vary or are too few, so there is no standard deviation to measure the difference by.",
        "Check that the values were measured.",
    ),
    entry(
        "W432",
        "There are too many values for the exact distribution, so there is no exact p-value.",
        "Use the normal distribution with continuity correction.",
    ),
    entry(
        "W433",
        "Values tie, so there is no exact p-value.",
        "Use the normal distribution, whose variance knows of ties.",
    ),
    entry(
        "W434",
        "All values are equal, or all differences are zero, so there is nothing to rank.",
        "Check that the values were measured.",
    ),
    entry("W435", "Differences of zero are left out of the ranking, and counted.", "Report how many there are."),
    entry(
        "W440",
        "A comparison gets the programme itself; its periods from then on are left out of the comparison.",
        "Nothing: they would hide the effect. Add areas that never get it, if you can.",
    ),
    entry(
        "W441",
        "No unit without the programme is left to compare with, so there is no value.",
        "Add areas that never get the programme.",
    ),
    entry(
        "W442",
        "A unit has the programme in every period, so there is no before: it is left out.",
        "Add earlier periods.",
    ),
    entry(
        "W443",
        "How much units vary by themselves is not in the interval, which is too narrow for it.",
        "Read it as a lower bound of the uncertainty, and look at the rows before the start; more areas show more.",
    ),
    entry(
        "W444",
        "A unit has no figures for a period, and is left out where they are needed.",
        "Find the figures, or leave the unit out everywhere and say so.",
    ),
    entry(
        "W445",
        "No figures just before a start: the change is counted from the last period that has some.",
        "Find the figures of the periods between, or say in the report from when the change is counted.",
    ),
    entry(
        "W501",
        "The number of outcomes is gross: some would have happened anyway.",
        "Use the net effect from a comparison.",
    ),
    entry(
        "W502",
        "The cost leaves something out, so the cost per outcome is a lower bound.",
        "Add staff and other costs.",
    ),
    entry("W503", "There were no outcomes, so there is no cost per outcome.", "Read the cost beside the count."),
    entry(
        "W505",
        "The denominator may be zero, so the ratios that agree with the data lie outside two limits, not between them: there is no interval.",
        "Read numerator and denominator each by itself.",
    ),
    entry(
        "W506",
        "Numerator and denominator may both be zero, so every ratio agrees with the data: there is no interval.",
        "Read numerator and denominator each by itself.",
    ),
    entry(
        "W507",
        "The denominator is estimated as zero, so there is no ratio.",
        "Read numerator and denominator each by itself.",
    ),
    entry(
        "W510",
        "Even the largest difference there can be is not found with the power that was asked for.",
        "Plan for more units, or less power.",
    ),
    entry(
        "W511",
        "The clusters are too few or too small, or do not vary, so nothing shows how alike the units of one cluster are.",
        "Collect two units or more in several clusters.",
    ),
    entry(
        "W512",
        "The correlation within clusters is estimated below zero: units of one cluster are no more alike than others.",
        "Read it as no correlation, and look at the interval.",
    ),
    entry(
        "W513",
        "With two areas nothing shows how much areas vary by themselves, so nothing can be planned.",
        "Find more areas to compare with.",
    ),
    entry(
        "W514",
        "Few areas stand on one side: the plan holds only if areas vary normally and equally much.",
        "Find more areas, or plan for randomisation inference.",
    ),
];

/// All codes in order, errors before warnings.
#[must_use]
pub fn register() -> Vec<&'static Entry> {
    let mut all: Vec<_> = REGISTER
        .iter()
        .chain(files::REGISTER)
        .chain(records::REGISTER)
        .chain(engines::REGISTER)
        .chain(shapes::REGISTER)
        .chain(pools::REGISTER)
        .chain(economy::REGISTER)
        .chain(areas::REGISTER)
        .chain(tracks::REGISTER)
        .chain(regressions::REGISTER)
        .chain(doubts::REGISTER)
        .collect();
    all.sort_by_key(|entry| entry.code);
    all
}

/// The entry of a code, whatever its case.
#[must_use]
pub fn explain(code: &str) -> Option<&'static Entry> {
    register().into_iter().find(|entry| entry.code.eq_ignore_ascii_case(code.trim()))
}
