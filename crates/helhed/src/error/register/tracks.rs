//! Codes of what follows a plan through time: charts, goals, attendance, logic models.

use super::{Entry, entry};

pub(super) const REGISTER: &[Entry] = &[
    entry("H550", "The periods of a series are not in order, or one is there twice.", "Sort them, and give each once."),
    entry("H551", "A series mixes kinds of periods.", "Tally the whole series by one kind of period."),
    entry(
        "H552",
        "A baseline or a part of a chart holds no period with a value.",
        "Name periods of the series that have values.",
    ),
    entry(
        "H553",
        "The span of the baseline reaches over a new baseline.",
        "Let the span lie before the new baseline, or after it.",
    ),
    entry("H554", "A link of a logic model goes to a part that is not there.", "Correct the id, or add the part."),
    entry("H555", "The links of a logic model run in a circle.", "Take out the link that leads back."),
    entry(
        "H556",
        "A link of a logic model runs from a later stage to an earlier one.",
        "Turn the link round, or move one of the two to another stage.",
    ),
    entry("H557", "A part, a link or a goal is there twice.", "Give it another id, or leave one out."),
    entry(
        "H558",
        "The indicator of a goal has no direction, so no value of it reaches a target.",
        "Say which way the indicator gets better.",
    ),
    entry("H559", "A goal is judged by a figure of another indicator.", "Hand over a figure of its own indicator."),
    entry(
        "W550",
        "Few periods are behind the limits of a chart: below 12 they are trial limits, and below 7 there is no verdict.",
        "Wait for more periods, use shorter ones, or base the limits on a longer span.",
    ),
    entry(
        "W551",
        "Periods between the first and the last have no value: they are left out, and no moving range spans them.",
        "Find out why they are missing.",
    ),
    entry(
        "W552",
        "The denominator of a period is zero, so it has no value.",
        "Check the denominator, or use longer periods.",
    ),
    entry(
        "W553",
        "Nothing varies in the periods behind the limits, so the limits have no width and judge no point.",
        "Use longer periods, or base the limits on others.",
    ),
    entry(
        "W554",
        "The periods vary more than chance alone would have them, so the limits of a p or u chart are too narrow.",
        "Use Laney's chart (`p_prime`, `u_prime`) or an XmR chart.",
    ),
    entry(
        "W555",
        "No two periods next to each other have a value, so there is no moving range and no limits.",
        "Find the missing periods, or use longer ones.",
    ),
    entry(
        "W556",
        "The figure has no interval; the goal is judged on its value alone, as for a complete count.",
        "Nothing, if everybody was counted; else give the interval.",
    ),
    entry(
        "W557",
        "Rows repeat the person, activity and date of another row, and are counted once.",
        "Remove them, or give the time of day with the date.",
    ),
    entry(
        "W558",
        "Persons are in the target group in some rows and not in others, and are left out of its share.",
        "Decide which counts, and write it in all rows of the person.",
    ),
    entry(
        "W559",
        "There are more participants than the population they are said to come from, so there is no share of it.",
        "Give the population of the whole time, with those who moved in.",
    ),
];
