"""The pages of figures over a thousand complaints and over a hundred thousand, of the same fifty sellers in the same year.

Read the ratio: pages add cells up (a month, a seller, a matter each), so it should stay near 1. Beside it what the chore costs
that makes the cells, once a day in whole and otherwise only for months in which something happened.
"""

import os
import statistics
import subprocess
import sys
import time
from datetime import timedelta

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text

from app.accounts import sessions
from app.accounts.models import User
from app.accounts.terms import SignInWay
from app.complaints.terms import About, Outcome
from app.demo.county import COUNTIES
from app.factory import create_app
from app.infra import clock, scope, seals
from app.infra.db import this_region, unit_of_work
from app.infra.scope import RegionRef, Session
from app.merchants.terms import MerchantKind
from app.regions import queries as regions
from app.regions import service as region_service
from app.regions.terms import OrganisationKind
from app.settings import ROOT, Settings
from app.statistics import counting
from app.statistics.models import CellsMark
from tests import factories

SHOPS, SMALL, LARGE, TIMES = 50, 1_000, 100_000, 15
PAGES = (
    "/statistics",
    "/statistics/by/merchant",
    "/statistics/by/category",
    "/statistics/by/merchant/table.csv",
)
MORE = text("""
INSERT INTO complaint (region_id, code, secret_hash, form_hash, merchant_id, channel, phone, may_pass_on, about, happened, wanted,
  state, outcome, received_at, answered_at, closed_at, reopened, weight)
SELECT CAST(:region AS smallint), 'B' || n, 'x', 'bench ' || n, (CAST(:shops AS integer[]))[CAST(1 + n % array_length(CAST(:shops AS integer[]), 1) AS integer)], 'public', :phone, false,
  (CAST(:abouts AS text[]))[CAST(1 + n % array_length(CAST(:abouts AS text[]), 1) AS integer)], '-', '-', 'closed', (CAST(:ends AS text[]))[CAST(1 + n % array_length(CAST(:ends AS text[]), 1) AS integer)], at,
  at + interval '5 hours', at + (n % 20) * interval '1 day', 0, 1
FROM (SELECT n, CAST(:now AS timestamptz) - (n * 7919 % 31536000) * interval '1 second' AS at FROM generate_series(CAST(:first AS bigint), CAST(:last AS bigint)) n) made
""")


def prepare() -> tuple[Flask, RegionRef, User]:
    """A county of its own with sellers and an officer, and no complaint."""
    env = {**os.environ, "DEMO": "0"}
    subprocess.run(
        [sys.executable, "-m", "flask", "prepare"], cwd=ROOT, env=env, check=True, stdout=subprocess.DEVNULL
    )
    app = create_app(Settings.from_env())
    app.config["RATELIMIT_ENABLED"] = False
    with app.app_context():
        with scope.house_scope(), unit_of_work():
            region_service.open_region(**COUNTIES[0], is_demo=False, now=clock.real_now())
        with scope.house_scope():
            here = regions.open_refs()[0]
        with scope.region_scope(here):
            park = factories.organisation(OrganisationKind.PARK)
            for number in range(SHOPS):
                kind = list(MerchantKind)[number % 2]
                factories.merchant(
                    kind, park_id=park.id if number % 3 else None, scopes=["food"] if number % 2 else []
                )
            return app, here, factories.user()


def fill(first: int, last: int) -> None:
    """Complaints over a year, evenly; closed, so that every figure has something to count."""
    with unit_of_work():
        shops = list(Session().scalars(text("SELECT id FROM merchant ORDER BY id")))
        told = {
            "region": this_region(), "shops": shops, "phone": seals.seal("13800000000"), "now": clock.now(),
            "abouts": [one.value for one in About], "ends": [one.value for one in Outcome], "first": first, "last": last,
        }  # fmt: skip
        Session().execute(MORE, told)


def count() -> float:
    """Everything counted again, as once a day; seconds."""
    began = time.monotonic()
    with unit_of_work():
        for mark in Session().query(CellsMark):
            mark.whole_on = clock.today() - timedelta(days=1)
        counting.refresh(clock.now())
    return time.monotonic() - began


def cost(client: FlaskClient, path: str) -> float:
    """Milliseconds of a page, the median of some, after one to warm up."""
    spent = []
    for _round in range(TIMES + 1):
        began = time.perf_counter()
        answer = client.get(path)
        spent.append((time.perf_counter() - began) * 1000)
        if answer.status_code != 200:
            raise RuntimeError(f"{path}: {answer.status_code}")
    return statistics.median(spent[1:])


def visitor(app: Flask, here: RegionRef, officer: User) -> FlaskClient:
    client = app.test_client()
    with scope.region_scope(here), unit_of_work():
        token, _row = sessions.open_session(
            officer, SignInWay.SECOND, device="bench", address="", now=clock.real_now()
        )
    with client.session_transaction() as session:
        session["_user_id"], session["_fresh"], session["token"] = officer.get_id(), True, token
    return client


def main() -> None:
    app, here, officer = prepare()
    costs: dict[str, list[float]] = {path: [] for path in PAGES}
    chores = []
    with app.app_context():
        for first, last in ((1, SMALL), (SMALL + 1, LARGE)):
            with scope.region_scope(here):
                fill(first, last)
                chores.append(count())
            client = visitor(app, here, officer)
            for path in PAGES:
                costs[path].append(cost(client, path))
    print(f"{'page':40} {SMALL:>10,} {LARGE:>10,}   ratio")
    for path, (small, large) in costs.items():
        print(f"{path:40} {small:>7.1f} ms {large:>7.1f} ms   {large / small:.2f}")
    print(
        f"{'the chore, all months of a year':40} {chores[0]:>8.2f} s {chores[1]:>8.2f} s   {chores[1] / chores[0]:.2f}"
    )


if __name__ == "__main__":
    main()
