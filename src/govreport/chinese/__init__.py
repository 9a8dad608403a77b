"""Chinese text: Traditional characters, Taiwan vocabulary, stray pinyin, numerals."""

from govreport.chinese.numerals import Numeral, read_numeral
from govreport.chinese.pinyin import strip_pinyin
from govreport.chinese.traditional import to_simplified
from govreport.chinese.vocabulary import restore_vocabulary

__all__ = ["Numeral", "read_numeral", "restore_vocabulary", "strip_pinyin", "to_simplified"]
