"""``flask labels``: print a batch into a file, check a token."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

import click
from flask import current_app

from app.infra import clock, scope, storage
from app.infra.audit import SYSTEM
from app.infra.console import refuse, refusing, say_json
from app.infra.db import unit_of_work
from app.infra.i18n import _
from app.kernel import codes, uscc
from app.labels import deliveries, keyring, layouts, lookup, printing, queries, service, waybills
from app.labels.errors import OneAtATime, RollOnly, TokenRefused
from app.labels.layouts import Medium
from app.labels.models import LabelBatch
from app.labels.terms import Format, Wish
from app.merchants import queries as merchants
from app.merchants.models import Merchant
from app.regions import queries as regions
from app.regions.console import in_region, region_option

ROLL_ONLY = (Format.ZPL, Format.TSPL)


@click.group()
def labels() -> None:
    """信用标签 (credit labels)."""


@labels.command()
@click.option("--merchant", "code", required=True, help="统一社会信用代码 (USCC)")
@click.option("--count", required=True, type=int, help="张数，1–240000")
@click.option("--layout", default=lambda: layouts.layout_pack().default, help="标签纸，例如 a4-3x8")
@click.option(
    "--format",
    "form",
    type=click.Choice([one.value for one in Format]),
    default=Format.PDF.value,
    help="png、svg 只放一张；csv 是网址清单；zpl、tspl 给热敏打印机",
)
@click.option("--output", required=True, type=click.Path(dir_okay=False, path_type=Path))
@click.option("--start-at", default=1, help="从第几格开始印，从 1 数起")
@region_option
@refusing
def render(
    code: str, count: int, layout: str, form: str, output: Path, start_at: int, region_code: str | None
) -> None:
    """Make a real batch and its file; a summary goes to standard output as JSON."""
    with in_region(region_code):
        merchant = merchants.by_uscc(uscc.read(code))
        if merchant is None:
            refuse(
                _("本县区没有登记代码为 %(code)s 的店铺，用 flask merchants list 可以看到全部。", code=code)
            )
        kind = Format(form)
        if kind in deliveries.PICTURES and count != 1:
            raise OneAtATime(count=count, format=kind.value.upper())
        if kind in ROLL_ONLY and layouts.layout_pack().named(layout).medium is not Medium.ROLL:
            raise RollOnly(layout=layout)
        _check_writable(output)
        batch = _begin(merchant, Wish(count=count, layout=layout, start_at=start_at))
        size = _print(batch, kind, output)
        say_json(
            {
                "batch": batch.code, "merchant": merchant.uscc, "count": batch.count,
                "first_token": printing.token_of(batch, batch.first_serial),
                "last_token": printing.token_of(batch, batch.last_serial), "pages": batch.pages, "bytes": size,
                "output": str(output),
            }
        )  # fmt: skip


@labels.command()
@click.argument("token")
@refusing
def check(token: str) -> None:
    """What a token stands for; one that stands for nothing is refused with a sentence."""
    with scope.house_scope():
        number = lookup.region_number(token)
        region = None if number is None else regions.ref_by_id(number)
    with scope.region_scope(region) if region else scope.house_scope():
        found = lookup.look_up(token)
        if found.batch is None:
            raise TokenRefused(
                standing=found.standing, token=found.token, foreign=found.foreign, mending=found.mending
            )
        say_json(_told(found, found.batch))


@labels.command()
@click.option("--next", "rotates", is_flag=True, help="以后的标签用下一把密钥，旧标签照常有效")
@click.option("--let-go", "gone", type=int, help="停用一把旧密钥：它做的标签从今天起都按过期处理")
@region_option
@refusing
def keys(rotates: bool, gone: int | None, region_code: str | None) -> None:
    """The keys that seal labels: which seal now, what each has sealed; change to the next, let go of an old one."""
    with in_region(region_code):
        now = clock.now()
        with unit_of_work():
            if rotates:
                keyring.rotate(by=SYSTEM, now=now)
            ended = None if gone is None else keyring.let_go(gone, by=SYSTEM, now=now)
        said = {"keys": [asdict(one) for one in keyring.overview(clock.today())]}
    say_json(said if ended is None else said | {"ended_batches": ended})


def _told(found: lookup.Found, batch: LabelBatch) -> dict[str, Any]:
    merchant = batch.merchant
    return {
        "verdict": found.standing.value, "token": found.token,
        "merchant": {"uscc": merchant.uscc, "name": merchant.name, "code": merchant.code},
        "batch": batch.code, "serial": found.serial, "state": batch.state.value,
        "voided_at": found.voided_at, "valid_until": batch.valid_until,
        "waybill": None if found.serial is None else waybills.number_at(batch, found.serial),
    }  # fmt: skip


def _begin(merchant: Merchant, wish: Wish) -> LabelBatch:
    with unit_of_work():
        batch = service.enter(
            merchant, wish, by=SYSTEM, request_key=f"command:{codes.fresh(16)}", now=clock.now(),
            address=current_app.config["PUBLIC_URL"],
        )  # fmt: skip
        service.begin(batch)
    return batch


def _print(batch: LabelBatch, kind: Format, output: Path) -> int:
    """The batch's own file is always the PDF; ``output`` is what was asked for. Gives its bytes."""
    made = storage.scratch(f"labels-{batch.code}.pdf")
    printing.press(batch, made)
    printing.look(batch, made)
    with unit_of_work():
        service.finish(batch, made, now=clock.now())
    kept = queries.by_id(batch.id)
    if kind is Format.PDF and kept is not None and kept.file is not None:
        with storage.path_of(kept.file).open("rb") as source, output.open("wb") as out:
            while piece := source.read(1 << 20):
                out.write(piece)
    elif kept is not None and kept.file is not None:
        with output.open("wb") as out:
            for piece in deliveries.of(kept, kind).pieces:
                out.write(piece)
    return output.stat().st_size


def _check_writable(output: Path) -> None:
    """Before anything is made: a batch without its file helps nobody."""
    if not output.parent.is_dir():
        refuse(_("文件夹 %(folder)s 不存在，请先建好或换一个位置。", folder=output.parent))
    is_new = not output.exists()
    try:
        output.open("ab").close()
        if is_new:
            output.unlink()
    except OSError:
        refuse(_("不能写入文件 %(file)s，请检查权限或换一个位置。", file=output))
