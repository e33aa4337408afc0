"""Forms of single acts on the assessments pages."""

from datetime import date
from decimal import Decimal
from typing import Any

from flask_wtf.file import MultipleFileField
from wtforms import HiddenField, RadioField, SelectField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, ValidationError

from app.assessments import planning
from app.assessments.kinds import CycleState
from app.assessments.models import Cycle
from app.assessments.signs import JUDGEMENTS
from app.infra.forms import DayField, HouseForm
from app.infra.i18n import _, _l
from app.infra.phrases import word

LONGEST = Length(max=500, message=_l("理由不能超过 500 字"))
ROWS = {"rows": "3"}
FIRST, LAST = "first-", "last-"


class CorrectForm(HouseForm):
    reason = TextAreaField(
        _l("哪里要更正，为什么"), [DataRequired(_l("请写明更正的理由")), LONGEST],
        description=_l("原来的一份会保留，连同理由都能看到"), render_kw=ROWS,
    )  # fmt: skip


class JudgeForm(HouseForm):
    weight = RadioField(_l("这份评价按多少计"), [DataRequired(_l("请选一项"))])
    reason = TextAreaField(
        _l("理由"), [DataRequired(_l("请写明理由")), LONGEST],
        description=_l("会写进算分结果，店家看得到"), render_kw=ROWS,
    )  # fmt: skip

    def with_choices(self) -> "JudgeForm":
        words = {
            Decimal(1): _("全部计入（不采用系统的提示）"),
            Decimal("0.5"): _("计一半"),
            Decimal("0.25"): _("计四分之一"),
            Decimal(0): _("不计入"),
        }
        self.weight.choices = [(f"{one:f}", words[one]) for one in JUDGEMENTS]
        return self


class ProofForm(HouseForm):
    item = SelectField(_l("证明哪一项"), validate_choice=False)
    files = MultipleFileField(_l("照片或 PDF"), description=_l("可以一次选几个；照片里的位置信息会去掉"))

    def validate_files(self, field: MultipleFileField) -> None:
        if not any(getattr(one, "filename", "") for one in field.data or ()):
            raise ValidationError(_l("请先选照片或 PDF，再点“上传”"))


class RemoveForm(HouseForm):
    proof = HiddenField()


class DutyForm(HouseForm):
    people = SelectField(_l("部门评价表由谁填写"), validate_choice=False)


class ReassessForm(HouseForm):
    reason = TextAreaField(
        _l("为什么要重新评定"), [DataRequired(_l("请写明理由")), LONGEST],
        description=_l("会记录在案，并告诉店家。重新评定的分数可能更高，也可能更低"), render_kw=ROWS,
    )  # fmt: skip


class PhasesForm(HouseForm):
    """A first and a last day for each phase that has not begun; made by ``phases_form``."""

    def planned(self) -> dict[CycleState, tuple[date, date]]:
        return {
            CycleState(name.removeprefix(FIRST)): (field.data, self[LAST + name.removeprefix(FIRST)].data)
            for name, field in self._fields.items()
            if name.startswith(FIRST)
        }


def phases_form(cycle: Cycle, today: date) -> PhasesForm:
    fields: dict[str, Any] = {}
    kept: dict[str, date] = {}
    for phase in planning.phases_of(cycle):
        if phase.state in planning.begun(cycle, today):
            continue
        name, wanted = word(phase.state), [InputRequired(_("请填写日期"))]
        fields[FIRST + phase.state.value] = DayField(_("%(phase)s：第一天", phase=name), wanted)
        fields[LAST + phase.state.value] = DayField(_("%(phase)s：最后一天", phase=name), wanted)
        kept |= {FIRST + phase.state.value: phase.first, LAST + phase.state.value: phase.last}
    form: PhasesForm = type("PlannedPhases", (PhasesForm,), fields)(data=kept)
    return form
