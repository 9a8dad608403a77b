"""The command group with its help in the language of the build, for sphinx-click."""

from __future__ import annotations

from languages import translate

from govreport.cli.app import govreport

command = translate(govreport)
