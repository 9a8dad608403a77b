"""The engine for tables: from cells to rows with their places."""
