"""A result by dimension: what the lines brought of the hundred, of what they could have brought."""

from decimal import Decimal

from app.assessments.dimensions import by_dimension


def item(dimension: str | None, points: str, average: str | None) -> dict[str, object]:
    return {"code": "X", "dimension": dimension, "points": points, "average": average, "answered": 1}


def told(standing: str, weight: str, *items: dict[str, object]) -> dict[str, object]:
    return {"standing": standing, "counted_weight": weight, "items": list(items)}


def test_lines_of_all_evaluations_come_together_by_their_weight_in_the_hundred() -> None:
    result = {"evaluations": {
        "department": told("counted", "40.00", item("ADS", "10", "5.00"), item("QUA", "8", "8.00")),
        "consumer": told("counted", "12.50", item("ADS", "100", "66.67")),
    }}  # fmt: skip
    qualifications, ads = by_dimension(result)
    assert (qualifications.dimension, qualifications.points, qualifications.out_of) == (
        "QUA",
        Decimal("3.20"),
        Decimal("3.20"),
    )
    assert (ads.points, ads.out_of, ads.share) == (Decimal("10.33"), Decimal("16.50"), Decimal("62.6"))
    assert ([name.value for name in ads.by], ads.lines) == (["department", "consumer"], 2)


def test_what_did_not_count_or_has_no_points_or_no_dimension_is_left_out() -> None:
    result = {"evaluations": {
        "department": told("counted", "40.00", item("LAW", "0", "0.00"), item(None, "5", "5.00"), item("CON", "5", None)),
        "social": told("too_few", "0.00", item("AFT", "50", "50.00")),
    }}  # fmt: skip
    assert by_dimension(result) == ()
