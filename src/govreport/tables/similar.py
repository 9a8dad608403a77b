"""Labels that are almost those of the form: strict, among the rows that are still possible."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

THRESHOLD = 0.70
"""Normalised Levenshtein similarity below which a label is not the form's."""

MARGIN = 0.15
"""Lead that the best candidate must have over the second."""

ONLY_CANDIDATE = 0.50
"""Enough when the row is the next one missing."""


def most_similar(
    key: str, candidates: Mapping[str, Sequence[str]], missing: Collection[str]
) -> tuple[str, float] | None:
    """The one label that ``key`` is a damaged print of, or None.

    Args:
        key: the printed label without numbering, spaces and punctuation.
        candidates: terminal -> the keys of its labels.
        missing: the terminals that are missing at this place of the form.

    Returns:
        Terminal and similarity (0 to 1).

    >>> rows = {"NOT_HELD": ["本机关不掌握相关政府信息"], "DUPLICATE": ["重复申请"]}
    >>> most_similar("本机构不掌握相关政府信息", rows, rows)[0]
    'NOT_HELD'
    >>> most_similar("其他主动公开文件", rows, rows) is None
    True
    """
    from rapidfuzz.distance import Levenshtein

    if len(key) < 3:
        return None
    scores: list[tuple[float, str]] = []
    for terminal, keys in candidates.items():
        best = 0.0
        for known in keys:
            score = Levenshtein.normalized_similarity(key, known)
            if len(key) >= 4 and known.startswith(key):
                score = max(score, 0.9)  # cut at the end (D3)
            best = max(best, score)
        scores.append((best, terminal))
    scores.sort(reverse=True)
    if not scores:
        return None
    best, terminal = scores[0]
    second = scores[1][0] if len(scores) > 1 else 0.0
    near = len(missing) > 0 and next(iter(missing)) == terminal
    if best - second < MARGIN:
        return None
    if best >= THRESHOLD or (near and best >= ONLY_CANDIDATE and len(key) >= 6):
        return terminal, best
    return None
