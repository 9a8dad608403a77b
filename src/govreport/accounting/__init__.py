"""The account of numbers: every number printed in a document, and what became of it.

An independent look at the whole page, after everything else. It shares nothing with layouts and
templates but the definition of a number (`govreport.text.numbers`), so that no stage and no
plugin can lose a number unsaid: what stands in a table and is in no record is an error.
"""

from govreport.accounting.numbers import Account, AccountedNumber, NumberKind
from govreport.accounting.of_documents import account
from govreport.accounting.of_tables import account_of_tables

__all__ = ["Account", "AccountedNumber", "NumberKind", "account", "account_of_tables"]
