"""Measurements that a person runs: accuracy over published reports, speed against a floor."""
