"""Why a figure is what it is: its quote and place, the pattern that read it, the checks that speak of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from juesuan.desk.html import grid, text
from juesuan.desk.rows import Row

Where = Callable[[str, str, str], Sequence[Row]]
"""The rows of a table whose column has a value: table, column, value."""
CONFIRMS = frozenset({"pass", "rounding"})


@dataclass(frozen=True, repr=False)
class Explanation:
    """A figure, explained. `figure` is its row of `facts` or `line_items`.

    `patterns` are the lines that say how it was read, `checks` the rows of `checks` it takes part in, `findings` the
    rows of `findings` about it. Printed, or shown by a notebook, it tells all of it.
    """

    figure: Row
    patterns: Sequence[str]
    checks: Sequence[Row]
    findings: Sequence[Row]

    @property
    def confirmed_by(self) -> list[Row]:
        """The checks that hold, exactly or within rounding."""
        return [check for check in self.checks if check["outcome"] in CONFIRMS]

    @property
    def contradicted_by(self) -> list[Row]:
        """The checks that cannot hold."""
        return [check for check in self.checks if check["outcome"] == "fail"]

    @property
    def undecided(self) -> list[Row]:
        """The checks that could not be evaluated."""
        return [check for check in self.checks if check["outcome"] == "not_evaluable"]

    def __repr__(self) -> str:
        """Lines for a person."""
        lines = [f"{name}: {value}" for name, value in self._told()]
        for name, checks in self._groups():
            lines += [f"{name} {check['identity']}: {check['says']}{_why(check)}" for check in checks]
        lines += [f"finding {finding['code']}: {finding['message']}" for finding in self.findings]
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        parts = [grid(("", ""), self._told())]
        for name, checks in self._groups():
            if checks:
                rows = ((c["identity"], f"{c['says']}{_why(c)}", c["location"]) for c in checks)
                parts.append(f"<p><b>{text(name)}</b></p>" + grid(("identity", "says", "where"), rows))
        if self.findings:
            rows = ((finding["code"], finding["message"], "") for finding in self.findings)
            parts.append("<p><b>findings</b></p>" + grid(("code", "message", ""), rows))
        return "".join(parts)

    def _groups(self) -> Iterator[tuple[str, list[Row]]]:
        yield "confirmed by", self.confirmed_by
        yield "contradicted by", self.contradicted_by
        yield "undecided", self.undecided

    def _told(self) -> Iterator[tuple[str, str]]:
        """What is known of the figure, name and words."""
        figure = self.figure
        what = " · ".join(str(figure[name]) for name in ("label", "item") if figure.get(name))
        yield "figure", f"{figure['value_text']} = {what} ({figure['concept']}, {figure['measure']})"
        if figure.get("amount") is not None:
            yield "amount", f"{figure['amount']} 元"
        place = [f"page {figure['page']}"] if figure.get("page") else []
        yield "place", ", ".join([*place, *(str(figure[n]) for n in ("anchor", "heading", "column") if figure.get(n))])
        if figure.get("quote"):
            yield "quote", figure["quote"]
        if figure.get("ocr_confidence") is not None:
            yield "recognised", f"lowest confidence of a character {figure['ocr_confidence']:.2f}"
        for line in self.patterns:
            yield "read by", line
        yield "verification", str(figure["verification"])


def explained(table: str, figure: Row, where: Where, patterns: Sequence[str]) -> Explanation:
    """The explanation of a row of `facts` or `line_items`."""
    key = "fact_id" if table == "facts" else "cell_id"
    ids = dict.fromkeys(operand["check_id"] for operand in where("check_operands", "ref_id", figure[key]))
    checks = [check for check_id in ids for check in where("checks", "check_id", check_id)]
    return Explanation(figure, patterns, checks, where("findings", key, figure[key]))


def _why(check: Row) -> str:
    return f" ({check['reason']})" if check["reason"] else ""
