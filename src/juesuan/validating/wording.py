"""Wording: an identity said in Chinese with its numbers, for people who read findings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from string import Formatter

from juesuan.validating.figure import Figure
from juesuan.validating.interval import Outcome
from juesuan.validating.site import where
from juesuan.validating.trial import Trial

FIELDS = frozenset(
    {
        "total", "printed", "terms", "other", "subject", "base", "budget", "numerator", "denominator",
        "quotient", "elsewhere", "count",
    }
)  # fmt: skip
"""What a `says` template may name."""

UNKNOWN = "（未列）"
TERMS_SHOWN = 8
PLACES_SHOWN = 3
_KINDS = {
    "initial": "年初预算", "full_year": "全年预算", "adjusted": "调整预算", "supplementary": "追加预算",
}  # fmt: skip
_CHANGES = {
    "initial_budget": "比年初预算增减", "full_year_budget": "比全年预算增减", "budget": "比预算增减",
}  # fmt: skip
_MEASURES = {
    "prior": "上年数", "growth_pct": "增长率", "share_pct": "占比", "completion_pct": "完成率",
}  # fmt: skip

_BOUNDS = {"exact": "", "at_least": "以上", "at_most": "以内", "about": "左右"}


def template_fields(template: str) -> set[str]:
    """The fields a template names.

    Raises:
        ValueError: the braces of the template do not close.
    """
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


def plain(number: Decimal) -> str:
    """A number without exponent or trailing zeros."""
    text = format(number, "f")
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"


def rounded(number: Decimal, places: int) -> Decimal:
    """Half-up to so many decimal places."""
    return number.quantize(_last_place(places), rounding=ROUND_HALF_UP)


@cache
def _last_place(places: int) -> Decimal:
    return Decimal(1).scaleb(-places)


def title(figure: Figure) -> str:
    """What a figure is called: 人员经费, 人员经费年初预算, 人员经费占比."""
    if figure.measure == "budget":
        return figure.name + _KINDS.get(figure.budget_kind or "", "预算")
    if figure.measure == "change":
        return figure.name + _CHANGES.get(figure.compared_to or "", "比上年增减")
    return figure.name + _MEASURES.get(figure.measure, "")


def amount(figure: Figure) -> str:
    """The figure as printed: 810.21万元, 90.0%以上."""
    source = figure.source
    if source is not None and source.value is not None:
        printed = source.value
    elif not figure.value and figure.is_blank:
        return "（空白）"
    else:
        printed = figure.value / figure.scale
    return f"{printed:.{figure.decimals}f}{figure.unit}{_BOUNDS[figure.interval.bound]}"


class Worded:
    """Figures as they are called and printed (人员经费810.21万元), worded once however many trials they are part of."""

    def __init__(self) -> None:
        self._known: dict[str | None, str] = {}

    def __call__(self, figure: Figure) -> str:
        """The name and the print of a figure."""
        known = self._known.get(figure.ref_id)
        if known is None:
            known = title(figure) + amount(figure)
            if figure.ref_id is not None:
                self._known[figure.ref_id] = known
        return known


def says(trial: Trial, worded: Worded) -> str:
    """The identity with the numbers of this trial."""
    return "".join([part if isinstance(part, str) else part(trial, worded) for part in _parts(trial.identity.says)])


@cache
def _parts(template: str) -> tuple[str | Callable[[Trial, Worded], str], ...]:
    """The texts of a template and, between them, what words its fields."""
    parsed = ((text, _FIELD[name] if name else "") for text, name, _, _ in Formatter().parse(template))
    return tuple(part for pair in parsed for part in pair if part)


def _terms(trial: Trial, worded: Worded) -> str:
    shown = trial.parts[:TERMS_SHOWN]
    text = "".join([("－" if weight < 0 else "＋") + worded(figure) for weight, figure in shown])
    text = text.removeprefix("＋")
    more = len(trial.parts) - len(shown)
    text += f"＋…共{len(trial.parts)}项" if more else ""
    if len(trial.parts) > 1 and trial.recomputed is not None:
        text += "＝" + _recomputed(trial, worded)
    return text or UNKNOWN


def _other(trial: Trial, worded: Worded) -> str:
    return worded(trial.parts[0][1]) if trial.parts else UNKNOWN


def _recomputed(trial: Trial, _: Worded) -> str:
    if trial.recomputed is None:
        return "无意义" if trial.reason == "zero_base" else UNKNOWN
    printed = trial.printed
    if printed is None:
        return UNKNOWN
    value = trial.recomputed / printed.scale
    return plain(rounded(value, printed.decimals + 2) if trial.is_ratio else value) + printed.unit


def _operand(trial: Trial, *, divides: bool) -> Figure | None:
    return next((figure for weight, figure in trial.parts if (not weight) == divides), None)


def _amount_or_unknown(figure: Figure | None) -> str:
    return UNKNOWN if figure is None else amount(figure)


def _base(trial: Trial, _: Worded) -> str:
    figure = _operand(trial, divides=True)
    return UNKNOWN if figure is None else title(figure)


def _budget(trial: Trial, _: Worded) -> str:
    figure = _operand(trial, divides=True)
    return _KINDS.get(figure.budget_kind or "", "预算") if figure else "预算"


def _subject(trial: Trial, _: Worded) -> str:
    return trial.printed.name if trial.printed else trial.parts[0][1].name if trial.parts else UNKNOWN


def _total(trial: Trial, worded: Worded) -> str:
    printed = trial.printed
    if printed is None:
        return UNKNOWN
    return amount(printed) if printed.kind == "derived" else worded(printed)


def _elsewhere(trial: Trial, _: Worded) -> str:
    return "、".join(dict.fromkeys(filter(None, (where(figure) for _, figure in trial.parts))))


_FIELD: Mapping[str, Callable[[Trial, Worded], str]] = {
    "total": _total,
    "terms": _terms,
    "other": _other,
    "quotient": _recomputed,
    "subject": _subject,
    "base": _base,
    "budget": _budget,
    "printed": lambda trial, _: _amount_or_unknown(trial.printed),
    "numerator": lambda trial, _: _amount_or_unknown(_operand(trial, divides=False)),
    "denominator": lambda trial, _: _amount_or_unknown(_operand(trial, divides=True)),
    "elsewhere": _elsewhere,
    "count": lambda trial, _: str(len(trial.parts)),
}


def message(trial: Trial, sentence: str, difference: Decimal | None, unit: str | None) -> str:
    """A failing trial in one sentence: place, identity with its numbers, difference, where the other figures stand."""
    shown = first_printed(trial)
    there = "" if shown is None else where(shown)
    if difference is not None and trial.printed is not None and trial.is_ratio:
        difference = rounded(difference, trial.printed.decimals + 2)
    gap = "" if difference is None else f"，相差{plain(abs(difference))}{_gap_unit(unit)}"
    if trial.outcome is Outcome.FAIL and trial.reason == "zero_base":
        gap = "，基数为零，比率没有意义"
    if trial.identity.severity == "warning":
        gap += "，通常应当成立，请核实"
    words = f"{sentence}{gap}{_others(trial, there)}。"
    return f"{there}：{words}" if there else words


def _others(trial: Trial, there: str) -> str:
    """Where the other figures stand that are not in the same place, unless the identity says so itself."""
    if "elsewhere" in template_fields(trial.identity.says):
        return ""
    places = [place for place in dict.fromkeys(where(f) for _, f in trial.parts) if place and place != there]
    more = "等处" if len(places) > PLACES_SHOWN else ""
    return f"（另见{'、'.join(places[:PLACES_SHOWN])}{more}）" if places else ""


def _gap_unit(unit: str | None) -> str:
    return "个百分点" if unit == "%" else unit or ""


def first_printed(trial: Trial) -> Figure | None:
    """The figure a person should look at first: the one under test, else the first it is made of."""
    if trial.printed is not None and trial.printed.source is not None:
        return trial.printed
    return next((figure for _, figure in trial.parts if figure.source is not None), None)
