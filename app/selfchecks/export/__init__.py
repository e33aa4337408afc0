"""A self-check as something to take along: JSON that holds everything, a workbook, a report on paper."""
