"""Inputs made to break the library: ``python -m benchmarks.fuzz --seconds 600 --seed 1``."""
