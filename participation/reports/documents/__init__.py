"""The three forms of a report: a tagged PDF, a workbook, a table of plain text."""
