"""The packages that the commands ``new-...`` write: complete, tested, ready to be changed."""
