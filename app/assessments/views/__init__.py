"""The pages of the assessment: the year, the forms of those who have an account, the public's, the results."""
