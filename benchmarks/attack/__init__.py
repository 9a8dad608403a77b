"""An attack on the promise: realistic damage to documents whose values are known.

    python -m benchmarks.attack [FOLDER...] --seed 1 --minutes 5

Each mutation knows what every cell must be after it. The judge compares that with what is read,
by the place of each number in the text: nothing of the parser's decides what is right.
"""
