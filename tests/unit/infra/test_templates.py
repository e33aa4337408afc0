"""Words on their way into a page."""

import pytest
from markupsafe import Markup

from app.infra.templates import headline, unbroken, whole


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("2026年11月19日 20:13", '<span class="fx-whole">2026年11月19日</span> 20:13'),
        ("还剩 2 天（至 12月4日）", '还剩 2 天（至 <span class="fx-whole">12月4日</span>）'),
        ("<b>1 & 2</b>", "&lt;b&gt;1 &amp; 2&lt;/b&gt;"),
        (Markup('<time title="6月1日">早</time>'), '<time title="6月1日">早</time>'),
        ("投诉TS26-82ESV4还剩2天", '投诉<span class="fx-whole">TS26-82ESV4</span>还剩2天'),
        ("Fangxin E-commerce, UTF-8", 'Fangxin <span class="fx-whole">E-commerce</span>, UTF-8'),
        (Markup("标签 YY26-ABC234 &amp; 1"), '标签 <span class="fx-whole">YY26-ABC234</span> &amp; 1'),
        (7, "7"),
    ],
)
def test_a_date_or_a_code_stays_on_one_line_and_nothing_else_becomes_markup(said, shown):
    assert str(whole(said)) == shown


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        ("<p>到 6月1日 为止</p>", '<p>到 <span class="fx-whole">6月1日</span> 为止</p>'),
        ("<p><svg/><b class='x'>好</b> · <br>6月1日</p>", "<p><svg/><b class='x'>好</b> · <br><span class=\"fx-whole\">6月1日</span></p>"),
        ("<p>until 1 June 2026, say</p>", '<p>until <span class="fx-whole">1 June 2026</span>, say</p>'),
        ('<em title="6月1日">2026年6月1日</em>', '<em title="6月1日"><span class="fx-whole">2026年6月1日</span></em>'),
        ("<ul><li>6月1日</li></ul>", '<ul><li><span class="fx-whole">6月1日</span></li></ul>'),
        ('<ul class="fx-todo"><li>6月1日</li></ul>', '<ul class="fx-todo"><li>6月1日</li></ul>'),
        ('<a class="fx-more">6月1日<svg></svg></a>', '<a class="fx-more">6月1日<svg></svg></a>'),
        ('<p class="fx-hint">6月1日</p>', '<p class="fx-hint"><span class="fx-whole">6月1日</span></p>'),
        ("<textarea>6月1日</textarea><select><option>6月1日</select>", "<textarea>6月1日</textarea><select><option>6月1日</select>"),
        ("<svg><text>6月1日</text></svg><script>'6月1日'</script>", "<svg><text>6月1日</text></svg><script>'6月1日'</script>"),
        ('<p><span class="fx-whole">6月1日</span></p>', '<p><span class="fx-whole">6月1日</span></p>'),
        ("<p>11 Junes, 31日, 12月</p>", "<p>11 Junes, 31日, 12月</p>"),
    ],
)  # fmt: skip
def test_on_a_page_a_date_is_kept_whole_where_tags_are_allowed(page, shown):
    assert str(unbroken(page)) == shown


def test_the_mark_at_the_end_of_a_headline_gets_no_line_of_its_own():
    assert str(headline(Markup("没有管制器具？"))) == '没有管制<span class="fx-whole">器具？</span>'
    assert str(headline(Markup("投诉 TS26-82ESV4"))) == '投诉 <span class="fx-whole">TS26-82ESV4</span>'
