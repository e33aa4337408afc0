"""Commands of the assessment: a score reckoned again from a file."""

from pathlib import Path

import click

from app.assessments import queries, reckoning
from app.assessments.packs import packed_rubric
from app.assessments.reading import read_document
from app.assessments.replay import dump
from app.assessments.replay import replay as replay_document
from app.infra.console import refuse, refusing, say_json
from app.infra.i18n import _
from app.regions.console import in_region, region_option


@click.group("assessments")
def assessments() -> None:
    """年度评定 (the annual assessment)."""


@assessments.command("replay")
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option(
    "--all", "whole", is_flag=True, help="重算存着的每一个总分 (every stored score instead of a file)"
)
@region_option
@click.pass_context
@refusing
def replay(context: click.Context, file: Path | None, whole: bool, region_code: str | None) -> None:
    """按文件重算总分 (reckon a score again from FILE, YAML or JSON; see docs/replay.md)."""
    if whole:
        context.invoke(replay_all, region_code=region_code)
        return
    if file is None:
        refuse(_("请写明文件，或者用 --all 重算存着的每一个总分。"))
    try:
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        refuse(_("%(file)s 不是 UTF-8 编码的文字文件，请另存为 UTF-8 再试。", file=file))
    except OSError:
        refuse(_("打不开文件 %(file)s，请检查路径。", file=file))
    say_json(dump(replay_document(read_document(text), packed_rubric)))


@assessments.command("replay-all")
@region_option
@refusing
def replay_all(region_code: str | None) -> None:
    """把存着的每一个总分都重算一遍 (reckon every stored score again; exit code 1 if any differs)."""
    looked, differing, after = 0, [], 0
    with in_region(region_code):
        while page := queries.all_score_records(after):
            looked, after = looked + len(page), page[-1].id
            differing += [record.id for record in page if not reckoning.replays(record)]
    say_json({"scores": looked, "differing": differing})
    if differing:
        refuse(_("有 %(count)s 个总分重算后不一致，请核对。", count=len(differing)))
