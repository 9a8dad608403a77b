"""govreport: China's government-information annual reports, read cell by cell."""
