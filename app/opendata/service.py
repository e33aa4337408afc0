"""Keeping the open data: in the transaction that changes a seller's card, its lines change too."""

import hashlib
import json
from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.dialects.postgresql import insert

from app.honours import queries as honours
from app.infra.db import this_region
from app.infra.scope import Session
from app.kernel.clock import local_day
from app.opendata import queries
from app.opendata.lines import lines_of
from app.opendata.models import OpenRecord
from app.opendata.terms import Dataset, Line
from app.public import cards
from app.public.terms import CardFacts

GONE = "gone"


@cards.followed_by
def follow(made: Mapping[int, CardFacts], now: datetime) -> None:
    """Write what changed; what these sellers no longer have is gone. Nobody else writes meanwhile: the cards' lock is held."""
    entries = honours.all_standing(list(made), local_day(now))
    wanted: dict[tuple[Dataset, str], tuple[int, dict[str, Any], str]] = {}
    for merchant_id, card in made.items():
        for dataset, key, line in lines_of(card, entries.get(merchant_id, ())):
            content = line.model_dump(mode="json")
            wanted[dataset, key] = (merchant_id, content, _digest(line))
    kept = queries.kept_of(list(made))
    changed = [
        _row(dataset, key, merchant_id, content, digest)
        for (dataset, key), (merchant_id, content, digest) in wanted.items()
        if kept.get((dataset, key), (0, ""))[1] != digest
    ]
    gone = [
        _row(dataset, key, merchant_id, {}, GONE)
        for (dataset, key), (merchant_id, digest) in kept.items()
        if (dataset, key) not in wanted and digest != GONE
    ]
    grown = Counter(
        one["dataset"] for one in changed if kept.get((one["dataset"], one["key"]), (0, GONE))[1] == GONE
    )
    grown.subtract(one["dataset"] for one in gone)
    _write([*changed, *gone], grown, now)


def _row(
    dataset: Dataset, key: str, merchant_id: int, content: dict[str, Any], digest: str
) -> dict[str, Any]:
    return {
        "dataset": dataset, "key": key, "merchant_id": merchant_id, "gone": digest == GONE, "content": content,
        "digest": digest, "region_id": this_region(),
    }  # fmt: skip


def _write(rows: list[dict[str, Any]], grown: Mapping[Dataset, int], now: datetime) -> None:
    """``grown``: by how many lines each dataset is longer now."""
    if not rows:
        return
    standings = queries.standings()
    for seq, row in enumerate(rows, 1 + max(one.seq for one in standings.values())):
        dataset: Dataset = row["dataset"]
        row |= {"seq": seq, "changed_at": now, "lines": standings[dataset].lines + grown.get(dataset, 0)}
    new = insert(OpenRecord).values(rows)
    changed = {
        name: new.excluded[name] for name in ("seq", "changed_at", "gone", "content", "digest", "lines")
    }
    Session().execute(
        new.on_conflict_do_update(index_elements=[OpenRecord.dataset, OpenRecord.key], set_=changed)
    )


def count_lines() -> None:
    """Chore: what is kept of how many lines there are is made right, for instance after a release that did not keep it."""
    for dataset in Dataset:
        record = queries.newest_record(dataset)
        if record is not None and record.lines != (counted := queries.count_of(dataset)):
            record.lines = counted


def _digest(line: Line) -> str:
    """The first day that is counted moves on each day; that alone is no change."""
    told = {name: value for name, value in line.model_dump(mode="json").items() if name != "complaints_since"}
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()[:32]
