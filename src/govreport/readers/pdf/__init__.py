"""Born-digital PDF: characters and ruling lines in, lines and grids out."""
