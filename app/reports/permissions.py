"""Who may see a report: the regulator and nobody else (市场监督管理投诉举报处理办法 art. 37)."""

from app.accounts.facts import is_regulator
from app.infra.access import AccessRows
from app.reports.terms import ReportPermission

ACCESS: AccessRows = {  # any one row, all of its facts
    ReportPermission.LIST: ((is_regulator,),),
    ReportPermission.READ: ((is_regulator,),),
    ReportPermission.HANDLE: ((is_regulator,),),
    ReportPermission.UNMASK: ((is_regulator,),),
    ReportPermission.TAKE_DOWN: ((is_regulator,),),
}
