"""`python -m bench` runs every benchmark, `python -m bench NAME [WORDS…]` one of them."""

import sys
from collections.abc import Callable, Sequence

from bench import (
    adding,
    analyse,
    check,
    demo,
    demo_figures,
    follow,
    load,
    outcomes,
    queries,
    reuse,
    reuse_chains,
    reuse_million,
    reuse_series,
    sync,
    sync_kills,
    timeliness,
    verbs,
    whole_path,
)

BENCHMARKS: dict[str, Callable[[Sequence[str]], None]] = {
    "whole-path": whole_path.main,
    "adding": adding.main,
    "demo": demo.main,
    "demo-figures": demo_figures.main,
    "timeliness": timeliness.main,
    "verbs": verbs.main,
    "analyse": analyse.main,
    "check": check.main,
    "outcomes": outcomes.main,
    "queries": queries.main,
    "follow": follow.main,
    "load": load.main,
    "sync": sync.main,
    "sync-kills": sync_kills.main,
    "reuse": reuse.main,
    "reuse-million": reuse_million.main,
    "reuse-series": reuse_series.main,
    "reuse-chains": reuse_chains.main,
}


def main(words: list[str]) -> None:
    """Runs what is named."""
    if words and words[0] not in BENCHMARKS:
        raise SystemExit(f"expected one of {', '.join(BENCHMARKS)}; got {words[0]}")
    for name in words[:1] or BENCHMARKS:
        print(f"## {name}", flush=True)
        BENCHMARKS[name](words[1:])


main(sys.argv[1:])
