"""Why a server of ours would not start, in one sentence."""


class EmbeddedRefused(Exception):
    """The message is for the person at the keyboard: Chinese first, English after it."""

    def __init__(self, chinese: str, english: str) -> None:
        super().__init__(f"{chinese} {english}")
