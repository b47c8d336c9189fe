"""From records to claims: pure functions, no Django, no database, no clock. See docs/analysis.md."""

# Stands in every exported result. It goes up whenever the same records would give another result.
VERSION = "7"
