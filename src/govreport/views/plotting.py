"""The five pictures that people draw of these reports, with matplotlib."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from govreport.errors import GovReportError, MissingExtra
from govreport.grammars import builtin_grammar
from govreport.model import AnnualReport, Value
from govreport.records import Record, records
from govreport.text.labels import flatten, label_keys

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

Kind: TypeAlias = Literal["outcomes", "refusals", "disputes", "years", "agencies"]

KINDS: tuple[Kind, ...] = ("outcomes", "refusals", "disputes", "years", "agencies")
_RESULTS = "requests.results."
_REFUSED = (f"{_RESULTS}withheld.", f"{_RESULTS}unavailable.", f"{_RESULTS}not_processed.")
_CASES = "review_and_litigation."
_SERIES = (
    *("requests.new_requests.total", f"{_RESULTS}disclosed.total"),
    *(f"{_RESULTS}partially_disclosed.total", f"{_RESULTS}total.total"),
)
_FONTS = (
    *("Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Microsoft YaHei", "SimHei"),
    *("PingFang SC", "Hiragino Sans GB", "WenQuanYi Micro Hei", "WenQuanYi Zen Hei"),
    *("Noto Sans CJK JP", "Droid Sans Fallback", "Arial Unicode MS"),
)
_LONGEST = 16


class NothingToPlot(GovReportError):
    """The reports have no number that the picture would show; the message says which."""


def plot(data: AnnualReport | Iterable[AnnualReport], kind: Kind | None = None) -> Figure:
    """One of five pictures.

    Args:
        data: a report, or several.
        kind: ``"outcomes"`` (requests by outcome), ``"refusals"`` (grounds of refusal),
            ``"disputes"`` (reviews and lawsuits) of one report; ``"years"`` of one agency,
            ``"agencies"`` of one year, of several reports. None for outcomes of one report, for
            years where the reports are of one agency, else for agencies.

    Returns:
        A figure; a notebook shows it, ``figure.savefig(...)`` writes it. Cells without a number
        are not drawn as zero: a line has a gap, a bar is missing.

    Raises:
        NothingToPlot: there is no number to draw.
        ValueError: there is no such kind, or it does not fit what is given.
        MissingExtra: matplotlib is not installed (``pip install "govreport[plot]"``).
    """
    reports = [data] if isinstance(data, AnnualReport) else list(data)
    chosen = kind or _kind_for(reports)
    if chosen not in KINDS:
        raise ValueError(f"there is no picture {chosen!r}; there are {', '.join(KINDS)}")
    single = chosen in ("outcomes", "refusals", "disputes")
    if single and len(reports) != 1:
        raise ValueError(f"the picture {chosen!r} shows one report, {len(reports)} were given")
    try:
        from matplotlib import rc_context

        from govreport.views.figure import Picture
    except ImportError as error:
        raise MissingExtra("pictures need the package matplotlib", "plot") from error
    with rc_context({"font.family": _fonts(), "axes.unicode_minus": False}):
        figure = Picture(figsize=(8, 4.8), layout="constrained")
        axes = figure.add_subplot()
        if single:
            _bars(axes, list(_of_report(reports[0], chosen)), _title(reports[0]))
        elif chosen == "years":
            _years(axes, reports)
        else:
            _organs(axes, reports)
        axes.spines[["top", "right"]].set_visible(False)
        figure.canvas.draw()  # the fonts of this block are those of the figure
    return figure


def _kind_for(reports: Sequence[AnnualReport]) -> Kind:
    if len(reports) == 1:
        return "outcomes"
    return "years" if len({report.agency for report in reports}) == 1 else "agencies"


def _title(report: AnnualReport) -> str:
    return f"{report.agency or '?'} {report.year or '?'}"


def _of_report(report: AnnualReport, kind: Kind) -> Iterator[tuple[str, Value]]:
    for record in records(report):
        path = record.path
        if kind == "disputes":
            if path.startswith(_CASES) and not path.endswith(".total"):
                yield _label(record.label, both=True), record.value
            continue
        if not path.startswith(_RESULTS) or not path.endswith(".total"):
            continue
        if path == f"{_RESULTS}total.total":
            continue
        if kind == "outcomes" or path.startswith(_REFUSED):
            yield _label(record.label), record.value


def _label(label: str, *, both: bool = False) -> str:
    row, _, column = label.rpartition(" / ")
    text = f"{row} {column}" if both else row or column
    text = text.partition("(区分")[0].partition("（区分")[0]
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _bars(axes: Axes, items: list[tuple[str, Value]], title: str) -> None:
    drawn = [(label, value) for label, value in items if value]
    if not any(value is not None for _, value in items):
        raise NothingToPlot(f"{title}: the table has no number to draw")
    missing = sum(value is None for _, value in items)
    labels = [label for label, _ in drawn][::-1]
    bars = axes.barh(range(len(drawn)), [_float(v) for _, v in drawn][::-1], color="#1d6372")
    axes.set_yticks(range(len(drawn)), labels)
    axes.bar_label(bars, padding=3)
    axes.set_title(title)
    note = f"(空白 {missing} 格)" if missing else ""
    axes.set_xlabel(f"件 {note}".strip() if drawn else f"各项均为 0 {note}".strip())


def _years(axes: Axes, reports: Sequence[AnnualReport]) -> None:
    agencies = {report.agency for report in reports}
    if len(agencies) != 1:
        names = ", ".join(sorted(str(agency) for agency in agencies))
        raise ValueError(f"the picture 'years' shows one agency, these are of {names}")
    ordered = sorted((r for r in reports if r.year is not None), key=lambda r: r.year or 0)
    years = [report.year or 0 for report in ordered]
    found = False
    for path in _SERIES:
        values = [_value(report, path) for report in ordered]
        if any(value is not None for value in values):
            found = True
            axes.plot(years, [_float(v) for v in values], marker="o", label=_row_label(path))
    if not found:
        raise NothingToPlot("none of the reports has a number of requests")
    axes.set_xticks(years)
    axes.set_ylabel("件")
    axes.set_title(str(ordered[0].agency or "?"))
    axes.legend(frameon=False)


def _organs(axes: Axes, reports: Sequence[AnnualReport]) -> None:
    years = {report.year for report in reports}
    if len(years) != 1:
        names = ", ".join(sorted(str(year) for year in years))
        raise ValueError(f"the picture 'agencies' shows one year, these are of {names}")
    items = [(r.agency or "?", _value(r, "requests.new_requests.total")) for r in reports]
    items.sort(key=lambda item: -_float(item[1]) if item[1] is not None else 1)
    _bars(axes, items, f"{next(iter(years)) or '?'} {_row_label('requests.new_requests.total')}")


def _row_label(path: str) -> str:
    """The form's label of a row of requests, without its numbering."""
    row = path.removeprefix("requests.").rpartition(".")[0]
    return label_keys(flatten(builtin_grammar("requests").row_labels[row]))[0]


def _value(report: AnnualReport, path: str) -> Value:
    found: Iterator[Record] = (record for record in records(report) if record.path == path)
    record = next(found, None)
    return None if record is None else record.value


def _float(value: Value) -> float:
    return float("nan") if value is None else float(Decimal(value))


def _fonts() -> list[Any]:
    """Fonts with Chinese characters that are installed, then the usual one."""
    from matplotlib import font_manager

    installed = {font.name for font in font_manager.fontManager.ttflist}
    found = [name for name in _FONTS if name in installed]
    if not found:
        warnings.warn(
            "no font with Chinese characters is installed, labels will be boxes: install one "
            "(Debian: apt-get install fonts-noto-cjk)",
            RuntimeWarning,
            stacklevel=3,
        )
    return [*found, "DejaVu Sans"]
