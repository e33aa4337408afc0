"""What a region's administrator sets for labels."""

from typing import Any

from wtforms import BooleanField, Field, IntegerField, StringField
from wtforms.validators import InputRequired, NumberRange, ValidationError

from app.infra.forms import HouseForm
from app.infra.i18n import _, _l
from app.regions.terms import Policy

MOST_A_DAY = 100_000_000
MOST_MONTHS = 120


def labels_a_day(form: Any, field: Field) -> None:
    """Digits as people write them: 2,400,000 is 2400000."""
    written = str(field.data or "").replace(",", "").replace("，", "").replace(" ", "")
    if not written.isascii() or not written.isdigit() or int(written) > MOST_A_DAY:
        raise ValidationError(_("请填写 0 到 %(most)d 之间的整数。", most=MOST_A_DAY))
    field.data = int(written)


class SettingsForm(HouseForm):
    shop_labels_a_day = StringField(
        _l("一家店一天最多申领"), [labels_a_day], description=_l("张。填 0 不设上限"),
        render_kw={"inputmode": "numeric", "autocomplete": "off"},
    )  # fmt: skip
    park_labels_a_day = StringField(
        _l("一个园区一天最多申领"), [labels_a_day], description=_l("张，园区里所有店合计。填 0 不设上限"),
        render_kw={"inputmode": "numeric", "autocomplete": "off"},
    )  # fmt: skip
    label_valid_months = IntegerField(
        _l("标签有效几个月"),
        [
            InputRequired(_l("请填写有效几个月")),
            NumberRange(0, MOST_MONTHS, message=_l("请填写 0 到 120 之间的整数")),
        ],
        description=_l("从申领那天算起，只管以后申领的。填 0 不设有效期"),
    )
    credit_on_label = BooleanField(
        _l("把称号印在标签上"),
        description=_l("纸上的字收不回来：称号撤销以后，旧标签上还印着。扫码页总是最新的"),
    )

    @classmethod
    def of(cls, policy: Policy) -> "SettingsForm":
        return cls(
            shop_labels_a_day=f"{policy.shop_labels_a_day:,}", park_labels_a_day=f"{policy.park_labels_a_day:,}",
            label_valid_months=policy.label_valid_months, credit_on_label=policy.credit_on_label,
        )  # fmt: skip

    def said(self) -> dict[str, Any]:
        """After validation."""
        return {
            "shop_labels_a_day": self.shop_labels_a_day.data, "park_labels_a_day": self.park_labels_a_day.data,
            "label_valid_months": self.label_valid_months.data, "credit_on_label": self.credit_on_label.data,
        }  # fmt: skip
