"""Plugins: found by entry points, loaded when asked for, called with care."""
