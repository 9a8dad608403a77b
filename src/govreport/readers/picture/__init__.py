"""Reports that are pictures: ruling lines first, then each cell by itself."""
