"""What a printed text is: labels, cells, Chinese in its variants."""
