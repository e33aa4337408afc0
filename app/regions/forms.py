"""Forms of the region slice."""

from contextlib import suppress
from datetime import UTC, date, datetime

from wtforms import IntegerField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, NumberRange, Optional, ValidationError

from app.infra.forms import DAY_AS_WRITTEN, DayField, HouseForm
from app.infra.i18n import _, _l
from app.kernel.text import shorten


class ClockForm(HouseForm):
    to = DayField(
        _l("拨到哪一天"),
        [DataRequired(_l("请选一个日期"))],
        description=_l("拨到那天早上 9 点。到期的公示、提醒和称号会随之处理"),
    )


def days_of(text: str | None) -> list[date]:
    """One date a line or separated by commas. Raises ``ValueError`` with the part that is no date."""
    parts = (text or "").replace("，", ",").replace("、", ",").replace("\n", ",").split(",")
    return [_day(part.strip()) for part in parts if part.strip()]


def _day(part: str) -> date:
    for written in DAY_AS_WRITTEN:
        with suppress(ValueError):
            return datetime.strptime(part, written).replace(tzinfo=UTC).date()
    raise ValueError(part)


class CalendarForm(HouseForm):
    year = IntegerField(
        _l("年份"),
        [DataRequired(_l("请填写年份")), NumberRange(2020, 2100, message=_l("年份应在 2020 到 2100 之间"))],
    )
    notice = StringField(
        _l("依据的通知"),
        [DataRequired(_l("请填写通知的文号")), Length(max=80, message=_l("请不要超过 80 字"))],
        description=_l("例如：国办发明电〔2025〕7号"),
    )
    days_off = TextAreaField(
        _l("放假的工作日"), [Optional()], description=_l("周一到周五里放假的日子，每行一个，如 2027-01-01")
    )
    make_up_days = TextAreaField(
        _l("补班的周末"), [Optional()], description=_l("要上班的周六、周日，每行一个")
    )

    def validate_days_off(self, field: TextAreaField) -> None:
        _check_days(field)

    def validate_make_up_days(self, field: TextAreaField) -> None:
        _check_days(field)


def _check_days(field: TextAreaField) -> None:
    try:
        days_of(field.data)
    except ValueError as trouble:
        words = _("“%(part)s”不是日期，请写成 2027-01-01 这样，每行一个。", part=shorten(str(trouble), 20))
        raise ValidationError(words) from trouble
