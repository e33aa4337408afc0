"""``flask jobs``: work that was given up, by hand. The same is a page: 系统状态."""

import click

from app.desk import service
from app.infra import clock, jobs, scope
from app.infra.audit import Passer
from app.infra.console import refuse, refusing, say_json
from app.infra.db import unit_of_work
from app.regions import queries as regions

BY_HAND = Passer("运维")


@click.group("jobs")
def jobs_group() -> None:
    """后台任务 (work for the queue)."""


@jobs_group.command("failed")
def failed() -> None:
    """What was given up, by region, newest first."""
    found = []
    with scope.house_scope():
        refs = regions.open_refs()
    for ref in refs:
        with scope.region_scope(ref):
            found += [
                {"region": ref.code, "code": one.code, "name": one.name, "tries": one.tries,
                 "trouble": one.trouble, "at": one.finished_at}
                for one in jobs.failed()
            ]  # fmt: skip
    say_json(found)


@jobs_group.command("again")
@click.argument("code", required=False)
@click.option("--all", "every", is_flag=True, help="所有失败的任务 (all that failed)")
@refusing
def again(code: str | None, every: bool) -> None:
    """Try one, by its code, or all once more."""
    if (code is None) is not every:
        refuse("请给出任务编号，或写 --all。 Give a job's code, or --all.")
    tried: list[str] = []
    with scope.house_scope():
        refs = regions.open_refs()
    for ref in refs:
        with scope.region_scope(ref):
            found = jobs.by_code(code) if code else None
            for one in jobs.failed() if every else [found] if found else []:
                with unit_of_work():
                    service.try_again(one, by=BY_HAND, now=clock.now())
                tried.append(one.code)
    if not tried and not every:
        refuse(f"没有编号为 {code} 的任务。 There is no such job.")
    say_json({"tried_again": tried})
