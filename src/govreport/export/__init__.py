"""Plain data out of reports: JSON, CSV, panels."""
