"""The recognition models: loaded once per process, from the installed packages, never from the network."""

from __future__ import annotations

import importlib.util
import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import numpy as np

from juesuan.errors import BadInput, ExitCode
from juesuan.reading.ocr.ctc import Decoded, decoded, other_widths
from juesuan.reading.ocr.scan import Grey, Quads

BATCH = 6
"""Crops recognised at once at most; more gains nothing on a processor."""
ROOM = 1600
"""Pixels in width of all crops of a batch: long lines are faster one by one, they stay in the processor's cache."""
HEIGHT = 48
"""Pixels in height that the recogniser wants."""
NO_MEMORY = ("bad_alloc", "Failed to allocate", "bad allocation")
"""What runtimes say when they get no memory."""
WIDEST = 4000
"""Pixels in width of a crop at that height; a longer one is a mistake of the detector."""


class MissingEngine(BadInput):
    """The page must be recognised and there is nothing to do it with."""

    exit_code = ExitCode.MISSING_ENGINE


def missing(why: str) -> MissingEngine:
    """The error for an engine that cannot be used."""
    told = f"it has pages without a text layer, and what reads them cannot be used ({why})"
    return MissingEngine("missing_engine", f"{told}: pip install --force-reinstall rapidocr onnxruntime")


@dataclass(frozen=True)
class Engine:
    """Detection, recognition and direction of text. `name` says which packages and versions they come from."""

    name: str
    detector: Any
    recogniser: Any
    director: Any

    @cached_property
    def characters(self) -> Sequence[str]:
        """What the recogniser can read; the first one is no character."""
        known: Sequence[str] = self.recogniser.postprocess_op.character
        return known

    @cached_property
    def widths(self) -> dict[int, int]:
        """Which of its characters are the same in another width."""
        return other_widths(self.characters)

    def detect(self, picture: Grey) -> Quads:
        """Where text stands, in pixels of the picture, longer side along the text, at most 1000 places."""
        with _within_memory():
            found = self.detector(_coloured(picture))
        return np.zeros((0, 4, 2), np.float32) if found.boxes is None else np.asarray(found.boxes, np.float32)

    def recognise(self, crops: Sequence[Grey]) -> list[Decoded]:
        """What each crop of one printed line says; positions are pixels of the crop."""
        results: list[Decoded] = [Decoded("", (), ())] * len(crops)
        order = sorted(range(len(crops)), key=lambda i: crops[i].shape[1] / crops[i].shape[0])
        for batch in _batches(order, crops):
            # Padding to the widest crop of the batch, not to a fixed width, makes short numbers 1.6 times faster.
            ratio = max(1.0, *(crops[i].shape[1] / crops[i].shape[0] for i in batch))
            ratio = min(ratio, WIDEST / HEIGHT)
            pictures = [self.recogniser.resize_norm_img(_coloured(crops[i]), ratio) for i in batch]
            with _within_memory():
                steps = np.asarray(self.recogniser.session(np.stack(pictures).astype(np.float32)))
            for i, row in zip(batch, steps, strict=True):
                high, wide = crops[i].shape
                # The recogniser squeezes a crop wider than the batch.
                scale = min(HEIGHT / high, math.floor(HEIGHT * ratio) / wide)
                step = math.floor(HEIGHT * ratio) / len(row) / scale
                results[i] = decoded(row, self.characters, self.widths, step)
        return results

    def upside_down(self, crops: Sequence[Grey]) -> float:
        """Share of crops that stand on their head, weighted by the model's certainty, 0 to 1."""
        if not crops:
            return 0.0
        votes = [(label, float(score)) for label, score in self.director([_coloured(c) for c in crops]).cls_res]
        return sum(s for label, s in votes if label == "180") / max(sum(s for _, s in votes), 1e-6)


@contextmanager
def _within_memory() -> Iterator[None]:
    """A model that gets no memory is out of memory, whatever its runtime calls it."""
    try:
        yield
    except Exception as error:
        if any(words in str(error) for words in NO_MEMORY):
            raise MemoryError("no room for what a model works with") from error
        raise


def _batches(order: Sequence[int], crops: Sequence[Grey]) -> Iterator[list[int]]:
    """Crops of similar width together."""
    batch: list[int] = []
    for i in order:
        wide = HEIGHT * crops[i].shape[1] / crops[i].shape[0]
        if batch and (len(batch) == BATCH or wide * (len(batch) + 1) > ROOM):
            yield batch
            batch = []
        batch.append(i)
    if batch:
        yield batch


def engine_name() -> str:
    """Which packages would do the work, with their versions; part of the key of what is kept of a page.

    Raises `MissingEngine` if they are not installed. Loads nothing.
    """
    runtime = "openvino" if importlib.util.find_spec("openvino") else "onnxruntime"
    try:
        return f"rapidocr {version('rapidocr')} {runtime} {version(runtime)}"
    except PackageNotFoundError as error:
        raise missing(f"{error.name} is not installed") from error


@lru_cache(maxsize=1)
def engine() -> Engine:
    """The models, one thread each: many documents are read side by side.

    OpenVINO if it is installed, ONNX Runtime otherwise. Raises `MissingEngine`.
    """
    name = engine_name()
    try:
        import cv2
        import rapidocr
    except ImportError as error:
        raise missing(f"{name}: {error}") from error
    cv2.setNumThreads(1)
    settings: dict[str, Any] = {
        "Global.log_level": "error",
        "EngineConfig.onnxruntime.intra_op_num_threads": 1,
        "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        "EngineConfig.openvino.inference_num_threads": 1,
    }
    models = Path(rapidocr.__file__).parent / "models"
    # The size of the copy that text is looked for on is chosen by what is on it.
    settings["Det.limit_side_len"] = 32
    for task in ("Det", "Rec", "Cls"):
        # Named, so that the package has no reason to look for a model elsewhere.
        settings[f"{task}.model_path"] = str(_model(models, task.lower(), name))
        settings[f"{task}.engine_type"] = rapidocr.EngineType("openvino" if "openvino" in name else "onnxruntime")
    pipeline = rapidocr.RapidOCR(params=settings)
    # Newer versions load each model at its first use: let them see something to read.
    sample = np.full((120, 400, 3), 255, np.uint8)
    cv2.putText(sample, "12345.67", (40, 80), cv2.FONT_HERSHEY_SIMPLEX, 2, (0, 0, 0), 3)
    pipeline(sample)
    return Engine(name, pipeline.text_det, pipeline.text_rec, pipeline.text_cls)


def _model(folder: Path, task: str, name: str) -> Path:
    """The model of a task that came with the package."""
    found = sorted(p for p in folder.glob("*.onnx") if f"_{task}_" in p.name.lower())
    if not found:
        raise missing(f"{name}: its model for {task} is not in {folder}")
    return found[0]


def _coloured(picture: Grey) -> Any:
    """Three equal channels, as the models want."""
    return np.repeat(picture[:, :, None], 3, axis=2)
