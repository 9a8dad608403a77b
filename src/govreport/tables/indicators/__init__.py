"""Lists of indicators: one row an indicator, label, unit and values."""
