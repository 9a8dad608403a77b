"""What the script of a page says."""

from __future__ import annotations

from govreport.language import say


def script_words(language: str) -> dict[str, str]:
    """The sentences of the script by the names that it uses."""
    return {
        "progress": say("{done} of {all} checked", language),
        "position": say("{number} of {all}", language),
        "empty": say("Nothing is in doubt here.", language),
        "finished": say("Everything is checked.", language),
        "confirmed": say("confirmed", language),
        "corrected": say("corrected", language),
        "original": say("error of the original", language),
        "open": say("open", language),
        "saved": say("saved", language),
        "kept": say("kept in this browser; download it to keep it for good", language),
        "failed": say("not saved: {reason}", language),
        "undone": say("taken back", language),
        "nothing_to_undo": say("nothing to take back", language),
        "no_number": say("a number, or nothing", language),
        "no_target": say("choose the cell where it belongs", language),
        "no_name": say("say who you are", language),
        "no_storage": say("this browser keeps nothing here: download before you leave", language),
        "printed": say("printed: {raw}", language),
        "nothing": say("nothing", language),
        "select_first": say("click on a cell first", language),
        "reading": say("{done} of {all} files are read", language),
        "read": say("All files are read.", language),
        "shown": say("{shown} of {all} shown", language),
    }
