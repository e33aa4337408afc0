"""Which papers a shop must show, by what it says it sells and does."""

from collections.abc import Iterable, Mapping, Sequence

from app.licences.terms import LicenceKind, LicenceState

FOR_SCOPE: Mapping[str, LicenceKind] = {
    "food": LicenceKind.FOOD_LICENCE,
    "loose_food": LicenceKind.FOOD_LICENCE,
    "imported_food": LicenceKind.FOOD_LICENCE,
    "health_food": LicenceKind.FOOD_LICENCE,
    "cosmetics": LicenceKind.COSMETICS_RECORD,
    "drugs_devices": LicenceKind.DRUG_DEVICE_LICENCE,
    "ccc_goods": LicenceKind.CCC_CERTIFICATE,
    "branded_goods": LicenceKind.BRAND_AUTHORISATION,
    "hired_hosts": LicenceKind.HOST_IDENTITY,
}
"""A guide's scope code to the paper it asks for.

Source: 食品安全法 第三十五条 (licence, or record for packaged food only; farm produce needs none); 化妆品监督管理条例
第三十八条; 药品管理法 第五十一条; 医疗器械网络销售监督管理办法 第七条; 强制性产品认证管理规定 第二条; 产品质量法 第三十三条
(proof of where branded goods come from); 直播电商监督管理办法 第二十八条 (hosts' identity).
"""

SHOWN = frozenset({LicenceState.SUBMITTED, LicenceState.VERIFIED})


def required(scopes: Iterable[str]) -> list[LicenceKind]:
    """Every shop's business licence (电子商务法 第十条), and what its scopes ask for; in the order of the kinds."""
    asked = {FOR_SCOPE[scope] for scope in scopes if scope in FOR_SCOPE}
    return [kind for kind in LicenceKind if kind is LicenceKind.BUSINESS_LICENCE or kind in asked]


def missing(scopes: Iterable[str], standing: Mapping[LicenceKind, LicenceState]) -> Sequence[LicenceKind]:
    """What is required and neither waiting for an officer nor in force."""
    return [kind for kind in required(scopes) if standing.get(kind) not in SHOWN]
