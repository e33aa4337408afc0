"""长兴县 as a demo: its offices, its people and a dozen sellers; and a small neighbour to look over the wall from."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from app.demo import (
    assessments,
    complaint_ways,
    complaints,
    labels,
    last_year,
    licences,
    mediation,
    panels,
    public,
    reports,
    selfchecks,
    titles,
)
from app.demo.people import open_people
from app.infra import clock, scope
from app.infra.db import unit_of_work
from app.regions import queries as regions
from app.regions import service


def make() -> int:
    """Make what is missing; how many regions were made or finished. A start that was broken off goes on where it stopped."""
    with scope.house_scope():
        known = {ref.code for ref in regions.open_refs()}
        with unit_of_work():
            for one in COUNTIES:
                if one["code"] not in known:
                    service.open_region(**one, is_demo=True, now=clock.real_now())
        refs = {ref.code: ref for ref in regions.open_refs()}
    made = 0
    for one in COUNTIES:
        with scope.region_scope(refs[str(one["code"])]) as ref:
            made += ref.is_demo and _furnish(ref.code)
    return made


def _furnish(code: str) -> bool:
    """One step a transaction; the region remembers how many are behind. False if nothing was left to do."""
    steps: list[Callable[[datetime], None]] = [lambda now: open_people(code, now=now)]
    steps += LIFE if code == FURNISHED else ()
    done = regions.here().policy.get(DONE)
    if done is None:
        done = len(steps) if regions.organisations() else 0  # made before steps were counted
    for number, step in enumerate(steps[done:], start=done + 1):
        with unit_of_work():
            step(clock.now())
            region = regions.here()
            region.policy = {**region.policy, DONE: number}
    return bool(done < len(steps))


DONE = "demo_steps"
FURNISHED = "330522"
LIFE: tuple[Callable[[datetime], None], ...] = (
    licences.furnish,
    selfchecks.furnish,
    labels.furnish,
    complaints.furnish,
    complaint_ways.furnish,
    mediation.furnish,
    reports.furnish,
    assessments.furnish,
    titles.furnish,
    panels.furnish,
    public.furnish,
    last_year.furnish,
)


AT_HOME = {"second_factor_required": False}  # visitors of the demo have no authenticator at hand
COUNTIES: tuple[dict[str, Any], ...] = (
    {
        "region_id": 1, "code": "330522", "name": "长兴县", "name_en": "Changxing County",
        "bureau_name": "长兴县市场监督管理局", "hotline": "12315", "policy": AT_HOME,
    },
    {
        "region_id": 2, "code": "330523", "name": "安吉县", "name_en": "Anji County",
        "bureau_name": "安吉县市场监督管理局", "hotline": "12315", "policy": AT_HOME,
    },
)  # fmt: skip
