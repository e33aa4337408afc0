"""The law behind each of the six grounds: what an act must break to fall under it.

Source: the region's programme for the grounds; the articles are our reading of the law in force, by short title and
article. An empty tuple of articles cites the law as a whole.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from app.titles.terms import Ground


@dataclass(frozen=True, slots=True)
class Citation:
    law: str
    articles: tuple[int, ...] = ()


CITATIONS: Mapping[Ground, tuple[Citation, ...]] = MappingProxyType(
    {
        Ground.BANNED_CONTENT: (
            Citation("网络安全法", (13,)),
            Citation("互联网信息服务管理办法", (15,)),
            Citation("反恐怖主义法", (3, 80)),
            Citation("治安管理处罚法", (80,)),
            Citation("广告法", (9, 57)),
            Citation("直播电商监督管理办法", (29, 65)),
        ),
        Ground.CONTRABAND: (
            Citation("枪支管理法", (3, 13, 44)),
            Citation("民用爆炸物品安全管理条例", (3,)),
            Citation("危险化学品安全法"),
            Citation("禁毒法", (21, 24)),
            Citation("治安管理处罚法", (36, 38)),
            Citation("电子商务法", (13,)),
            Citation("直播电商监督管理办法", (33,)),
        ),
        Ground.LIFE_AND_HEALTH: (
            Citation("食品安全法", (34, 123, 124)),
            Citation("药品管理法", (98,)),
            Citation("化妆品监督管理条例", (61,)),
            Citation("产品质量法", (13, 49)),
        ),
        Ground.DELIBERATE: (
            Citation("商标法", (57,)),
            Citation("产品质量法", (39, 50)),
            Citation("反不正当竞争法", (9, 25)),
            Citation("电子商务法", (17,)),
            Citation("消费者权益保护法", (55,)),
            Citation("侵害消费者权益行为处罚办法", (16,)),
        ),
        Ground.VULNERABLE: (
            Citation("未成年人保护法", (50, 59, 61, 123)),
            Citation("未成年人网络保护条例", (22,)),
            Citation("残疾人保障法", (3, 67)),
            Citation("老年人权益保障法", (3,)),
            Citation("消费者权益保护法实施条例", (15,)),
        ),
        Ground.LISTED: (
            Citation("企业经营异常名录管理办法", (4,)),
            Citation("个体工商户年度报告办法", (13, 14, 15)),
            Citation("市场监督管理严重违法失信名单管理办法", (2, 5, 6, 7, 8, 9, 10, 11)),
        ),
    }
)
