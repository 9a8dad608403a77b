"""Layouts: how the cells of a table are laid out in a text. One module a layout."""
