"""What was done and what came of it: counted during the run, said at its end, written down for ``make chaos``."""

import json
from collections import Counter
from dataclasses import asdict, dataclass, field
from pathlib import Path

from app.settings import ROOT

WRITTEN = ROOT / "var" / "chaos.json"
SAID = "CHAOS_SAID"  # where the words of tests that fail are left
PLACE = "CHAOS_FIGURES"  # where one of several runs leaves what is then put together


@dataclass
class Figures:
    faults: Counter[str] = field(default_factory=Counter)
    submissions: int = 0
    accepted: int = 0
    met_an_error: int = 0
    words_came_back: int = 0
    lost: int = 0
    twice: int = 0
    handed_over: int = 0
    handed_over_again: int = 0
    broken: int = 0

    def note(self, fault: str, times: int = 1) -> None:
        self.faults[fault] += times

    def plus(self, other: "Figures") -> "Figures":
        """Of two houses that were hurt side by side."""
        mine, theirs = asdict(self), asdict(other)
        return Figures(
            **{name: mine[name] + theirs[name] for name in mine if name != "faults"},
            faults=self.faults + other.faults,
        )

    def written(self) -> dict[str, object]:
        return {**asdict(self), "faults": dict(self.faults), "faults_made": sum(self.faults.values())}

    def write(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(self.written(), ensure_ascii=False) + "\n", "utf-8")

    @classmethod
    def read(cls, path: Path) -> "Figures":
        """Nothing, where nothing was written."""
        if not path.exists():
            return cls()
        told = json.loads(path.read_text("utf-8"))
        told.pop("faults_made")
        return cls(**{**told, "faults": Counter(told["faults"])})

    def words(self) -> list[str]:
        """For people, below the tests' summary."""
        widest = max((len(name) for name in self.faults), default=0)
        lines = [f"  {name:<{widest}}  {count:>5}" for name, count in sorted(self.faults.items())]
        return [
            "faults made", *lines,
            f"  together  {sum(self.faults.values())}", "",
            f"complaints sent over HTTP   {self.submissions}",
            f"accepted                    {self.accepted}",
            f"met an error on the way     {self.met_an_error}",
            f"words given back on a page  {self.words_came_back}",
            f"lost                        {self.lost}",
            f"there twice                 {self.twice}",
            f"words handed to the gateway {self.handed_over}, again under the same number {self.handed_over_again}",
            f"invariants broken           {self.broken}",
        ]  # fmt: skip
