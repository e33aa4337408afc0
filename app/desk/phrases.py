"""Sentences of the desk slice: what each kind of work is called, and why it cannot be tried again."""

from app.accounts.terms import Role
from app.assessments.kinds import AssessmentJob
from app.complaints.jobs import ComplaintJob
from app.desk.terms import SystemAction
from app.guides.jobs import GuideJob
from app.honours.terms import HonourJob
from app.infra import jobs
from app.infra.i18n import _l
from app.labels.jobs import LabelJob
from app.licences.terms import LicenceJob
from app.mediation.jobs import MediationJob
from app.notices.jobs import NoticeJob
from app.panels.terms import PanelJob
from app.regions.jobs import RegionJob
from app.selfchecks.terms import SelfCheckJob
from app.statistics.jobs import StatisticsJob

WORDS = {
    SystemAction.JOB_TRIED_AGAIN: _l("重新尝试后台任务"),
    RegionJob.CHORES: _l("到期事项处理"),
    NoticeJob.DELIVER: _l("发送站外通知"),
    LicenceJob.READ: _l("识别证照"),
    LabelJob.MAKE: _l("制作信用标签"),
    SelfCheckJob.REPORT: _l("生成自查报告"),
    StatisticsJob.EXPORT: _l("导出投诉清单"),
    MediationJob.PAPER: _l("生成调解协议书"),
    PanelJob.MINUTES: _l("生成评议记录"),
    HonourJob.PRINT: _l("生成名单文件"),
    AssessmentJob.SCORE_CYCLE: _l("计算年度评分"),
    GuideJob.LAW_NEWS: _l("告知法规变化"),
    ComplaintJob.CARRY_REQUEST: _l("送出协查请求"),
    ComplaintJob.CARRY_ANSWER: _l("送回协查答复"),
}
_OFFICE = _l("有要受理的投诉、要核验的证照，或者快到期的事时，会出现在这里。")
_REVIEWERS = _l("有商家等您填评价表时，会出现在这里。")
NOTHING_TO_DO = {
    Role.MERCHANT: _l("有新的投诉、快到期的证照，或者要整改的条目时，会出现在这里。"),
    Role.PARK: _l("有请您协调的投诉，或者没有做成的标签时，会出现在这里。"),
    Role.OFFICER: _OFFICE,
    Role.ADMIN: _OFFICE,
    Role.PANELIST: _l("评价表收齐可以算分，或者要您投票时，会出现在这里。"),
    Role.INDUSTRY: _REVIEWERS,
    Role.MONITOR: _REVIEWERS,
}
"""What would stand on an empty first page, for whoever looks at it."""
ERRORS = {jobs.NotFailed.code: _l("这项任务已经在排队或已经完成，不用再试。")}
