"""What the pages of a spreadsheet's import call its fields, and what they say of its faults."""

from django.utils.translation import gettext_lazy

from observations.reports.sheets.rows import LONGEST_BEHAVIOUR, LONGEST_NAME, Fault

WHY = {
    "empty": gettext_lazy("There is nothing in this file."),
    "encoding": gettext_lazy("This is not text in UTF-8. Save it as CSV (UTF-8), TSV or XLSX."),
    "quotes": gettext_lazy("A quotation mark in this file is never closed. Save it as XLSX, or as CSV once more."),
    "workbook": gettext_lazy("This workbook cannot be opened. Save it as XLSX once more, without a password."),
    "too-long": gettext_lazy("There are more than 10,000 rows in this file. Divide it by session."),
    "too-large": gettext_lazy("This file is too large. Divide it by session; 10 MB are the most."),
    "one-column": gettext_lazy("There is only one column. The first line must hold the columns’ names."),
    "nobody": gettext_lazy("No column with the people’s numbers or names was found in this file."),
}
LABELS = {
    "actor": gettext_lazy("Who"),
    "toward": gettext_lazy("Toward whom"),
    "at": gettext_lazy("When"),
    "behaviour": gettext_lazy("Behaviour"),
    "affect": gettext_lazy("Affect"),
    "strength": gettext_lazy("Strength"),
    "text": gettext_lazy("Notes"),
}
UNITS = {
    "minutes": gettext_lazy("minutes from the start"),
    "seconds": gettext_lazy("seconds from the start"),
    "clock": gettext_lazy("minutes and seconds, as 31:12"),
}
EXPECTED = {
    "too-many-cells": gettext_lazy("no cell after the last column"),
    "missing": gettext_lazy("who acted"),
    "toward-oneself": gettext_lazy("somebody else: nobody acts toward themselves"),
    "too-long-a-name": gettext_lazy("a name of %(most)s characters at most"),
    "too-long-a-behaviour": gettext_lazy("a behaviour of %(most)s characters at most"),
    "not-an-affect": gettext_lazy("negative or positive, or nothing"),
    "not-from-1-to-5": gettext_lazy("a whole number from 1 to 5, or nothing"),
    "outside-the-session": gettext_lazy("a time within the %(minutes)s minutes of the session"),
}
TIMES = {
    "minutes": gettext_lazy("minutes from the start, as 31.2"),
    "seconds": gettext_lazy("seconds from the start, as 1872"),
    "clock": gettext_lazy("minutes and seconds, as 31:12, or with hours before them"),
}
MOST = {"too-long-a-name": LONGEST_NAME, "too-long-a-behaviour": LONGEST_BEHAVIOUR}
SHOWN = 60


def fault_lines(faults: list[Fault], unit: str, minutes: int) -> list[dict]:
    """For a table: row, column, value and what was expected there."""
    return [
        {
            "row": fault.row,
            "field": LABELS.get(fault.field, ""),
            "value": fault.value if len(fault.value) <= SHOWN else f"{fault.value[:SHOWN]}…",
            "expected": _expected(fault.code, unit, minutes),
        }
        for fault in faults
    ]


def _expected(code: str, unit: str, minutes: int) -> str:
    if code == "not-a-time":
        return str(TIMES[unit])
    return str(EXPECTED[code]) % {"most": MOST.get(code), "minutes": minutes}


def ranges(numbers: list[int]) -> str:
    """3, 7–9 for 3, 7, 8 and 9."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1][1:] = [number]
        else:
            runs.append([number])
    return ", ".join("–".join(map(str, run)) for run in runs)
