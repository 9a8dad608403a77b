"""The five pictures that people draw of these reports, with matplotlib."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from govreport.errors import GovReportError, MissingExtra
from govreport.export.panel import Panel
from govreport.model import AnnualReport, Value
from govreport.plotting.subjects import RECEIVED, Subject, row_label, subject

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.axis import Axis
    from matplotlib.figure import Figure

Kind: TypeAlias = Literal["outcomes", "refusals", "disputes", "years", "agencies"]

KINDS: tuple[Kind, ...] = ("outcomes", "refusals", "disputes", "years", "agencies")
_SERIES = (
    *(RECEIVED, "requests.results.disclosed.total"),
    *("requests.results.partially_disclosed.total", "requests.results.total.total"),
)
_FONTS = (
    *("Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Microsoft YaHei", "SimHei"),
    *("PingFang SC", "Hiragino Sans GB", "WenQuanYi Micro Hei", "WenQuanYi Zen Hei"),
    *("Noto Sans CJK JP", "Droid Sans Fallback", "Arial Unicode MS"),
)
_LEAST_BARS = 5
"""Room for so many bars, so that a single one does not fill the picture."""


class NothingToPlot(GovReportError):
    """The reports have no number that the picture would show; the message says which."""


def plot(
    data: AnnualReport | Panel | Iterable[AnnualReport | Panel], kind: Kind | None = None
) -> Figure:
    """One of five pictures.

    Args:
        data: a report or the panel of one (`govreport.export.panel`), or several. Panels bring
            years of different forms together: an indicator that is not comparable is left out,
            and the years in which one counts more or less than the form of today are named.
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
    given = [data] if isinstance(data, AnnualReport | Panel) else list(data)
    subjects = [subject(item) for item in given]
    chosen = kind or _kind_for(subjects)
    if chosen not in KINDS:
        raise ValueError(f"there is no picture {chosen!r}; there are {', '.join(KINDS)}")
    if chosen not in ("years", "agencies") and len(subjects) != 1:
        raise ValueError(f"the picture {chosen!r} shows one report, {len(subjects)} were given")
    try:
        from matplotlib import rc_context

        from govreport.plotting.figure import Picture
    except ImportError as error:
        raise MissingExtra("pictures need the package matplotlib", "plot") from error
    with rc_context(_fonts()):
        figure = Picture(figsize=(8, 4.8), layout="constrained")
        axes = figure.add_subplot()
        if chosen == "years":
            _years(axes, subjects)
        elif chosen == "agencies":
            _agencies(axes, subjects)
        else:
            _bars(axes, list(subjects[0].bars(chosen)), subjects[0].title)
        axes.spines[["top", "right"]].set_visible(False)
        figure.canvas.draw()  # the fonts of this block are those of the figure
    return figure


def _kind_for(subjects: Sequence[Subject]) -> Kind:
    if len(subjects) == 1:
        return "outcomes"
    return "years" if len({item.agency for item in subjects}) == 1 else "agencies"


def _bars(axes: Axes, items: list[tuple[str, Value]], title: str) -> None:
    drawn = [(label, value) for label, value in items if value]
    if not any(value is not None for _, value in items):
        raise NothingToPlot(f"{title}: the table has no number to draw")
    missing = sum(value is None for _, value in items)
    labels = [label for label, _ in drawn][::-1]
    bars = axes.barh(range(len(drawn)), [_float(v) for _, v in drawn][::-1], color="#1d6372")
    axes.set_yticks(range(len(drawn)), labels)
    axes.set_ylim(len(drawn) - max(len(drawn), _LEAST_BARS) - 0.5, max(len(drawn), 1) - 0.5)
    if drawn:
        _whole_numbers(axes.xaxis)
    else:
        axes.set_xlim(0, 1)
        axes.set_xticks([0])
    axes.bar_label(bars, padding=3)
    axes.set_title(title)
    note = f"(空白 {missing} 格)" if missing else ""
    axes.set_xlabel(f"件 {note}".strip() if drawn else f"各项均为 0 {note}".strip())


def _years(axes: Axes, subjects: Sequence[Subject]) -> None:
    agencies = {item.agency for item in subjects}
    if len(agencies) != 1:
        names = ", ".join(sorted(str(agency) for agency in agencies))
        raise ValueError(f"the picture 'years' shows one agency, these are of {names}")
    ordered = sorted((s for s in subjects if s.year is not None), key=lambda s: s.year or 0)
    years = [item.year or 0 for item in ordered]
    drawn = [path for path in _SERIES if any(s.value(path) is not None for s in ordered)]
    if not drawn:
        raise NothingToPlot("none of the reports has a number of requests")
    for path in drawn:
        values = [_float(item.value(path)) for item in ordered]
        axes.plot(years, values, marker="o", label=row_label(path))
    axes.set_xticks(years)
    axes.set_ylabel("件")
    _whole_numbers(axes.yaxis)
    other = sorted({str(item.year) for item in ordered for path in drawn if path in item.other})
    if other:
        axes.set_xlabel(f"{'、'.join(other)} 年部分指标的口径与现行表式不同")
    axes.set_title(str(ordered[0].agency or "?"))
    axes.legend(frameon=False)


def _agencies(axes: Axes, subjects: Sequence[Subject]) -> None:
    years = {item.year for item in subjects}
    if len(years) != 1:
        names = ", ".join(sorted(str(year) for year in years))
        raise ValueError(f"the picture 'agencies' shows one year, these are of {names}")
    items = [(item.agency or "?", item.value(RECEIVED)) for item in subjects]
    items.sort(key=lambda item: -_float(item[1]) if item[1] is not None else 1)
    _bars(axes, items, f"{next(iter(years)) or '?'} {row_label(RECEIVED)}")


def _whole_numbers(axis: Axis) -> None:
    """No ticks between two counts."""
    from matplotlib.ticker import MaxNLocator

    axis.set_major_locator(MaxNLocator(integer=True))


def _float(value: Value) -> float:
    return float("nan") if value is None else float(Decimal(value))


def _fonts() -> dict[Any, Any]:
    """The first font with Chinese characters that is installed, in a weight that it has."""
    from matplotlib import font_manager

    fonts = font_manager.fontManager.ttflist
    installed = {font.name for font in fonts}
    found = next((name for name in _FONTS if name in installed), None)
    if found is None:
        warnings.warn(
            "no font with Chinese characters is installed, labels will be boxes: install one "
            "(Debian: apt-get install fonts-noto-cjk)",
            RuntimeWarning,
            stacklevel=3,
        )
        return {"axes.unicode_minus": False}
    weights = {font.weight for font in fonts if font.name == found}
    weight = 400 if weights & {400, "normal", "regular", "book"} else next(iter(weights))
    names = ("font.weight", "axes.titleweight", "axes.labelweight", "figure.titleweight")
    return {"font.family": [found], "axes.unicode_minus": False, **dict.fromkeys(names, weight)}
