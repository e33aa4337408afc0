"""Work of the complaints slice that the queue carries out."""

from app.kernel.kinds import JobName


class ComplaintJob(JobName):
    """Carrying a request, and its answer, to another region."""

    CARRY_REQUEST = "complaint.carry_request"
    CARRY_ANSWER = "complaint.carry_answer"
