"""What it means for a report that it was read from pictures: statuses, doubts, sums."""

from govreport.recognition.report import with_recognition

__all__ = ["with_recognition"]
