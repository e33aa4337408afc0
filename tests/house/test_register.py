"""The register of personal information names everything that is kept, and a chore for everything that ends."""

import re

from sqlalchemy import Column

from app.infra import retention, scope
from app.infra.retention import Kept, Since, Whose
from app.infra.seals import Sealed
from migrations.tables import metadata
from worker.jobs.regions import CHORES

ABOUT_PEOPLE = re.compile(
    r"phone|mail|address|(^|_)index$|device|(^|_)marks?$|(^|_)hash$|(^|_)digest$|secret|contact|person|credential|author$|holder"
)
NOBODY = {  # what looks as if it told of somebody, and does not
    "audit.hash": "over the row itself",
    "audit.previous_hash": "over the row before",
    "licence.told_mark": "days before an end",
    "panel_draw.digest": "over a list of sellers",
    "merchant_card.digest": "over what is public of a seller",
    "open_record.digest": "over a public line",
    "review_form.digest": "over a form's points",
}


def place(column: Column[object]) -> str:
    return f"{column.table.name}.{column.name}"


def columns() -> list[Column[object]]:
    return [column for table in metadata.sorted_tables for column in table.columns]


def is_file(column: Column[object]) -> bool:
    return any(key.column.table.name == "stored_file" for key in column.foreign_keys)


def test_every_sealed_column_every_mark_and_every_file_is_in_exactly_one_class(here):
    """A new one fails here until the register says whose it is, why and how long."""
    kept = [where for one in retention.register() for where in one.holds]
    assert sorted(kept) == sorted(set(kept))
    wanted = {
        place(one)
        for one in columns()
        if isinstance(one.type, Sealed)
        or is_file(one)
        or (ABOUT_PEOPLE.search(one.name) and not one.foreign_keys)
    }
    assert sorted(wanted - set(kept) - NOBODY.keys()) == []
    assert sorted(set(kept) - {place(one) for one in columns()}) == [], "the register names what is not there"
    assert sorted(NOBODY.keys() - {place(one) for one in columns()}) == []


def test_what_ends_is_carried_out_by_a_chore_and_what_stays_says_until_when(here):
    chores = {one.__name__ for one in CHORES}
    assert [one.key for one in retention.register() if one.chore and one.chore not in chores] == []
    assert all(one.stays or (one.days and one.since and one.chore) for one in retention.register())


def test_the_register_has_every_class_once_for_every_kind_of_person(here):
    assert sorted(one.key for one in retention.register()) == sorted(Kept)
    assert all(retention.by_whose()[whose] for whose in Whose)
    assert {one.since for one in retention.register()} - {None} == set(Since)


def test_the_privacy_page_says_all_of_it_in_both_languages(page):
    told = page.get("/r/330522/privacy")
    english = page.fetch("/r/330522/privacy?lang=en").text
    with page.app.app_context(), scope.house_scope():
        classes = retention.register()
    for one in classes:
        assert one.what.zh in told
        assert one.what.en in english.replace("&#39;", "'")
