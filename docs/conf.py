"""How the site is built: ``make docs``. One configuration, a build for each language."""

from __future__ import annotations

import os
import sys
from importlib.metadata import version as installed
from pathlib import Path

from pygments.lexers.special import TextLexer
from sphinx.application import Sphinx

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE / "_extensions"))

LANG = os.environ.get("GOVREPORT_DOCS_LANG", "en")
"""``en`` or ``zh``: the folder of the sources, and the language of what is generated."""

os.environ["GOVREPORT_LANG"] = LANG

project = "govreport"
author = "the govreport contributors"
copyright = "the govreport contributors, Apache-2.0"
release = version = installed("govreport")
language = {"en": "en", "zh": "zh_CN"}[LANG]

extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "sphinx_click",
    "generated",
    "languages",
]
exclude_patterns = ["_generated/**"]
templates_path = ["_templates"]
html_static_path = ["_static"]
html_css_files = ["govreport.css"]
html_theme = "furo"
html_sidebars = {
    "**": [
        "sidebar/brand.html",
        "sidebar/language.html",
        "sidebar/search.html",
        "sidebar/scroll-start.html",
        "sidebar/navigation.html",
        "sidebar/scroll-end.html",
    ]
}
html_title = f"govreport {release}"
html_copy_source = False
html_show_sphinx = False

myst_enable_extensions = ["attrs_inline", "colon_fence", "deflist"]
myst_heading_anchors = 3
suppress_warnings = ["myst.header", "ref.python"]

autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_typehints_format = "short"
autoclass_content = "class"
napoleon_google_docstring = True
napoleon_numpy_docstring = False
napoleon_use_ivar = True
nitpicky = False


def setup(app: Sphinx) -> None:
    """Show grammars of Lark as they are."""
    app.add_lexer("lark", TextLexer)
