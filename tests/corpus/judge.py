"""Passed or failed: an outcome beside what the manifest asks. A pure function of the two, so that it can be tested."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from corpus.outcome import Outcome
from corpus.stats import agrees

GIGABYTE = 1 << 30
MOST_LETTERS = 60
# A day of birth and four digits: nobody's number, but what looks like one.
CPR = re.compile(r"(?<!\d)(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d{2}\W{0,3}\d{4}(?!\d)")
RAW = re.compile("[\x00-\x08\x0b-\x1f\x7f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069]")
NO_TABLE = ("not asked for", "only when", "if it is given", "if the file name is")


@dataclass(frozen=True)
class Verdict:
    """Whether an entry passed, and why."""

    passed: bool
    why: str


def judge(entry: dict[str, Any], outcome: Outcome) -> Verdict:
    """Whether what came out is what the entry asks, or as right."""
    broken = next(never_right(entry, outcome), None)
    if broken:
        return Verdict(False, broken)
    wanted, expect = next(iter(entry["expect"].items()))
    wrong = compared(entry, wanted, expect, outcome)
    if not wrong:
        return Verdict(True, f"{outcome.kind}{' ' + outcome.code if outcome.code else ''}")
    for alternative in entry.get("also_right", []):
        if not also_wrong(entry, expect, alternative, outcome):
            return Verdict(True, f"passed (also right: {alternative})")
    return Verdict(False, wrong)


def never_right(entry: dict[str, Any], outcome: Outcome) -> Iterator[str]:
    """What fails whatever else is right."""
    if outcome.kind in ("crash", "time", "memory"):
        yield f"{outcome.kind}: {outcome.text[:200]}"
    if outcome.code in ("H801", "H901"):
        yield f"{outcome.code} is no answer to a file that is there: {first_line(outcome.text)}"
    if outcome.memory > GIGABYTE:
        yield f"memory: {outcome.memory / GIGABYTE:.1f} GB"
    for text in outcome.outputs:
        if CPR.search(text):
            yield "leak: what looks like a CPR number stands in an output"
        if raw := RAW.search(text):
            yield f"leak: the character {raw.group()!r} stands raw in an output"
    if outcome.canary or any("HELHED-CANARY" in text for text in outcome.outputs):
        yield "leak: the text of the canary came out"
    yield from outcome.stages


def compared(entry: dict[str, Any], wanted: str, expect: dict[str, Any], outcome: Outcome) -> str:
    """What differs from the outcome that is asked; nothing if it is that."""
    if outcome.kind != wanted:
        return f"{outcome.kind} where {wanted} is asked{said(outcome)}"
    if wanted == "error":
        return not_named(entry, expect["names"], [outcome.text])
    if wanted == "warn":
        texts = [notice_text(notice) for notice in outcome.notices]
        return not_named(entry, expect["names"], texts) or table_wrong(entry, expect.get("parse"), outcome)
    return table_wrong(entry, expect, outcome)


def said(outcome: Outcome) -> str:
    """What an outcome said, in short."""
    if outcome.kind == "error":
        return f": {first_line(outcome.text)}"
    return "".join(f"; {notice['code']} {notice['what']}" for notice in outcome.notices[:3])[:300]


def first_line(text: str) -> str:
    """The error in one line."""
    return " | ".join(line.strip() for line in text.splitlines())[:300]


def notice_text(notice: dict[str, Any]) -> str:
    """A notice as a person reads it."""
    return f"{notice['what']}\n{notice['where']}\n{notice['mend']}"


# Names in messages.


def not_named(entry: dict[str, Any], names: dict[str, Any], texts: list[str]) -> str:
    """What no text names; nothing if one of them names all."""
    missing = [[key for key, value in names.items() if not is_named(entry, key, value, text)] for text in texts]
    least = min(missing, key=len, default=list(names))
    if not least:
        return ""
    shown = first_line(texts[missing.index(least)]) if texts else "nothing"
    return f"no message names {', '.join(f'{key} {names[key]!r}' for key in least)}: {shown}"


def is_named(entry: dict[str, Any], key: str, value: Any, text: str) -> bool:
    """Whether a text names a file, line, row, column, value, sheet or key."""
    cells = [(letters, int(number)) for letters, number in re.findall(r"\b([A-Z]{1,3})(\d{1,7})\b", text)]
    if key == "file":
        return PurePath(str(value)).name in text
    if key in ("line", "row"):
        if any(first <= value <= last for first, last in numbers_after(key, text)):
            return True
        in_excel = entry["kind"] in ("xlsx", "xls", "ods", "wrong_name")
        return in_excel and key == "row" and any(value < number <= value + 20 for _, number in cells)
    if key == "rows":
        return bool(re.search(rf"\b{value} rows\b", text)) or (value == 0 and "no rows" in text)
    if key == "column":
        in_excel = entry["kind"] in ("xlsx", "xls", "ods", "wrong_name")
        return bool(re.search(rf"(?<!\w){re.escape(str(value))}(?!\w)", text)) or (in_excel and bool(cells))
    if CPR.search(str(value)):
        return "******-****" in text
    letters = str(value).strip()
    return letters in text or (len(letters) > MOST_LETTERS and letters[:MOST_LETTERS] in text)


def numbers_after(word: str, text: str) -> Iterator[tuple[int, int]]:
    """The numbers after a word, as stretches: of `lines 1-4, 11 and 14` they are 1 to 4, 11, and 14."""
    for found in re.finditer(rf"\b{word}s? (\d+(?:(?:, | and |-|\u2013)\d+)*)", text):
        for part in re.split(", | and ", found.group(1)):
            first, _, last = part.replace("\u2013", "-").partition("-")
            yield int(first), int(last or first)


# The table.


def table_wrong(entry: dict[str, Any], parse: dict[str, Any] | None, outcome: Outcome, lenient: str = "") -> str:
    """What differs from the table that is asked."""
    if outcome.misfits:
        return f"values of another type than the reading says: {', '.join(outcome.misfits)}"
    if parse is None:
        return ""
    if outcome.rows != parse["rows"]:
        return f"{outcome.rows} rows, expected {parse['rows']}"
    loose = lenient_columns(parse, lenient)
    for name, kind in parse["columns"].items():
        found = outcome.columns.get(name)
        if found is None:
            return f"there is no column {name!r} among {', '.join(map(repr, list(outcome.columns)[:12]))}"
        if not type_fits(kind, found) and found not in loose.get(name, ()):
            return f"column {name!r} is {found}, expected {kind}"
    for check, actual in zip(parse["checks"], outcome.actual, strict=True):
        if loose.get(check["column"]) and outcome.columns.get(check["column"]) in loose[check["column"]]:
            continue
        wrong = check_wrong(entry, check, actual)
        if wrong:
            return wrong
    return ""


def type_fits(expected: str, found: str) -> bool:
    """Whether a type is the one that is asked, or a wider one of the same value."""
    if expected == "any" or expected == found:
        return True
    return (expected, found) in {
        ("category", "text"),
        ("decimal", "float"),
        ("date", "datetime"),
        # Years are whole numbers that are known to be periods; that the values are numbers is seen by their sum.
        ("integer", "period:year"),
    }


def lenient_columns(parse: dict[str, Any], alternative: str) -> dict[str, tuple[str, ...]]:
    """Columns that an alternative allows to be of another type: `TRYG as integer`, `parse as text`, `code columns`."""
    loose: dict[str, tuple[str, ...]] = {}
    for name in parse["columns"]:
        if re.search(rf"(?<!\w){re.escape(name)} as integer", alternative) or "code columns as integers" in alternative:
            loose[name] = ("integer",)
    if "as text" in alternative:
        told = {name: kind for name, kind in parse["columns"].items() if kind.startswith(("period", "date"))}
        instants = {one["column"]: "datetime" for one in parse["checks"] if "instant" in one["stat"]}
        loose |= {name: ("text",) for name in told | instants}
    if "as date" in alternative:
        loose |= {name: ("date", "datetime") for name, kind in parse["columns"].items() if kind == "integer"}
    if "as text '" in alternative:
        loose |= {name: ("text",) for name, kind in parse["columns"].items() if kind == "integer"}
    return loose


def check_wrong(entry: dict[str, Any], check: dict[str, Any], actual: list[Any]) -> str:
    """What differs from one check."""
    about = f"{check['stat']} of {check['column']!r}"
    if len(actual) > 1:
        return f"{about}: {actual[1]}"
    expected, found, note = check.get("value"), actual[0], entry.get("note", "")
    if "CRLF" in note or "carriage return" in note:
        expected, found = (one.replace("\r", "") if isinstance(one, str) else one for one in (expected, found))
    if check["stat"] == "first" and "order may differ" in note:
        return ""
    if check["stat"] == "values" and "order may differ" in note:
        expected, found = sorted(expected, key=str), sorted(found, key=str)
    return "" if agrees(expected, found) else f"{about} is {str(found)[:80]!r}, expected {str(expected)[:80]!r}"


# Alternatives.


_BETWEEN = r";| or (?:an? )?(?=error|warn|parse)"


def kinds_of(alternative: str) -> Iterable[tuple[str, str]]:
    """The kinds of outcome that an alternative allows, each with its words."""
    # `warn; parse as text` is one outcome, with a warning.
    parts = [alternative] if alternative.startswith("warn;") else re.split(_BETWEEN, alternative)
    for part in parts:
        words = part.strip()
        if any(condition in words for condition in NO_TABLE):
            continue
        if "with a warning" in words:
            yield "warn", words
        elif found := re.match(r"(?:without it: )?(?:an? |any clear )?(error|warn|parse)\b", words):
            yield found.group(1), words
        elif re.match(r"\S.* as integers?$", words):
            yield "parse", words


def also_wrong(entry: dict[str, Any], expect: dict[str, Any], alternative: str, outcome: Outcome) -> str:
    """What keeps an outcome from being what an alternative says; nothing if it is that."""
    if outcome.forbidden and outcome.kind != "error":
        return f"the table holds {outcome.forbidden}"
    for kind, words in kinds_of(alternative):
        if kind == outcome.kind or (kind == "parse" and outcome.kind == "warn" and "saying" in words):
            wrong = alternative_wrong(entry, expect, kind, f"{words} {alternative}", outcome)
            if not wrong:
                return ""
    return "another kind"


def alternative_wrong(entry: dict[str, Any], expect: dict[str, Any], kind: str, words: str, outcome: Outcome) -> str:
    """What keeps an outcome of the right kind from being what the words say."""
    names = expect.get("names", {})
    if kind == "error":
        if "stata-sas-spss" in words:
            return "" if "stata-sas-spss" in outcome.text else "the extra is not named"
        asked = not_named(entry, names, [outcome.text]) if "rows" not in names else ""
        return asked or quoted_missing(words, [outcome.text])
    if kind == "warn" and not outcome.notices:
        return "no notice"
    if kind == "warn" and names:
        texts = [notice_text(notice) for notice in outcome.notices]
        # That every cell is named is more than one message is asked for.
        wrong = not_named(entry, {key: value for key, value in names.items() if key not in ("row", "line")}, texts)
        if wrong:
            return wrong
    if kind == "parse" and ("saying so" in words or "says so" in words) and not (outcome.notices or outcome.said):
        return "it is not said"
    parse = expect if "checks" in expect else expect.get("parse")
    own_numbers = list(numbers_told(words))
    if parse is not None and not own_numbers:
        wrong = table_wrong(entry, parse, outcome, lenient=words)
        return wrong if wrong and not ("as text" in words and outcome.kind == "warn") else ""
    return told_wrong(names, own_numbers, outcome)


def quoted_missing(words: str, texts: list[str]) -> str:
    """What an alternative says a message names, and no message does: words in quotes, cells, lines and rows."""
    asked = re.findall(r"names? (?:the )?'([^']+)'|says '([^']+)'", words)
    wanted = [one for pair in asked for one in pair if one] + re.findall(r"\b[A-Z]\d\b", words)
    wanted += [" ".join(pair) for pair in re.findall(r"\b(line|row) (\d+)\b", words)]
    missing = [one for one in wanted if not any(one in text for text in texts)]
    return f"no message names {missing}" if missing else ""


def numbers_told(words: str) -> Iterator[tuple[str, str, int]]:
    """Numbers of an alternative: `4 rows`, `24 distinct`, `sum 9300000`, `nulls 9`, `sager 28`."""
    for number, what in re.findall(r"(\d+) (?:groups for \d+ )?(rows|distinct|values)\b", words):
        if f"{number} groups" not in words:
            yield "", what, int(number)
    for what, number in re.findall(r"\b(sum|nulls) (\d+)", words):
        yield "", what, int(number)
    for name, number in re.findall(r"(?:rows, |, )(\w+) (\d+)\b", words):
        if name not in ("sum", "nulls", "rows"):
            yield name, "sum", int(number)


def told_wrong(names: dict[str, Any], numbers: list[tuple[str, str, int]], outcome: Outcome) -> str:
    """What differs from the numbers that an alternative tells."""
    for name, what, number in numbers:
        column = outcome.told.get(name or str(names.get("column")), {})
        found = outcome.rows if what == "rows" else column.get(what)
        if found is None or not agrees(number, found):
            return f"{name} {what} is {found}, expected {number}"
    return ""
