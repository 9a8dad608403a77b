"""The text recogniser: strips of pixels in, characters with their certainty out.

It runs the PP-OCR model that the package ``rapidocr`` ships, with ONNX Runtime on the processor.
Nothing is fetched: a package without its model is an error.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache, cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from attrs import define, field, frozen

from govreport.errors import UnreadableSource
from govreport.readers.extras import require
from govreport.readers.picture.alike import families
from govreport.readers.picture.frames import Pixels

HEIGHT = 48
"""Pixels that the model expects a strip to be high."""
_BATCH = 16
_WIDEST = 3200
_STEP = 32
_PIXELS_A_STEP = 8


@frozen
class Recognition:
    """What a strip says: its text, and the probability of its least certain character.

    That 0 may be an O, or 1 an l, does not make it less certain: among figures both are the digit.

    ``middles`` are where the characters stand, as shares of the width of the strip.
    """

    text: str
    confidence: float
    middles: tuple[float, ...] = ()


@define(slots=False)
class Recogniser:
    """The model, loaded when it is first used; ``threads`` bounds its use of the processor."""

    threads: int = 1
    _cached: dict[int, Any] = field(factory=dict)

    @cached_property
    def _session(self) -> Any:
        onnxruntime = require("onnxruntime", "ocr", "a picture")

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self.threads
        options.inter_op_num_threads = 1
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        options.enable_cpu_mem_arena = False
        options.log_severity_level = 4
        return onnxruntime.InferenceSession(
            str(model()), options, providers=["CPUExecutionProvider"]
        )

    @cached_property
    def characters(self) -> list[str]:
        """What the model can say; the first means nothing, the last is a blank."""
        known = self._session.get_modelmeta().custom_metadata_map["character"]
        return ["", *known.splitlines(), " "]

    @cached_property
    def _families(self) -> dict[int, list[int]]:
        return families(self.characters)

    def read(self, strips: Sequence[Pixels]) -> list[Recognition]:
        """Recognise strips of one line each, grey or coloured, of any height."""
        fitted = [_fitted(strip) for strip in strips]
        order = sorted(range(len(fitted)), key=lambda index: fitted[index].shape[1])
        found: list[Recognition] = [Recognition("", 0.0)] * len(fitted)
        for batch in _batches(order, fitted):
            strips_in_it = [fitted[index] for index in batch]
            for index, scores in zip(batch, self._run(strips_in_it), strict=True):
                found[index] = self._decoded(scores, fitted[index].shape[1])
        return found

    def _run(self, strips: list[Pixels]) -> np.ndarray:
        width = -(-max(strip.shape[1] for strip in strips) // _STEP) * _STEP
        batch = np.zeros((len(strips), 3, HEIGHT, width), np.float32)
        for number, strip in enumerate(strips):
            level = strip.astype(np.float32) / 127.5 - 1.0
            batch[number, :, :, : strip.shape[1]] = level.transpose(2, 0, 1)
        name = self._session.get_inputs()[0].name
        scores: np.ndarray = self._session.run(None, {name: batch})[0]
        return scores

    def _decoded(self, scores: np.ndarray, width: int) -> Recognition:
        """The most probable character of each step, repetitions and pauses left out."""
        best = scores.argmax(axis=1)
        text: list[str] = []
        certain: list[float] = []
        steps: list[list[int]] = []
        last = 0
        for step, index in enumerate(best.tolist()):
            probability = float(scores[step, self._families.get(index, [index])].sum())
            if index and index == last:
                certain[-1] = max(certain[-1], probability)
                steps[-1].append(step)
            elif index:
                text.append(self.characters[index])
                certain.append(probability)
                steps.append([step])
            last = index
        middles = tuple(
            min(1.0, (sum(at) / len(at) + 0.5) * _PIXELS_A_STEP / width) for at in steps
        )
        return Recognition("".join(text), round(min(certain, default=0.0), 4), middles)


@cache
def shared(threads: int) -> Recogniser:
    """The recogniser of this process: its model is loaded once."""
    return Recogniser(threads)


def model() -> Path:
    """The recognition model inside the installed package.

    Raises:
        UnreadableSource: the package is missing or came without its model.
    """
    package = find_spec("rapidocr")
    places: Iterable[str] = (package.submodule_search_locations or ()) if package else ()
    found = [path for place in places for path in Path(place).glob("models/*_rec_*.onnx")]
    if not found:
        raise UnreadableSource(
            "the package rapidocr has no recognition model: "
            'pip install --force-reinstall "govreport[ocr]"'
        )
    return sorted(found)[-1]


def _fitted(strip: Pixels) -> Pixels:
    height, width = strip.shape[:2]
    wide = max(1, min(_WIDEST, round(width * HEIGHT / height)))
    method = cv2.INTER_AREA if height > HEIGHT else cv2.INTER_CUBIC
    return cv2.resize(strip, (wide, HEIGHT), interpolation=method)


def _batches(order: list[int], strips: list[Pixels]) -> Iterable[list[int]]:
    """Strips of about the same width together, so that little is spent on padding."""
    batch: list[int] = []
    for index in order:
        wide = strips[index].shape[1]
        if batch and (len(batch) == _BATCH or wide > 1.3 * strips[batch[0]].shape[1] + _STEP):
            yield batch
            batch = []
        batch.append(index)
    if batch:
        yield batch
