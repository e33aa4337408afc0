"""Pictures of this product that stand in the pages of help, one a part. `make helpshots` takes them from a demo county."""

from dataclasses import dataclass
from typing import Any

from app.help.terms import Reader
from app.infra.i18n import _l, in_english

FOLDER = "help"
PHONE, DESK = (360, 560), (760, 500)


@dataclass(frozen=True, slots=True)
class Picture:
    """``name`` is the file's, before the language; ``size`` in pixels, so that the page does not jump when it comes."""

    name: str
    alt: Any
    size: tuple[int, int]

    @property
    def file(self) -> str:
        """Under ``static``, in the reader's language."""
        return f"{FOLDER}/{self.name}.{'en' if in_english() else 'zh'}.webp"


def _of(reader: Reader, part: str, size: tuple[int, int], alt: Any) -> tuple[tuple[Reader, str], Picture]:
    return (reader, part), Picture(f"{reader.value}-{part}", alt, size)


PICTURES: dict[tuple[Reader, str], Picture] = dict(
    (
        _of(Reader.CONSUMER, "before", PHONE, _l("手机上的店铺页：店名、称号、地址和投诉情况")),
        _of(Reader.CONSUMER, "complain", PHONE, _l("手机上的投诉页：选哪方面的问题，写发生了什么")),
        _of(Reader.SELLER, "start", PHONE, _l("商家手机上的“今天”：要做的事按紧急程度排好")),
        _of(Reader.SELLER, "labels", PHONE, _l("手机上申领标签：选标签纸、填张数")),
        _of(Reader.SELLER, "complaints", PHONE, _l("手机上的一件投诉：还剩多少时间、怎么答复")),
        _of(Reader.SELLER, "year", PHONE, _l("手机上的年度得分：总分和每一部分怎么加起来")),
        _of(Reader.PARK, "labels", DESK, _l("园区的标签页：每一批的店铺、张数和状态")),
        _of(Reader.PARK, "station", DESK, _l("园区看到的投诉：最先到期的排在最前")),
        _of(Reader.PARK, "shops", DESK, _l("园区商家的证照：哪家缺、哪家快到期")),
        _of(Reader.OFFICER, "complaints", DESK, _l("一件投诉：四个期限、谁在办、下一步能做什么")),
        _of(Reader.OFFICER, "reports", DESK, _l("期限日历：每天到期几件，颜色分出超期和今天")),
        _of(Reader.OFFICER, "shops", DESK, _l("各方面强弱：按所和经营方式排出的平均达标率")),
        _of(Reader.OFFICER, "year", DESK, _l("年度评定：走到哪个阶段，多少家有了哪种评价")),
        _of(Reader.PANEL, "score", DESK, _l("评价表：每一项写着满分多少、怎么扣")),
        _of(Reader.PANEL, "vote", DESK, _l("评议会：要评的商家和投票的入口")),
        _of(Reader.ADMINISTRATOR, "set", DESK, _l("投诉渠道和承诺：从哪天起、承诺多久答复")),
        _of(Reader.ADMINISTRATOR, "year", DESK, _l("管理员的“今天”：要做的事和全年走到哪一步")),
        _of(Reader.ADMINISTRATOR, "watch", DESK, _l("后台任务：哪些在等、哪些失败了、怎样再试")),
    )
)
