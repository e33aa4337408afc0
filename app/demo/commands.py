"""``flask demo …``: who can sign in to the demo county."""

import click

from app.accounts.terms import Role
from app.demo.county import COUNTIES
from app.demo.people import PASSWORD, PEOPLE, SHOPS

NAMES = {
    Role.ADMIN: "县区管理员", Role.OFFICER: "监管人员", Role.PARK: "园区", Role.INDUSTRY: "行业协会",
    Role.MONITOR: "第三方监测", Role.PANELIST: "考评组",
}  # fmt: skip


NAMES_OF_COUNTIES = {county["code"]: county["name"] for county in COUNTIES}


@click.group("demo")
def demo() -> None:
    """The demo county."""


@demo.command("accounts")
def accounts() -> None:
    """Who can sign in, with which phone; one password for all."""
    click.echo(f"演示账号（密码都是 {PASSWORD}）  Demo accounts, one password:")
    for region_code, people in PEOPLE.items():
        click.echo(f"  {NAMES_OF_COUNTIES[region_code]}（{region_code}）")
        for person in people:
            click.echo(f"    {person.phone}  {NAMES[person.role]}  {person.name}（{person.office or ''}）")
        for shop in SHOPS[region_code]:
            click.echo(f"    {shop.phone}  商家  {shop.name}")
