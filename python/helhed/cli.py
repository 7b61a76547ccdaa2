"""The command line.

`helhed read FILE [--sheet NAME] [--json] [--language en]`, `helhed evaluate PLAN.toml [--out FILE] [--language en]`,
`helhed simulate FOLDER [--areas 20] [--persons 5000] [--years 15] [--seed 1] [--first-year 2008]`,
`helhed methods [ID]`, `helhed indicators [--theme EEB] [--language en]`, `helhed explain CODE`.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

import helhed as hh

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs a command and returns its exit status: 0, or 2 with the error on standard error.

    >>> main(["explain", "H203"])
    H203: An exposure is negative, or zero where events were counted.
    mend: Give the exposure, or leave the row out.
    0
    """
    chosen = _parser().parse_args(arguments)
    try:
        chosen.run(chosen)
    except hh.HelhedError as error:
        print(error.say(getattr(chosen, "language", None) or "en"), file=sys.stderr)
        return 2
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="helhed", description="Impact measurement for place-based social programmes")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    read = commands.add_parser("read", help="read a file and say how it was understood")
    read.add_argument("file", nargs="+", help="CSV, Excel, Parquet, Arrow; a folder; several are one table")
    read.add_argument("--sheet", help="of a workbook: its name, or its number counted from 1")
    read.add_argument("--json", action="store_true", help="print the report as JSON")
    read.add_argument("--language", choices=["da", "en"], default="da", help="of the report")
    read.set_defaults(run=_read)

    evaluate = commands.add_parser("evaluate", help="evaluate a plan and write the report")
    evaluate.add_argument("plan", help="the plan, a TOML file")
    evaluate.add_argument("--out", help="the report; beside the plan and named after it if left out")
    evaluate.add_argument("--language", choices=["da", "en"], help="of the report; that of the plan if left out")
    evaluate.set_defaults(run=_evaluate)

    simulate = commands.add_parser("simulate", help="write a simulated register with known true effects")
    simulate.add_argument("folder", help="a new folder, or an empty one")
    simulate.add_argument("--areas", type=int, default=20, help="areas (20)")
    simulate.add_argument("--persons", type=int, default=5_000, help="persons in the register (5000)")
    simulate.add_argument("--years", type=int, default=15, help="calendar years (15)")
    simulate.add_argument("--first-year", type=int, default=2008, help="the first of them (2008)")
    simulate.add_argument("--seed", type=int, default=1, help="another seed is another register (1)")
    simulate.add_argument("--language", choices=["da", "en"], default="en", help="of errors")
    simulate.set_defaults(run=_simulate)

    methods = commands.add_parser("methods", help="list the methods, or print the page of one")
    methods.add_argument("id", nargs="?", help="such as proportion/wilson")
    methods.set_defaults(run=_methods)

    indicators = commands.add_parser("indicators", help="list the indicators of the registry")
    indicators.add_argument("--theme", help="code of a theme, such as HOU")
    indicators.add_argument("--language", choices=["da", "en"], default="da", help="language of the names")
    indicators.set_defaults(run=_indicators)

    explain = commands.add_parser("explain", help="say what a code of an error or a warning means")
    explain.add_argument("code", help="such as H203")
    explain.set_defaults(run=_explain)
    return parser


def _read(chosen: argparse.Namespace) -> None:
    sheet = int(chosen.sheet) if chosen.sheet and chosen.sheet.isdecimal() else chosen.sheet
    # Of one file its own report, without the trouble of a list.
    reading = hh.read(chosen.file if len(chosen.file) > 1 else chosen.file[0], sheet=sheet).reading
    if chosen.json:
        # ASCII: what a file holds must not reach a terminal raw.
        print(json.dumps(reading.to_dict(), indent=2))
    else:
        print(reading.say(chosen.language))


def _evaluate(chosen: argparse.Namespace) -> None:
    evaluation = hh.evaluate(chosen.plan)
    out = Path(chosen.out) if chosen.out else Path(chosen.plan).with_suffix(".html")
    print(hh.write_report(evaluation, out, language=chosen.language))


def _simulate(chosen: argparse.Namespace) -> None:
    register = hh.datasets.simulate(
        chosen.folder,
        areas=chosen.areas,
        persons=chosen.persons,
        years=chosen.years,
        seed=chosen.seed,
        first_year=chosen.first_year,
    )
    _print_pairs([(register[name].name, f"{rows} rows") for name, rows in register.account["rows"]])
    for effect in register.effects:
        print(f"{effect['name']}: {'-' if effect['effect'] is None else format(effect['effect'], '.5f')}")
    print(register.folder / "truth.json")


def _methods(chosen: argparse.Namespace) -> None:
    if chosen.id:
        print(hh.method(chosen.id))
    else:
        _print_pairs(hh.methods())


def _indicators(chosen: argparse.Namespace) -> None:
    named = hh.indicators(chosen.theme)
    _print_pairs([(one.id, one.name_en if chosen.language == "en" else one.name_da) for one in named])


def _explain(chosen: argparse.Namespace) -> None:
    print(hh.explain(chosen.code))


def _print_pairs(pairs: Sequence[tuple[str, str]]) -> None:
    width = max((len(name) for name, _ in pairs), default=0)
    for name, title in pairs:
        print(f"{name:<{width}}  {title}")
