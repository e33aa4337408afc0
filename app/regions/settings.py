"""What a region sets for itself, in sections: each a form over some fields of its policy. Slices above add theirs."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from wtforms import BooleanField, DecimalField, Field, IntegerField
from wtforms.validators import InputRequired, NumberRange

from app.infra.forms import HouseForm
from app.infra.i18n import _, _l
from app.regions.terms import Policy


def whole(label: Any, low: int, high: int, description: Any) -> IntegerField:
    """A whole number within its bounds, both included."""
    rules = [
        InputRequired(_l("请填写一个整数")),
        NumberRange(low, high, message=_l("请填写 %(low)s 到 %(high)s 之间的整数", low=low, high=high)),
    ]
    return IntegerField(label, rules, description=description, render_kw={"inputmode": "numeric"})


def points(label: Any, low: str, high: str, description: Any) -> DecimalField:
    """A number with two places at most, within its bounds, both included."""
    rules = [
        InputRequired(_l("请填写一个数")),
        NumberRange(
            Decimal(low), Decimal(high), message=_l("请填写 %(low)s 到 %(high)s 之间的数", low=low, high=high)
        ),
    ]
    return DecimalField(label, rules, places=2, description=description, render_kw={"inputmode": "decimal"})


class SectionForm(HouseForm):
    """Its fields have the names of the policy's. ``WITHIN``: the policy keeps them together under this name."""

    WITHIN: str = ""

    @classmethod
    def of(cls, policy: Policy) -> "SectionForm":
        return cls(data=cls.known(policy))

    @classmethod
    def known(cls, policy: Policy) -> dict[str, Any]:
        """What the policy says of every field now."""
        return {name: getattr(policy, name) for name in Policy.__dataclass_fields__ if hasattr(cls, name)}

    def said(self) -> dict[str, Any]:
        """After validation: what the policy shall say."""
        told = {field.name: _tidy(field.data) for field in self.own_fields()}
        return {self.WITHIN: {name: _kept(value) for name, value in told.items()}} if self.WITHIN else told

    def own_fields(self) -> list[Field]:
        return [field for field in self if field.name != "csrf_token"]


@dataclass(frozen=True, slots=True)
class Section:
    """``lead`` says what it is about and from when on a change counts."""

    name: str
    title: Any
    lead: Any
    form: type[SectionForm]


SECTIONS: dict[str, Section] = {}


def section(name: str, title: Any, lead: Any, form: type[SectionForm]) -> None:
    SECTIONS[name] = Section(name, title, lead, form)


def shown(value: object) -> str:
    """A set value as people read it; kept as text or as a number, 85.00 is 85."""
    if isinstance(value, bool):
        return _("是") if value else _("否")
    try:
        return f"{Decimal(str(value)).normalize():f}"
    except InvalidOperation:
        return str(value)


def changes(of: Section, before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """What one change did to the fields of a section, in words; empty if it was about others."""
    form = of.form.of(Policy())
    if form.WITHIN:
        was = {**form.known(Policy()), **(before.get(form.WITHIN) or {})}
        before, after = was, after.get(form.WITHIN) or {}
    return [
        _("%(what)s：%(before)s → %(after)s", what=field.label.text, before=shown(before[field.name]), after=shown(after[field.name]))
        for field in form.own_fields()
        if field.name in after and shown(before[field.name]) != shown(after[field.name])
    ]  # fmt: skip


def _tidy(value: Any) -> Any:
    """2.50 and 2.5 are one number: nothing has changed."""
    return value.quantize(Decimal("0.01")) if isinstance(value, Decimal) else value


def _kept(value: Any) -> Any:
    return f"{value.normalize():f}" if isinstance(value, Decimal) else value


class NoticeForm(SectionForm):
    notice_workdays = whole(_l("公示几个工作日"), 3, 30, _l("开始当天不算。通常是 7 个工作日"))
    objection_answer_workdays = whole(_l("几个工作日内答复异议"), 1, 15, _l("从收到异议的第二天算起"))
    appeal_workdays = whole(_l("几个工作日内可以申诉"), 3, 30, _l("商家收到分数或者答复以后"))
    claim_workdays = whole(_l("几个工作日内答复商家的申请"), 1, 30, _l("更正、申诉和重新评定"))


class PanelForm(SectionForm):
    panel_least_members = whole(_l("考评组至少几个人"), 3, 15, _l("人数不够的组不能开评议会"))
    panel_quorum_pct = whole(
        _l("至少百分之几投票才算数"), 50, 100, _l("有利害关系的不算在内，不足一人按一人算。66 就是三分之二")
    )
    panel_tie_passes = BooleanField(_l("票数相同算通过"), description=_l("不选的话，票数相同不通过"))
    panel_vote_workdays = whole(_l("几个工作日内投票"), 1, 15, _l("到期以后，没投的不再等，可以计票"))


class TitleForm(SectionForm):
    pass_score = points(_l("多少分以上授予称号"), "60", "100", _l("以上包括这个数。通常是 85 分"))
    hearing_workdays = whole(
        _l("几个工作日内可以陈述申辩"),
        5,
        30,
        _l("撤销称号以前。参照市场监督管理行政处罚程序规定第五十七条，不少于 5 个工作日"),
    )
    suspend_during_case = BooleanField(
        _l("告知拟撤销时，称号马上暂停"),
        description=_l("不选的话，作出决定以前称号照常有效，需要时可以另行暂停"),
    )
    reapply_months = whole(_l("撤销以后几个月内不再授予"), 0, 36, _l("填 0 不限制"))


class CountingForm(SectionForm):
    least_consumer_forms = whole(
        _l("消费者评议至少几份才计入"), 1, 1000, _l("不够的，分值并入 30 分里的其他评议，结果里写明")
    )
    least_social_forms = whole(
        _l("社会评议至少几份才计入"), 1, 1000, _l("不够的，分值并入 30 分里的其他评议，结果里写明")
    )


class PromiseForm(SectionForm):
    answer_hours = whole(_l("商家几小时内答复投诉"), 1, 72, _l("商家的承诺，从投诉转给商家时算起"))
    settle_workdays = whole(_l("商家几个工作日内办结投诉"), 1, 30, _l("商家的承诺，到期没有办结的转监管所"))


section("notice", _l("公示、异议和申诉"), _l("只管以后开始的：已经在走的期限不变。"), NoticeForm)
section("panel", _l("考评组评议"), _l("只管以后召开的评议会：已经召开的按召开时的规则。"), PanelForm)
section(
    "title",
    _l("称号"),
    _l(
        "分数线管以后的算分和提名，已经算出的分数不重算；陈述申辩的期限改长了，没有期满的跟着延长；改短了只管以后告知的。"
    ),
    TitleForm,
)
section(
    "counting",
    _l("评价份数"),
    _l("下次算分起按新的；已经算出的分数不重算，它当时的规则随分数保存。"),
    CountingForm,
)
section("promises", _l("投诉答复的承诺"), _l("只管以后收到的投诉。"), PromiseForm)
