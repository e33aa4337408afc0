"""Each fault with what it is met by, and the test that fails once that is taken away (``CHAOS_WITHOUT``)."""

import enum
from dataclasses import dataclass


class Fault(enum.StrEnum):
    """As the plugs are pulled."""

    KILLED = "worker killed at every step"
    EMPTIED = "Valkey emptied"
    STOPPED = "Valkey stopped"
    RESTARTED = "PostgreSQL restarted"
    FULL = "disk full"
    TWO = "two workers on one row"
    CROWD = "many write at once"
    CLOCK = "clock changed"
    FAILS = "work that always fails"
    LEAVING = "told to end at work"
    ROLLOUT = "release rolled out"


@dataclass(frozen=True, slots=True)
class Pair:
    """``remedy`` as in ``without.py``; ``guard``: a test of this room; ``says``: part of what it then fails with."""

    fault: Fault
    remedy: str
    guard: str
    says: str


PAIRS = (
    Pair(
        Fault.KILLED,
        "resend",
        "test_killed.py::test_killed_at_every_step_it_is_done_once_by_another[complaint.carry_answer]",
        "work is stuck",
    ),
    Pair(
        Fault.KILLED,
        "once",
        "test_killed.py::test_killed_at_every_step_it_is_done_once_by_another[notice.deliver calm]",
        "handed over",
    ),
    Pair(
        Fault.KILLED,
        "unsure",
        "test_killed.py::test_killed_at_every_step_it_is_done_once_by_another[notice.deliver calm]",
        "handed over",
    ),
    Pair(
        Fault.EMPTIED,
        "resend",
        "test_line.py::test_emptied_while_people_complain_nothing_is_lost",
        "work is stuck",
    ),
    Pair(
        Fault.STOPPED,
        "queue_may_fail",
        "test_line.py::test_away_for_a_while_pages_work_and_say_what_waits",
        "500",
    ),
    Pair(
        Fault.RESTARTED,
        "fresh_lines",
        "test_database.py::test_restarted_in_a_quiet_hour_nobody_notices",
        "503",
    ),
    Pair(Fault.RESTARTED, "form_key", "test_database.py::test_a_form_sent_twice_is_one_complaint", "2 times"),
    Pair(
        Fault.RESTARTED,
        "words_again",
        "test_database.py::test_who_meets_a_dead_database_gets_the_words_back",
        "words_came_back",
    ),
    Pair(
        Fault.FULL,
        "no_room",
        "test_disk.py::test_a_full_disk_is_a_sentence_and_afterwards_it_works",
        "half written",
    ),
    Pair(
        Fault.TWO,
        "row_lock",
        "test_killed.py::test_two_workers_on_one_row_do_the_work_once",
        "somebody began",
    ),
    Pair(
        Fault.CROWD,
        "chain_lock",
        "test_line.py::test_emptied_while_people_complain_nothing_is_lost",
        "500",
    ),
    Pair(
        Fault.CLOCK,
        "wrong_clock",
        "test_clock.py::test_a_clock_that_jumps_loses_nothing_and_holds_nothing_up[year]",
        "work is stuck",
    ),
    Pair(
        Fault.FAILS, "given_up", "test_failing.py::test_kept_shown_and_tried_again_by_hand", "never given up"
    ),
    Pair(
        Fault.LEAVING,
        "politely",
        "test_leaving.py::test_web_told_to_end_answers_what_it_has_begun",
        "ConnectionError",
    ),
    Pair(
        Fault.LEAVING,
        "politely",
        "test_leaving.py::test_worker_told_to_end_finishes_what_it_has_begun",
        "running",
    ),
    Pair(
        Fault.ROLLOUT,
        "next_one",
        "test_leaving.py::test_a_new_release_is_rolled_out_and_nobody_notices",
        "requests failed",
    ),
)
