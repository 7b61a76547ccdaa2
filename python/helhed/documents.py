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
from pathlib import Path
from typing import TYPE_CHECKING

from ._core.evaluation import Evaluation, cannot_write, evaluation_of, unknown_format
from ._extras import required

if TYPE_CHECKING:
    from ._core.estimates import Estimates

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
