"""Load a ``.lark`` file and what it imports into one namespace.

Lark gives the names that come along with an imported one a prefix, so that an importing grammar
cannot name them. A form that extends another one needs them: it overrides a rule and adds a
label. Here every name keeps its name, whichever file it came from.

The only module that uses names which are private to Lark; ``lark>=1.3,<2`` has them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from lark import Lark
from lark.exceptions import GrammarError
from lark.load_grammar import Grammar, GrammarBuilder

from govreport.grammars.faults import explained


def load(path: Path, folders: Sequence[Path]) -> Grammar:
    """The grammar of a file.

    Args:
        path: the file.
        folders: where ``%import name`` looks; ``%import .name`` looks beside the file.
    """
    builder = _OneNamespace(folders, (path.resolve(),))
    builder.load_grammar(path.read_text(encoding="utf-8"), str(path))
    return builder.build()


def parse_table(parser: Lark) -> Any:
    """The LALR table of a parser: what Lark itself saves to its cache."""
    return parser.parser.parser._parse_table


class _OneNamespace(GrammarBuilder):
    def __init__(self, folders: Sequence[Path], trail: tuple[Path, ...]) -> None:
        super().__init__(False, [str(folder) for folder in folders])
        self.folders = folders
        self.trail = trail

    def do_import(
        self,
        dotted_path: Any,
        base_path: Any,
        aliases: Any,
        base_mangle: Callable[[str], str] | None = None,
    ) -> None:
        """Take in what the imported names need, under the names that they have there."""
        path = self._find(tuple(map(str, dotted_path)), base_path)
        renamed = {str(name): str(alias) for name, alias in aliases.items()}

        def rename(name: str) -> str:
            name = renamed.get(name, name)
            return name if base_mangle is None else base_mangle(name)

        inner = _OneNamespace(self.folders, (*self.trail, path.resolve()))
        with explained(path):
            inner.load_grammar(path.read_text(encoding="utf-8"), str(path), rename)
        for name in renamed:
            if rename(name) not in inner._definitions:
                raise GrammarError(f"{path.name} has no {name} to import")
        inner._remove_unused(map(rename, renamed))  # type: ignore[no-untyped-call]
        for name, definition in inner._definitions.items():
            known = self._definitions.get(name)
            if known is not None and known.tree != definition.tree:
                raise GrammarError(
                    f"{name} is imported from {path.name} and from another grammar, and differs: "
                    "import one of them under another name (%import name.NAME -> OTHER)"
                )
            self._definitions[name] = definition

    def _find(self, names: tuple[str, ...], base_path: Any) -> Path:
        folders = self.folders if base_path is None else (Path(str(base_path)),)
        for folder in folders:
            path = folder.joinpath(*names).with_suffix(".lark")
            if path.is_file():
                if path.resolve() in self.trail:
                    raise GrammarError(f"{path.name} imports itself")
                return path
        looked = ", ".join(str(folder) for folder in folders)
        raise GrammarError(f"there is no grammar {'.'.join(names)} to import in {looked}")

    def _extend(
        self, name: Any, is_term: Any, exp: Any, params: Any = (), options: Any = None
    ) -> None:
        """Add alternatives after those that are there: the official label stays the first."""
        super()._extend(name, is_term, exp, params, options)  # type: ignore[no-untyped-call]
        alternatives = self._definitions[name].tree.children
        alternatives.append(alternatives.pop(0))
