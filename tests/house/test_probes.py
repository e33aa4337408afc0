"""Every form that links lead to, as those who may: probes written into every field for words stay words, and whatever a
fuzzer sends is answered by a sentence. The long walk, as everybody and in a real browser, is ``make trust``.
"""

from collections import Counter

from flask import Flask

from app.accounts.models import User
from app.accounts.terms import Role
from app.infra import jobs
from app.regions.terms import OrganisationKind
from tests import factories
from tests.factories import complaints, labels, licences, reports
from tests.fuzzing import fuzz
from tests.pages import Page
from tests.walking import SHORT, Found, Inside, Walk, plant

HOME = "330522"
FUZZED = 1
LEAST = {"forms": 50, "fields": 70, "taken": 12, "pages": 100}


def furnish() -> list[User]:
    """One of each kind of thing, with a probe for every name and every word; a seller, an officer, an administrator."""
    park = factories.organisation(OrganisationKind.PARK, SHORT)
    shop = factories.merchant(name=f"店{SHORT}", goods=SHORT, park_id=park.id, address=SHORT)
    people = [
        factories.user(role, name=SHORT, merchant_id=shop.id if role is Role.MERCHANT else None)
        for role in (Role.MERCHANT, Role.OFFICER, Role.ADMIN)
    ]
    labels.ordered(shop)
    complaints.complaint(shop, happened=SHORT, wanted=SHORT, name=SHORT)
    reports.report(shop, happened=SHORT, name=SHORT)
    licences.licence(shop, holder_name=SHORT)
    return people


def test_probes_stay_words_and_nothing_sent_breaks_a_page(
    app: Flask, page: Page, inside, monkeypatch, capsys
):
    monkeypatch.setattr(jobs, "send_one", lambda *_told: True)
    with inside(HOME):
        people = [None, *furnish()]
    walk, counts = Walk(app.url_map, closely=False), Counter[str]()
    for who in people:
        ask = Inside(page.as_(who).client)

        def meet(found: Found, ask: Inside = ask) -> None:
            counts["forms"] += 1
            counts["fields"] += len(found.typed)
            counts["taken"] += plant(ask, found, walk)
            counts["fuzzed"] += fuzz(ask, found, walk, examples=FUZZED)

        starts = ["/desk"] if who else ["/", "/sign-in", "/register", f"/r/{HOME}"]
        counts["pages"] += len(walk.go(ask, starts, meet))
    with capsys.disabled():
        print(f"\nprobes and fuzzed forms: {dict(counts)}")
    assert "\n".join(walk.troubles) == ""
    assert {name: counts[name] >= least for name, least in LEAST.items()} == dict.fromkeys(LEAST, True)
