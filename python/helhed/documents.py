"""Reports as files. HTML needs the extra ``documents``, and ``plot`` where the report has a picture.

>>> import pathlib, tempfile
>>> import helhed as hh
>>> shares = hh.estimate(hh.enter(hh.indicator("hou_arrears"), [{"numerator": 3, "denominator": 40}]))
>>> hh.write_report(shares, pathlib.Path(tempfile.mkdtemp()) / "arrears.html").name
'arrears.html'
"""

from __future__ import annotations

import contextlib
import os
import re
from pathlib import Path

from ._core.estimates import Estimate, Estimates
from ._core.evaluation import Evaluation, cannot_write, evaluation_of, no_dimension, unknown_format
from ._extras import required

_CONTENTS = {"da": "Indhold", "en": "Contents"}


def write_report(
    result: Evaluation | Estimates,
    path: str | os.PathLike[str],
    *,
    language: str | None = None,
    title: str | None = None,
) -> Path:
    """Write a result as one HTML file that needs no network, and return its path.

    ``result`` is what ``evaluate``, ``estimate``, ``compare`` or ``before_after`` returned. The language is that of the
    plan (Danish for estimates made by hand) until ``language`` says ``"da"`` or ``"en"``.

    Raises ``HelhedError`` H006 for another language, H601 without the extras, H803 if the file cannot be written and
    H804 for an ending other than ``.html``.
    """
    target = Path(path)
    if target.suffix.lower() not in (".html", ".htm"):
        raise unknown_format(os.fspath(path), target.suffix)
    evaluation = result if isinstance(result, Evaluation) else evaluation_of(result, title or target.stem)
    document = evaluation.document(language)
    if title is not None:
        document["title"] = title
    html = _rendered(document)
    partial = target.with_name(f".{target.name}.partial")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        partial.write_text(html, encoding="utf-8")
        partial.replace(target)
    except OSError as error:
        with contextlib.suppress(OSError):
            partial.unlink(missing_ok=True)
        raise cannot_write(os.fspath(path), error.strerror or "unknown") from error
    return target


def write_reports(
    result: Estimates,
    folder: str | os.PathLike[str],
    *,
    by: str,
    language: str | None = None,
) -> list[Path]:
    """Write one report for each value of the key column ``by``, such as each area, and return their paths.

    The files stand in ``folder`` and are named after the values. A value is text from a file, and never a path: marks
    that could lead to another folder, or that a file system does not take, become ``_``.

    Raises ``HelhedError`` H207 for a key column that is not there, and those of ``write_report``.
    """
    parts: dict[object, list[Estimate]] = {}
    for estimate in result:
        if by not in estimate.key:
            raise no_dimension(by, list(estimate.key))
        parts.setdefault(estimate.key[by], []).append(estimate)
    taken: set[str] = set()
    paths = []
    for value, estimates in parts.items():
        title = "?" if value is None else str(value)
        name = _file_name(title, taken)
        paths.append(write_report(Estimates(estimates), Path(folder) / f"{name}.html", language=language, title=title))
    return paths


# Names that Windows keeps for devices, whatever follows a dot.
_DEVICES = {"CON", "PRN", "AUX", "NUL", *(f"{port}{number}" for port in ("COM", "LPT") for number in range(10))}
_LONGEST = 80


def _file_name(text: str, taken: set[str]) -> str:
    """A file name for a text: letters, digits, spaces and hyphens; no path, no device, and not one that is taken.

    >>> taken = set()
    >>> [_file_name(text, taken) for text in ("Åhaven 2", "../../etc", "a/b", "A_B", "nul", "")]
    ['Åhaven 2', '_etc', 'a_b', 'A_B-2', '_nul', '_']
    """
    plain = "".join(letter if letter.isalnum() or letter in " -" else "_" for letter in text)
    plain = re.sub("__+", "_", plain).strip(" ")[:_LONGEST].rstrip(" ") or "_"
    plain = f"_{plain}" if plain.upper() in _DEVICES else plain
    name, number = plain, 1
    while name.casefold() in taken:
        number += 1
        name = f"{plain}-{number}"
    taken.add(name.casefold())
    return name


def _rendered(document: dict[str, object]) -> str:
    jinja2 = required("jinja2", extra="documents")
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("helhed", "templates"), autoescape=True, undefined=jinja2.StrictUndefined
    )

    def forest(part: dict[str, object]) -> object:
        from .plots import forest_svg

        markupsafe = required("markupsafe", extra="documents")
        return markupsafe.Markup(forest_svg(part))

    template = environment.get_template("report.html")
    return str(template.render(document=document, forest=forest, contents=_CONTENTS[str(document["language"])]))
