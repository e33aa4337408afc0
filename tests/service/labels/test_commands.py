"""What scripts rely on: JSON on standard output, a sentence on standard error, an exit code."""

import json
from io import BytesIO

import numpy as np
import pytest
import zxingcpp
from click.testing import Result
from PIL import Image

from app.labels import printing, queries
from app.labels.terms import BatchState
from tests import factories
from tests.factories import labels


@pytest.fixture
def run(db):
    runner = db.test_cli_runner()

    def invoke(*words: object) -> Result:
        with db.app_context():  # as the flask command does
            return runner.invoke(args=[str(word) for word in words])

    return invoke


def test_labels_are_rendered_as_a_real_batch(run, inside, tmp_path):
    with inside("330522"):
        shop = factories.merchant()
    out = tmp_path / "labels.pdf"
    done = run(
        "labels",
        "render",
        "--merchant",
        shop.uscc,
        "--count",
        50,
        "--layout",
        "a4-3x8",
        "--format",
        "pdf",
        "--output",
        out,
    )
    assert done.exit_code == 0, done.stderr
    told = json.loads(done.stdout)
    assert (told["count"], told["pages"], told["bytes"]) == (50, 3, out.stat().st_size)
    with inside("330522"):
        batch = queries.by_code(told["batch"])
        assert (batch.state, batch.merchant_id, batch.made) == (BatchState.READY, shop.id, 50)
        assert (told["first_token"], told["last_token"]) == (
            printing.token_of(batch, 1),
            printing.token_of(batch, 50),
        )


@pytest.fixture
def rendered(run, inside, tmp_path):
    """Render for a new shop; the summary and the bytes."""

    def make(form: str, count: int = 1, layout: str = "a4-3x8"):
        with inside("330522"):
            shop = factories.merchant(name="银杏人家")
        out = tmp_path / f"made.{form}"
        wish = (
            "--merchant",
            shop.uscc,
            "--count",
            count,
            "--layout",
            layout,
            "--format",
            form,
            "--output",
            out,
        )
        done = run("labels", "render", *wish)
        assert done.exit_code == 0, done.stderr
        return json.loads(done.stdout), out.read_bytes()

    return make


def test_one_label_as_a_picture_is_the_whole_label(rendered):
    told, drawn = rendered("png")
    picture = Image.open(BytesIO(drawn))
    assert picture.size == pytest.approx((70 * 300 / 25.4, 37 * 300 / 25.4), abs=1.1)
    (code,) = zxingcpp.read_barcodes(picture.convert("L"))
    assert code.text.endswith(told["first_token"])
    right = np.asarray(picture.convert("L"))[:, picture.width // 2 :]
    assert (right < 128).any()  # words, beside the code


def test_one_label_as_a_drawing_has_its_words_too(rendered):
    _, drawn = rendered("svg")
    assert drawn.startswith(b'<svg xmlns="http://www.w3.org/2000/svg" width="70.0mm" height="37.0mm"')
    assert drawn.count(b"<path transform") > 40  # one outline for each character of words and token


def test_lists_and_printer_commands_of_a_batch(rendered):
    told, rows = rendered("csv", 3)
    assert rows.decode("utf-8-sig").splitlines()[3].split(",")[2] == f'"{told["last_token"]}"'
    told, commands = rendered("zpl", 2, "thermal-60x40")
    assert commands.count(b"^XFR:TAG.ZPL") == 2
    assert told["last_token"].encode() in commands
    _, commands = rendered("tspl", 2, "thermal-60x40")
    assert commands.count(b"PRINT 1,1") == 2


def test_keys_are_told_changed_and_let_go_of(run, inside):
    with inside("330522"):
        batch = labels.ready(factories.merchant())
        written = labels.token(batch)
    told = json.loads(run("labels", "keys").stdout)
    assert [(one["key_id"], one["labels"], one["seals_now"]) for one in told["keys"]] == [(1, 24, True)]
    refused = run("labels", "keys", "--let-go", 1)
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert "正在用" in refused.stderr
    assert json.loads(run("labels", "keys", "--next").stdout)["keys"][0]["key_id"] == 2
    assert json.loads(run("labels", "check", written).stdout)["verdict"] == "genuine"
    assert json.loads(run("labels", "keys", "--let-go", 1).stdout)["ended_batches"] == 1
    assert json.loads(run("labels", "check", written).stdout)["verdict"] == "expired"


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"--count": 0}, "1 到 240,000 张"),
        ({"--layout": "letter"}, "没有“letter”这种标签纸"),
        ({"--merchant": "91330522MAFAKE0018"}, "校验码"),
        ({"--merchant": factories.uscc(999)}, "没有登记代码为"),
        ({"--output": "/nowhere/at/all.pdf"}, "/nowhere/at 不存在"),
        ({"--output": "/proc/all.pdf"}, "不能写入文件 /proc/all.pdf"),
        ({"--format": "svg", "--count": 2}, "只放一张标签"),
        ({"--format": "zpl"}, "只用于热敏卷纸"),
    ],
)
def test_what_cannot_be_rendered_is_said_and_nothing_is_made(run, inside, tmp_path, changed, told):
    with inside("330522"):
        shop = factories.merchant()
    asked = {"--merchant": shop.uscc, "--count": 5, "--output": tmp_path / "x.pdf", **changed}
    done = run("labels", "render", *(word for pair in asked.items() for word in pair))
    assert (done.exit_code, done.stdout) == (1, "")
    assert told in done.stderr
    with inside("330522"):
        assert queries.highest_number() == 0


def test_a_token_is_checked_wherever_its_region_is(run, inside):
    with inside("330523"):
        shop = factories.merchant()
        batch = labels.ready(shop)
        written = labels.token(batch, 3)
        uscc = shop.uscc
    told = json.loads(run("labels", "check", written.lower()).stdout)
    assert (told["verdict"], told["merchant"]["uscc"], told["batch"], told["serial"], told["state"]) == (
        "genuine", uscc, batch.code, 3, "ready",
    )  # fmt: skip


def test_a_voided_label_is_recognised_and_said_to_be_void(run, inside):
    with inside("330522"):
        written = labels.token(labels.voided(factories.merchant()))
    told = json.loads(run("labels", "check", written).stdout)
    assert (told["verdict"], told["state"]) == ("voided", "voided")


def test_a_wrong_token_is_refused_with_the_place_to_look_at(run, inside):
    with inside("330522"):
        written = labels.token(labels.ready(factories.merchant()))
    wrong = written[:19] + ("0" if written[19] != "0" else "1")
    done = run("labels", "check", wrong)
    assert (done.exit_code, done.stdout) == (1, "")
    assert f"第 5 组第 4 个字符您填的是“{wrong[19]}”，标签上应该是“{written[19]}”" in done.stderr
    assert run("labels", "check", "nothing").exit_code == 1


def test_sellers_are_listed_with_what_scripts_need(run, inside):
    with inside("330522"):
        shop = factories.merchant()
    with inside("330523"):
        factories.merchant()
    told = json.loads(run("merchants", "list").stdout)
    assert [(one["uscc"], one["name"], one["kind"], one["code"], one["park"]) for one in told] == [
        (shop.uscc, shop.name, "live_stream", shop.code, None)
    ]


def test_working_days_are_counted_by_the_regions_calendar(run):
    told = json.loads(run("workdays", "due", "--from", "2026-09-25", "--workdays", 7).stdout)
    assert (told["due_on"], told["provisional"], len(told["counted"])) == ("2026-10-12", False, 7)
    assert "2026-10-10" in told["counted"]  # a Saturday that is worked
    assert "2026-10-07" in told["skipped"]


def test_a_year_without_a_calendar_is_provisional(run):
    assert (
        json.loads(run("workdays", "due", "--from", "2026-12-25", "--workdays", 7).stdout)["provisional"]
        is True
    )


@pytest.mark.parametrize("words", [("2026-02-30", "7"), ("tomorrow", "7"), ("2026-02-03", "-1")])
def test_a_day_that_is_none_is_refused_with_a_sentence(run, words):
    done = run("workdays", "due", "--from", words[0], "--workdays", words[1])
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.strip()


def test_the_access_table_can_be_printed_and_pinned_on_the_wall(run):
    told = json.loads(run("access", "table", "--json").stdout)
    assert told["labels:fetch"] == [["is_of_the_shop"], ["is_its_park"]]
    assert "labels:fetch" in run("access", "table").stdout
