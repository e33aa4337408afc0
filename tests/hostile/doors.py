"""Every form that takes a file and what it expects there. A form that is missing here fails a house test.

``PAPER``: looked at apart, kept as it came beside a clean picture. ``CLEAN``: of strangers, kept only as drawn anew.
``SHEET``: a list, read apart. ``TEXT``: read as words alone.
"""

PAPER, CLEAN, SHEET, TEXT, NOTHING = "paper", "clean", "sheet", "text", "nothing"
DOORS = {
    "licences.UploadForm": PAPER, "licences.LicenceForm": PAPER, "selfchecks.ProofForm": PAPER, "selfchecks.TaskProofForm": PAPER,
    "assessments.ProofForm": PAPER, "titles.CaseForm": PAPER, "titles.StatementForm": PAPER, "honours.AskRepairForm": PAPER,
    "honours.CompleteRepairForm": PAPER,
    "rights.AskForm": PAPER, "rights.ReassessForm": PAPER, "rights.AppealForm": PAPER,
    "complaints.PublicComplaintForm": CLEAN, "complaints.MessageForm": CLEAN, "complaints.DeskMessageForm": CLEAN, "complaints.PauseForm": CLEAN,
    "complaints.AnswerForm": CLEAN, "complaints.SettleForm": CLEAN, "reports.ReportForm": CLEAN, "reports.FactsForm": CLEAN,
    "labels.OrderForm": SHEET,
    "assessments.SourceForm": TEXT, "assessments.ExportForm": TEXT, "guides.DraftForm": TEXT, "complaints.StatementForm": TEXT,
    "desk.SampleForm": NOTHING,  # on the page that shows our own components; nothing is sent
}  # fmt: skip
