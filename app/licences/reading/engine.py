"""The eye itself: a picture in, lines of text out. Offline, with the models that come in the package."""

from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np
from PIL import Image

from app.licences.reading.lines import Point, Seen

See = Callable[[Image.Image], list[Seen]]


@cache
def eye() -> See:
    """Loaded once a process (about a second). Raises ``ImportError`` where the engine is not installed."""
    from rapidocr import RapidOCR  # large: only where something is read

    engine: Any = RapidOCR(
        params={
            "Global.log_level": "error",
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )

    def see(picture: Image.Image) -> list[Seen]:
        told = engine(np.asarray(picture.convert("RGB"))[:, :, ::-1])
        if told.boxes is None or told.txts is None:
            return []
        return [
            Seen(
                str(text), float(score), (_point(quad[0]), _point(quad[1]), _point(quad[2]), _point(quad[3]))
            )
            for text, score, quad in zip(told.txts, told.scores, told.boxes, strict=True)
        ]

    return see


def _point(corner: Any) -> Point:
    return float(corner[0]), float(corner[1])
