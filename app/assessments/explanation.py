"""A stored result as a page tells it: line by line, from what was kept, never reckoned anew."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from app.assessments.models import Assessment
from app.assessments.packs import rubric_of
from app.assessments.phrases import WORDS, reason_text
from app.assessments.results import FormState, Reason, Standing
from app.assessments.rubric import Rubric
from app.assessments.signs import said as signs_said
from app.assessments.terms import BLOCK_OF, Block, Evaluation
from app.infra.i18n import _, say


@dataclass(frozen=True, slots=True)
class ToldForm:
    """One form: its number, its score of 100, how it went into the mean and why."""

    ref: str
    score: Decimal
    counted: Decimal
    state: FormState
    remarks: str


@dataclass(frozen=True, slots=True)
class ToldItem:
    """One item: what was asked, what it is worth, what was earned on average."""

    text: str
    points: Decimal
    average: Decimal | None
    answered: int


@dataclass(frozen=True, slots=True)
class ToldEvaluation:
    """One evaluation from forms to points. ``sum`` writes the reckoning out."""

    evaluation: Evaluation
    standing: Standing
    weight: Decimal
    counted_weight: Decimal
    mean: Decimal | None
    points: Decimal
    sum: str
    forms: tuple[ToldForm, ...]
    items: tuple[ToldItem, ...]

    @property
    def block(self) -> Block:
        return BLOCK_OF[self.evaluation]

    @property
    def is_counted(self) -> bool:
        return self.standing is Standing.COUNTED

    @property
    def weight_text(self) -> str:
        return trimmed(self.weight)

    @property
    def counted_text(self) -> str:
        return trimmed(self.counted_weight)


@dataclass(frozen=True, slots=True)
class Told:
    """The whole result."""

    total: Decimal
    threshold: Decimal
    eligible: bool
    final: bool
    blocks: Mapping[Block, Decimal]
    evaluations: tuple[ToldEvaluation, ...]
    reasons: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def bridge(self) -> list[tuple[str, Decimal, Decimal]]:
        """For the picture: name, points, most points."""
        return [(str(WORDS[one.evaluation]), one.points, one.counted_weight) for one in self.evaluations]


def of(assessment: Assessment) -> Told:
    """The explanation of a scored assessment."""
    return of_kept(assessment.result or {}, rubric_of(assessment.rubric_version_id))


def of_kept(kept: Mapping[str, Any], rubric: Rubric) -> Told:
    """The explanation of a result as it is kept, or as ``replay.dump`` says it."""
    texts = {item.code: say(item.text.zh, item.text.en) or item.code for _evaluation, item in rubric.lines()}
    signs, judged = kept.get("signs") or {}, kept.get("judged") or {}
    why = {
        form["ref"]: _why(form["reason"], signs_said(signs.get(form["ref"], ())), judged.get(form["ref"], ""))
        for line in kept["evaluations"].values()
        for form in line["forms"]
    }
    return Told(
        total=Decimal(kept["total"]),
        threshold=Decimal(kept["threshold"]),
        eligible=kept["eligible"],
        final=kept["final"],
        blocks={block: Decimal(kept["blocks"][block.value]) for block in Block},
        evaluations=tuple(
            _evaluation(name, kept["evaluations"][name.value], texts, why) for name in Evaluation
        ),
        reasons=tuple(_sentence(one, texts) for one in kept["reasons"]),
        notes=tuple(_sentence(one, texts) for one in kept["notes"]),
    )


def _evaluation(
    name: Evaluation, line: Mapping[str, Any], texts: Mapping[str, str], why: Mapping[str, str]
) -> ToldEvaluation:
    mean, weight, points = _decimal(line["mean"]), Decimal(line["counted_weight"]), Decimal(line["points"])
    return ToldEvaluation(
        evaluation=name, standing=Standing(line["standing"]), weight=Decimal(line["weight"]), counted_weight=weight,
        mean=mean, points=points, sum=_sum(mean, _decimal(line["capped_at"]), weight, points),
        forms=tuple(_form(one, texts, why[one["ref"]]) for one in line["forms"]),
        items=tuple(
            ToldItem(texts.get(one["code"], one["code"]), Decimal(one["points"]), _decimal(one["average"]), one["answered"])
            for one in line["items"]
        ),
    )  # fmt: skip


def _why(reason: str, signs: str, judge: str) -> str:
    """Why a form counts for what it does: what an officer wrote as written, what was found in the reader's language."""
    if judge:
        told = _("%(name)s 判断：%(reason)s", name=judge, reason=reason)
        return _("%(told)s（系统提示：%(signs)s）", told=told, signs=signs) if signs else told
    return signs or reason


def _form(line: Mapping[str, Any], texts: Mapping[str, str], why: str) -> ToldForm:
    remarks = [why] if why else []
    remarks += [_("“%(item)s”得分过低，本表限分", item=texts.get(code, code)) for code in line["capped_by"]]
    remarks += [_("一票否决：%(item)s", item=texts.get(code, code)) for code in line["vetoes"]]
    return ToldForm(
        line["ref"],
        Decimal(line["score"]),
        Decimal(line["counted"]),
        FormState(line["state"]),
        _("；").join(remarks),
    )


def _sum(mean: Decimal | None, cap: Decimal | None, weight: Decimal, points: Decimal) -> str:
    """The reckoning as one would write it down."""
    if mean is None or not weight:
        return ""
    facts = {"mean": f"{mean:f}", "weight": trimmed(weight), "points": f"{points:.2f}"}
    if cap is not None:
        return _("均分 %(mean)s，限为 %(cap)s × %(weight)s ÷ 100 = %(points)s", cap=trimmed(cap), **facts)
    return _("均分 %(mean)s × %(weight)s ÷ 100 = %(points)s", **facts)


def trimmed(number: Decimal) -> str:
    """10.00 as 10, 7.50 as 7.5: for weights, which are not published figures."""
    return f"{number.normalize():f}"


def _sentence(kept: Mapping[str, str], texts: Mapping[str, str]) -> str:
    facts = {key: fact for key, fact in kept.items() if key != "code"}
    if "item" in facts:
        facts["item"] = _("“%(text)s”", text=texts.get(facts["item"], facts["item"]))
    return reason_text(Reason(kept["code"], facts))


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
