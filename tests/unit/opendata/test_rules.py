"""What may be in a file that everybody can keep."""

from datetime import UTC, date, datetime

import pytest

from app.opendata import rules, writing
from app.opendata.models import OpenRecord
from app.opendata.phrases import FIELDS
from app.opendata.terms import KEY_OF, LINE_OF, Dataset, fields_of


@pytest.mark.parametrize(
    ("uscc", "shown"),
    [
        ("92330522MADEM0001X", "92330522********1X"),  # a sole trader
        ("91330522MADEM0001X", "91330522MADEM0001X"),  # a company
        ("93330522MADEM0001X", "93330522MADEM0001X"),  # a farmers' cooperative
    ],
)
def test_only_sole_traders_codes_are_masked(uscc, shown):
    assert rules.shown_uscc(uscc) == shown


@pytest.mark.parametrize(("since", "newest"), [(-1, 5), (6, 5)])
def test_a_place_that_was_never_reached_is_refused(since, newest):
    with pytest.raises(rules.SinceRefused):
        rules.check_since(since, newest)
    rules.check_since(newest, newest)


def test_every_field_is_explained_and_every_explanation_has_its_field():
    there = {name for dataset in Dataset for name in fields_of(dataset)}
    assert there == set(FIELDS)
    assert all(KEY_OF[dataset] in LINE_OF[dataset].model_fields for dataset in Dataset)


#: A file's columns are a promise. New ones go to the end; none of these goes away.
PROMISED = {
    Dataset.MERCHANTS: "seq changed_at gone code name uscc is_sole_trader kind goods park station rooms registered_on "
    "title_standing title_number title_valid_until on_red_list_until on_black_list_until complaints_since "
    "complaints_received complaints_answered complaints_answered_in_time complaints_solved complaints_open",
    Dataset.TITLES: "seq changed_at gone number merchant_code merchant_name state score awarded_on valid_until "
    "suspended_on revoked_on ground",
    Dataset.LISTS: "seq changed_at gone code list edition published_on until merchant_code merchant_name uscc score "
    "grounds source_kind source_number source_on source_url",
}  # fmt: skip


@pytest.mark.parametrize("dataset", Dataset)
def test_the_columns_are_the_promised_ones_in_the_promised_order(dataset):
    assert list(fields_of(dataset))[: len(PROMISED[dataset].split())] == PROMISED[dataset].split()


def test_what_a_spreadsheet_would_run_is_kept_from_it():
    record = OpenRecord(
        dataset=Dataset.TITLES, key="1", seq=1, changed_at=datetime(2026, 6, 1, tzinfo=UTC), gone=False,
        content={"number": "1", "merchant_name": "=1+1", "score": "90.00", "state": "valid", "valid_until": "2027-06-01"},
    )  # fmt: skip
    [line] = writing.all_told([record], date(2026, 6, 1), with_gone=False)
    told = b"".join(writing.as_csv(Dataset.TITLES, [[line]])).decode()
    assert ",'=1+1," in told


def test_no_lines_are_a_whole_file_too():
    assert b"".join(writing.as_json({"a": 1}, [])) == b'{\n "a": 1,\n "lines": [\n]}\n'
