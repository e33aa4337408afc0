"""For panels, trade associations and monitors."""

from app.help.terms import Chapter, Part, Reader, Step
from app.infra.i18n import _l

CHAPTER = Chapter(
    Reader.PANEL, "scale",
    _l("给评议会成员、行业协会和第三方监测机构：怎么打分，怎么回避，怎么投票。"),
    (
        Part("score", _l("打分"), (
            Step(_l("填评价表"), _l("轮到您评的店都在这里。每一项写着怎么算满分、怎么扣；扣分要写理由，商家看得到理由。"), "reviews.index", _l("填评价表")),
            Step(_l("先看指南怎么说"), _l("店家自查用的就是这份指南，拿不准时对照着看。"), "guides.index", _l("工作指南")),
        )),
        Part("vote", _l("评议和投票"), (
            Step(_l("有关系就回避"), _l("自己、家人或者单位和这家店有往来的，先申报。申报以后不投这家店的票，记录里写着您回避了。"), "panels.declare", _l("申报利害关系")),
            Step(_l("投一次，不能改"), _l("看完材料再投。投票期 %(vote_workdays)s 个工作日；到齐了马上计票，到期按已投的计，要有 %(quorum_pct)s%% 以上没有回避的成员投过票。"), "panels.home", _l("评议会")),
            Step(_l("计票以前谁也不知道"), _l("结果在计票那一刻一起公开；每位成员的话都写进评议记录。")),
        )),
        Part("title", _l("提名"), (
            Step(_l("提名称号"), _l("%(pass_score)s 分以上（含）、没有被否决的才能提名；提名以后公示 %(notice_workdays)s 个工作日。"), "proposals.propose", _l("提名")),
        )),
    ),
)  # fmt: skip
