"""What a question finds in help."""

from app.help import rules
from app.help.terms import Entry

VOID = Entry("商家", "印坏了、丢了，就作废", "作废几张或者整批都可以", "/a")
ORDER = Entry("商家", "申领标签", "做好会通知您，作废了再申领也行", "/b")
FIRE = Entry("Seller", "Answer within 24 hours", "Your promise to the buyer", "/c")


def test_a_question_without_blanks_is_cut_into_pairs_and_words_of_latin_stay_whole():
    assert rules.pieces("怎么作废ABC-1？") == ["怎么", "么作", "作废", "abc-1"]
    assert rules.pieces("？！ ") == []
    assert rules.pieces("店") == ["店"]


def test_what_stands_in_the_title_comes_before_what_stands_in_the_text():
    assert rules.search([ORDER, VOID], "作废") == [VOID, ORDER]


def test_the_heading_under_which_it_stands_counts_too():
    under = Entry("商家 · 信用标签", VOID.title, VOID.text, "/a")
    assert (rules.search([under], "作废标签"), rules.search([VOID], "作废标签")) == ([under], [])


def test_half_of_the_pieces_are_enough_and_less_is_not():
    assert rules.search([FIRE], "answer elephants") == [FIRE]
    assert rules.search([FIRE], "answer blue elephants") == []


def test_nothing_asked_finds_nothing_and_no_list_grows_without_end():
    assert rules.search([VOID], " ") == ()
    assert len(rules.search([VOID] * 50, "作废")) == rules.MOST_FOUND
