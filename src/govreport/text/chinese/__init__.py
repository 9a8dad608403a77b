"""Chinese text: Traditional characters, Taiwan vocabulary, stray pinyin, numerals."""

from govreport.text.chinese.numerals import Numeral, read_numeral
from govreport.text.chinese.pinyin import strip_pinyin
from govreport.text.chinese.traditional import to_simplified
from govreport.text.chinese.vocabulary import restore_vocabulary

__all__ = ["Numeral", "read_numeral", "restore_vocabulary", "strip_pinyin", "to_simplified"]
