"""Text as people type it, and as others may see it."""

import re
import string

PHONE = re.compile(r"1[3-9][0-9]{9}")
FULL_WIDTH: dict[int, str | None] = {
    **{ord(char) + 0xFEE0: char for char in string.ascii_letters + string.digits + "-_@.+"},
    0x3000: " ",
}
CONTROLS = {*range(0x20), 0x7F} - {ord("\t"), ord("\n"), ord("\r")}
TURNING = {0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)}  # the direction of reading
WIDTHLESS = {0x00AD, 0x200B, 0x2060, 0xFEFF}  # the joiners of emoji and of other scripts stay
UNSEEN: dict[int, str | None] = dict.fromkeys({*CONTROLS, *TURNING, *WIDTHLESS})
FROM_ABROAD = re.compile(r"(?:\+|00)?86(?=1\d{10}$)")


def plain(text: str) -> str:
    """Trimmed; full-width letters, digits and blanks become plain ones. Chinese marks stay; what nobody sees goes.

    Only letters, digits and the few marks of codes and addresses change: a “，” in a sentence is
    the writer's own, and stays. A line ends as it was written on the page, not as browsers send it, so that it counts once.
    """
    return text.translate(FULL_WIDTH | UNSEEN).replace("\r\n", "\n").replace("\r", "\n").strip()


def visible(text: str) -> str:
    """As it was written, without control characters, which no page can hold."""
    return text.translate(UNSEEN)


def dialled(phone: str) -> str:
    """The number alone, however it was grouped: phones fill in ``+86 138-1234 5678``."""
    return FROM_ABROAD.sub("", re.sub(r"[\s\-‐-―()（）]", "", plain(phone)))


def is_mobile(text: str) -> bool:
    """A mainland mobile number: eleven digits, 13 to 19 in front."""
    return PHONE.fullmatch(text) is not None


def mask_phone(phone: str) -> str:
    """138****5678. Whatever is too short to mask is hidden whole."""
    return f"{phone[:3]}****{phone[-4:]}" if len(phone) >= 11 else "****"


def mask_name(name: str) -> str:
    """王** for a person: the family name stays, the length does not tell."""
    return f"{name[:1]}**" if name else ""


def shorten(text: str, most: int) -> str:
    """At most ``most`` characters, with an ellipsis that says something is missing."""
    return text if len(text) <= most else text[: most - 1] + "…"
