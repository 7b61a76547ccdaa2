"""The situations of the manifest: a declared analysis, with what helhed has; what it lacks is said and not passed over.

`python situations.py FOLDER ENTRY.json OUT.json`, as `child.py`.
"""

import json
import math
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import helhed as hh
from corpus.outcome import Outcome
from corpus.stats import agrees

Row = dict[str, Any]
I_JOB = hh.Indicator("i_job")
LOW_GRADE = 2


def rows_of(folder: Path, entry: dict[str, Any]) -> list[Row]:
    """The rows of the file as published aggregates, with whether the area ever has a plan."""
    roles = entry["declare"]
    table = hh.read(folder / entry["path"], roles=roles, progress=False).to_dict()
    columns = [table[roles[name]] for name in ("area", "period", "events", "n", "treated")]
    return [
        {
            "area": area,
            "year": year,
            "numerator": events,
            "denominator": n,
            "plan": "no" if start is None else "yes",
            "plan_start": start,
        }
        for area, year, events, n, start in zip(*columns, strict=True)
    ]


def cells(rows: list[Row], *by: str) -> hh.Cells:
    """The rows as cells by some of their keys."""
    kept = [{key: row[key] for key in (*by, "numerator", "denominator")} for row in rows]
    return hh.enter(I_JOB, kept, by=list(by))


def differs(facts: dict[str, Any], name: str, found: Any) -> Iterator[str]:
    """That a number is not the one that the manifest states."""
    if not agrees(facts[name], found):
        yield f"{name} is {found}, expected {facts[name]}"


def all_zero_events(folder: Path, entry: dict[str, Any]) -> Iterator[str]:
    """No event anywhere: 0 with an upper limit, no ratio, and never a certainty."""
    facts, rows = entry["facts"], rows_of(folder, entry)
    for name, method in (("wilson95", "proportion/wilson"), ("clopper_pearson95", "proportion/clopper_pearson")):
        (whole,) = hh.estimate(cells(rows), method=method)
        yield from differs(facts, "events", whole.n.events)
        yield from differs(facts, "n", whole.n.records)
        yield from differs(facts, "proportion", whole.value)
        yield from differs(facts, name, list(whole.interval or ()))
    contrasts = [
        *hh.compare(cells(rows, "plan"), by="plan", of="yes", against="no"),
        *hh.compare(cells(rows, "plan"), by="plan", of="yes", against="no", method="odds_ratio/woolf"),
    ]
    codes = {warning.code for row in contrasts for warning in row.warnings}
    if "W310" not in codes:
        yield "no warning that the standard error on the logarithmic scale does not exist"
    for row in contrasts:
        numbers = [row.value, row.se, row.p_value, *(row.interval or ())]
        if any(number is not None and math.isnan(number) for number in numbers):
            yield f"NaN in {row.estimand}"
        if row.interval and row.interval.lower == row.interval.upper:
            yield f"the interval of {row.estimand} is a certainty: {row.interval}"
        if row.p_value == 0:
            yield f"p = 0 of {row.estimand}"
        if row.estimand in ("risk_ratio", "odds_ratio") and (row.value is not None or not row.warnings):
            yield f"{row.estimand} is {row.value} of nothing to nothing, with {len(row.warnings)} reasons"


def one_period_only(folder: Path, entry: dict[str, Any]) -> Iterator[str]:
    """One year: no change over time, but a difference between groups, with a low grade."""
    facts, rows = entry["facts"], rows_of(folder, entry)
    yield from differs(facts, "periods", len({row["year"] for row in rows}))
    for year in {row["year"] + step for row in rows for step in (0, 1)}:
        try:
            hh.before_after(cells(rows, "plan", "year"), at=year)
            yield f"a change over time at {year} from one period"
        except hh.HelhedError as error:
            if error.code != "H402":
                yield f"refused as {error.code} and not for want of a period"
    against, of, difference, *_ = hh.compare(cells(rows, "plan"), by="plan", of="yes", against="no")
    yield from differs(facts, "treated", of.value)
    yield from differs(facts, "comparison", against.value)
    yield from differs(facts, "difference", difference.value)
    evidence = difference.evidence
    if evidence is None or evidence.design != "two_groups" or evidence.sms > LOW_GRADE:
        yield f"the difference is not named as a cross-section of low grade: {evidence}"


def comparison_treated_later(folder: Path, entry: dict[str, Any]) -> Iterator[str]:
    """A comparison area that gets a plan itself: a difference in differences with clean years, and the others named."""
    facts, rows = entry["facts"], rows_of(folder, entry)
    first = {row["area"]: row["plan_start"] for row in rows}
    treated = min((area for area in first if first[area]), key=lambda area: first[area])
    (later,) = (area for area in first if first[area] and area != treated)
    (never,) = (area for area in first if not first[area])
    end = max(row["year"] for row in rows)

    def effects(*areas: str) -> hh.Estimates:
        kept = [row for row in rows if row["area"] in areas]
        return hh.did(cells(kept, "area", "year", "plan_start"), unit="area", time="year", start="plan_start")

    yield from differs(facts, "did_vs_never_treated", effects(treated, never)[-1].value)
    all_areas, of_two = effects(treated, later, never), effects(treated, later)
    for found in (all_areas, of_two):
        average = found[-1]
        yield from differs(facts, "true_effect", average.value)
        named = [warning.what for warning in average.warnings if warning.code == "W440"]
        if not any(later in what and f"{first[later]} to {end}" in what for what in named):
            yield f"nothing names the years {first[later]} to {end} of {later}: {named}"
        if average.evidence is None or average.interval is None:
            yield f"the effect has no grade or no interval: {average}"
        for language, gets in (("da", "får selv en indsats"), ("en", "gets a programme itself")):
            if not all(f"{later} {gets}" in text for text in (found.sentence(language), found.to_text(language))):
                yield f"the report does not say in {language} that {later} {gets}"
    for row in of_two[:-1]:
        clean = row.key["start"] == first[treated] and row.key["year"] < first[later]
        if clean and row.key["arm"] == "after":
            yield from differs(facts, "did_clean_window_2016_2017", row.value)
        if row.value is not None and not clean:
            yield f"{row.key} has the value {row.value} against a comparison with a plan of its own"
    naive = facts["did_vs_later_treated_all_years"]
    for row in (*all_areas, *of_two):
        if row.value is not None and agrees(naive, row.value):
            yield f"{naive} is given as an effect: {row.key}"


def total_reveals_cell(folder: Path, entry: dict[str, Any]) -> Iterator[str]:
    """A suppressed cell that totals give away: others are hidden with it, the fewest and then the smallest."""
    roles, facts = entry["declare"], entry["facts"]
    table = hh.read(folder / entry["path"], progress=False)
    columns = (table.to_dict()[roles[name]] for name in ("rows", "columns", "count"))
    counts = {(row, column): count for row, column, count in zip(*columns, strict=True)}
    safe = hh.protect(table, **roles, threshold=facts["threshold"])
    hidden = {why: [cell for cell in safe.hidden if cell.why == why] for why in ("primary", "secondary")}
    named = {why: [(cell.row, cell.column) for cell in cells] for why, cells in hidden.items()}
    primary = [(area, group) for area, group, _ in facts["primary"]]
    yield from differs({"primary": primary}, "primary", named["primary"])
    yield from differs(facts, "least_extra_cells", len(named["secondary"]))
    yield from differs(facts, "least_value_lost", sum(counts[cell] for cell in named["secondary"]))
    pattern = {"pattern": [tuple(cell) for cell in facts["pattern_with_least_value_lost"]]}
    yield from differs(pattern, "pattern", named["secondary"])
    for cell in hidden["primary"]:
        yield from differs(facts, "range_of_primary_then", list(cell.range))
    shown = safe.to_dict()
    totals = {
        row: count
        for row, column, count in zip(shown["row"], shown["column"], shown["count"], strict=True)
        if column is None
    }
    yield from differs(facts, "row_total_aabrinken", totals["Åbrinken"])
    for (row, column), count in counts.items():
        out = [
            n for r, c, n in zip(shown["row"], shown["column"], shown["count"], strict=True) if (r, c) == (row, column)
        ]
        if out != [None if (row, column) in (*named["primary"], *named["secondary"]) else count]:
            yield f"the cell {row}, {column} is shown as {out}"


SITUATIONS: dict[str, Callable[[Path, dict[str, Any]], Iterator[str]]] = {
    "all_zero_events": all_zero_events,
    "one_period_only": one_period_only,
    "comparison_treated_later": comparison_treated_later,
    "total_reveals_cell": total_reveals_cell,
}


def analysed(folder: Path, entry: dict[str, Any]) -> Outcome:
    """What is wrong with the analysis of a situation."""
    analysis = SITUATIONS.get(entry["id"])
    if analysis is None:
        return Outcome("parse", stages=[f"not built in the runner: the situation {entry['id']}"])
    try:
        return Outcome("parse", stages=list(analysis(folder, entry)), said=["every must of the situation holds"])
    except Exception as error:
        return Outcome("crash", text=f"{type(error).__name__}: {error}")


if __name__ == "__main__":
    corpus, entry_file, out = map(Path, sys.argv[1:4])
    seen = analysed(corpus, json.loads(entry_file.read_text(encoding="utf-8")))
    out.write_text(json.dumps(seen.to_dict(), ensure_ascii=False), encoding="utf-8")
