"""A report for people and for other programs: terminal, page, official form."""
