"""How well reports are read from pictures: renderings of known reports, made worse in steps."""
