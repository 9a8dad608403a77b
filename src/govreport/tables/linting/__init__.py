"""What is wrong with a template, found before it reads anything: by its declarations alone."""
