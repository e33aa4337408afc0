"""What must be so after every fault. One function says all that is not."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Sequence

from app.infra import audit
from tests.chaos.house import House
from tests.chaos.people import Told

COUNTIES = ("330522", "330523")
SHOPS_PEOPLE = """
select c.code, count(n.id), count(distinct n.id)
from complaint c join account a on a.merchant_id = c.merchant_id
left join notice n on n.user_id = a.id and n.title = '新投诉 ' || c.code
where c.happened like '第 %%'
group by c.code, a.id having count(n.id) <> 1
"""
UNSENT = """
select d.code, d.state from delivery d where d.state not in ('delivery_sent', 'delivery_unsure')
"""
OWED = """
select n.code from notice n join contact k on k.user_id = n.user_id and k.verified_at is not null
left join delivery d on d.notice_id = n.id group by n.id, n.code having count(d.id) <> 1
"""
LEDGER = """
select b.code, count(e.id) from label_batch b left join label_entry e on e.batch_id = b.id and e.kind = 'issued'
where b.state = 'ready' group by b.code having count(e.id) <> 1
"""
NUMBERS = """
select 'label ' || number from label_batch group by region_id, number having count(*) > 1
union all select 'title ' || number from title group by number having count(*) > 1
union all select 'complaint ' || code from complaint group by code having count(*) > 1
union all select 'audit ' || seq from audit group by region_id, seq having count(*) > 1
"""


def broken(house: House, told: Iterable[Told] = (), *, may_have_failed: Sequence[str] = ()) -> list[str]:
    """Empty if all is well: who was accepted is there once, who is owed a word got it once, numbers, chain, work, files."""
    return [
        *_submissions(house, [one for one in told if one.accepted]),
        *_words(house),
        *(f"twice: {one[0]}" for one in house.ask(NUMBERS)),
        *(f"{code}: {count} issues of one batch" for code, count in house.ask(LEDGER)),
        *_chain(house),
        *_work(house, may_have_failed),
        *_files(house),
    ]


def handed_over(house: House) -> Counter[str]:
    """How often each word was handed to the gateway, by the number it carries."""
    lines: list[str] = []
    for outbox in (house.folder / "outbox").glob("*.jsonl"):
        lines += outbox.read_text().splitlines()
    return Counter(json.loads(line)["reference"] for line in lines)


def _submissions(house: House, accepted: Sequence[Told]) -> Iterable[str]:
    rows = house.ask("select code, happened from complaint")
    by_code, by_words = dict(rows), Counter(words for _code, words in rows)
    for one in accepted:
        if by_code.get(one.code) != one.words:
            yield f"lost: {one.code}"
    yield from (
        f"{count} times: {words}"
        for words, count in by_words.items()
        if words.startswith("第 ") and count > 1
    )
    first = "select c.code from complaint c left join complaint_message m on m.complaint_id = c.id and m.text = c.happened group by c.code having count(m.id) <> 1"
    yield from (f"not begun once: {code}" for (code,) in house.ask(first))


def _words(house: House) -> Iterable[str]:
    """In the inbox exactly once. Out of the house at least once, and under one number; twice only if nobody could know."""
    yield from (f"inbox: {code} has {count}" for code, count, _ in house.ask(SHOPS_PEOPLE))
    yield from (f"not sent: {code} {state}" for code, state in house.ask(UNSENT))
    yield from (f"no delivery of notice {code}" for (code,) in house.ask(OWED))
    seen = handed_over(house)
    for code, urgent, required, state in house.ask("select code, urgent, required, state from delivery"):
        if state == "delivery_sent" and not seen[code]:
            yield f"said to be sent, never handed over: {code}"
        if seen[code] > 1 and not (urgent or required):
            yield f"handed over {seen[code]} times: {code}"
        if seen[code] > 2:
            yield f"handed over {seen[code]} times: {code}"


def _chain(house: House) -> Iterable[str]:
    for county in COUNTIES:
        with house.inside(county):
            found = audit.first_broken()
            if found is not None:
                yield f"the chain of {county} is broken at {found.seq}"


def _work(house: House, may_have_failed: Sequence[str]) -> Iterable[str]:
    for name, state, trouble in house.ask("select name, state, trouble from job where state <> 'done'"):
        if not (state == "failed" and name in may_have_failed):
            yield f"{name} is {state}: {trouble}"


def _files(house: House) -> Iterable[str]:
    """Each row has its bytes; nothing half written lies about."""
    for region, digest in house.ask("select region_id, sha256 from stored_file"):
        path = house.folder / "files" / str(region) / digest[:2] / digest
        if not path.exists() or hashlib.sha256(path.read_bytes()).hexdigest() != digest:
            yield f"bytes of {digest[:12]} are not what they should be"
    yield from (f"half written: {part.name}" for part in (house.folder / "files").rglob("*.part*"))
