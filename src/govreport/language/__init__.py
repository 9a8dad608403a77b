"""Sentences for people in English and Chinese: written once in English, said in either.

A sentence with parts is a `Phrase`: an English string that remembers its template and its parts,
so that it can be said in another language later. Nothing is translated, and no catalogue is
read, before somebody asks for a language other than English.

>>> from govreport.language import phrase, say
>>> sentence = phrase("the year {year} is before {first}", year=1990, first=2008)
>>> str(sentence)
'the year 1990 is before 2008'
"""

from govreport.language.catalogues import LANGUAGES, current_language, in_language, say
from govreport.language.phrases import Phrase, from_wording, listing, phrase, to_wording

__all__ = [
    "LANGUAGES",
    "Phrase",
    "current_language",
    "from_wording",
    "in_language",
    "listing",
    "phrase",
    "say",
    "to_wording",
]
