"""Acts of weight ask the person anew; nobody forgets to say so."""

from flask import Flask

GRAVE = ("unmask", "revoke", "withdraw")
LIGHTER = {
    "complaints.withdraw",  # the consumer's own, without an account
    "own_rights.withdraw",  # taking back one's own request
    "api_tokens.revoke",  # a leaked token must go at once
    "bulletins.withdraw",  # a warning that is wrong must come down at once
}


def is_confirmed(view: object) -> bool:
    """Through whatever stands above it."""
    while view is not None:
        if hasattr(view, "__confirmed__"):
            return True
        view = getattr(view, "__wrapped__", None)
    return False


def test_every_act_of_weight_is_confirmed(app: Flask):
    grave = {name for name in app.view_functions if name.rpartition(".")[2].startswith(GRAVE)}
    light = sorted(
        name
        for name in grave - LIGHTER
        if not is_confirmed(app.view_functions[name]) and app.view_functions[name].__access__ != "public"
    )
    assert grave
    assert light == [], "add @confirmed below @requires(...)"
