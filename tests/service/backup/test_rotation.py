"""A new secret: nobody is locked out on the way, and afterwards the old one opens nothing that it need not."""

import json
import subprocess
import sys

import psycopg
import pytest

from app.settings import ROOT
from tests.conftest import SECRET
from tests.service.backup.conftest import Machine

NEW = "the-new-secret-the-new-secret-the-new-secret"
PEOPLE = """
from app.accounts import service as accounts
from app.accounts.terms import Role
from app.factory import create_app
from app.infra import clock, scope
from app.infra.db import unit_of_work
from app.regions import queries, service
app = create_app()
with app.app_context():
    with scope.house_scope(), unit_of_work():
        service.open_region(region_id=1, code="330522", name="长兴县", name_en="", bureau_name="局", hotline="12315",
            is_demo=True, now=clock.real_now())
    with scope.house_scope():
        ref = queries.ref_by_code("330522")
    with scope.region_scope(ref), unit_of_work():
        for number in range(3):
            accounts.open_account(phone=f"1390000000{number}", password="tea and rain 2026", name="人",
                role=Role.OFFICER, now=clock.now())
"""
SIGN_IN = """
from app.accounts import service as accounts
from app.factory import create_app
from app.infra import scope
app = create_app()
with app.app_context(), scope.house_scope():
    print(accounts.sign_in("13900000001", "tea and rain 2026").user_id)
"""


def run(machine: Machine, script: str, **env: str) -> subprocess.CompletedProcess[str]:
    argv = [sys.executable, "-c", script]
    return subprocess.run(
        argv, env={**machine.env, **env}, cwd=ROOT, capture_output=True, text=True, check=False
    )


@pytest.fixture
def peopled(machine) -> Machine:
    one = machine("rotation")
    assert one.flask("prepare", "--no-demo").returncode == 0
    done = run(one, PEOPLE)
    assert done.returncode == 0, done.stderr
    return one


def test_a_new_secret_takes_everything_over_and_the_old_one_may_go(peopled: Machine):
    assert run(peopled, SIGN_IN, SECRET_KEY=NEW).returncode == 1  # without the old one nobody is found
    both = Machine(peopled.owner_url, peopled.var, {**peopled.env, "OLD_SECRET_KEYS": SECRET})
    first = both.flask("keys", "rotate", secret=NEW)
    assert first.returncode == 0, first.stderr
    told = json.loads(first.stdout)
    assert (told["sealed_anew"], told["marks_renewed"]) == (3, 3)
    assert json.loads(both.flask("keys", "rotate", secret=NEW).stdout)["sealed_anew"] == 0
    signed_in = run(peopled, SIGN_IN, SECRET_KEY=NEW)
    assert signed_in.returncode == 0, signed_in.stderr
    with psycopg.connect(peopled.owner_url) as link:
        heads = {bytes(row[0])[:5] for row in link.execute("select phone from account")}
    assert len(heads) == 1
