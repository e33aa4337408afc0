"""What a region sets about the weights of public forms, as one section of its policy."""

from dataclasses import fields
from decimal import Decimal
from typing import Any

from app.assessments.weighing import WeighingPolicy
from app.infra.i18n import _l
from app.regions.settings import SectionForm, points, section, whole
from app.regions.terms import Policy

FACTOR = _l("0 到 1 之间：1 不降低，0 不计入")


def factor(label: Any) -> Any:
    return points(label, "0", "1", FACTOR)


def policy_of(policy: Policy) -> WeighingPolicy:
    """The numbers that the region has set, over the defaults."""
    known = {one.name: one.default for one in fields(WeighingPolicy)}
    said: dict[str, Any] = {
        name: Decimal(str(value)) if isinstance(known[name], Decimal) else int(value)
        for name, value in policy.weighing.items()
        if name in known
    }
    return WeighingPolicy(**said)


class WeighingForm(SectionForm):
    WITHIN = "weighing"

    own_device = factor(_l("店家登录过的设备提交的，乘以"))
    own_block = factor(_l("店家登录过的网络提交的，乘以"))
    block_free = whole(_l("同一网络几份以内全部计入"), 1, 50, _l("超过的，合计按这么多份计"))
    burst = whole(_l("短时间内有几份就算集中提交"), 3, 1000, _l("到了这个数，这一段里的每一份都降低"))
    burst_minutes = whole(_l("多少分钟以内算短时间"), 5, 1440, _l("一天是 1440 分钟"))
    burst_factor = factor(_l("集中提交的，乘以"))
    early_hours = whole(_l("标签做好多少小时以内，包裹还送不到"), 0, 168, _l("填 0 不看这一项"))
    early_factor = factor(_l("包裹还送不到就提交的，乘以"))
    unscanned_factor = factor(_l("标签没有扫过的，乘以"))
    scattered_factor = factor(_l("标签在很多地方扫过的，乘以"))
    crowd = whole(_l("同批标签首次扫码满多少次，才看是不是集中"), 3, 1000, _l("少于这个数看不出什么"))
    crowd_share = points(_l("几成挤在一小时里，算集中扫码"), "0.5", "1", _l("0.8 就是八成"))
    crowd_places = whole(_l("来自几组网络以内，算集中扫码"), 1, 20, _l("真的包裹会分散到各地"))
    crowd_factor = factor(_l("集中扫码的，乘以"))
    far_from = whole(_l("收到几份以上，才比较分数"), 3, 1000, _l("和其他评价相差很大的只提示，不降低权重"))
    far_points = points(_l("相差多少分，就提示核对"), "10", "100", _l("和中间一份相比"))

    @classmethod
    def known(cls, policy: Policy) -> dict[str, Any]:
        told = policy_of(policy)
        return {one.name: getattr(told, one.name) for one in fields(WeighingPolicy)}


section(
    "weighing", _l("评价的权重"),
    _l("消费者评议和社会评议防刷用的数。下次算分起按新的，每一份的权重和理由随分数保存；监管人员已经判断过的不变。"), WeighingForm,
)  # fmt: skip
