"""Small linear models kept as JSON beside the finding that uses them: named features in, a chance out."""

import json
import math
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from itertools import repeat


@cache
def weights(package: str) -> dict[str, float]:
    """The weight of each named feature, and of "bias", from `weights.json` in `package`."""
    kept = json.loads(files(package).joinpath("weights.json").read_bytes())
    return {str(name): float(weight) for name, weight in kept["weights"].items()}


def chance(weighted: dict[str, float], names: Iterable[str]) -> float:
    """How likely it is, 0 to 1, given the features that hold; a name without a weight counts nothing."""
    total = weighted["bias"] + sum(map(weighted.get, names, repeat(0.0)))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))
