"""The ``govreport`` command."""
