"""What whoever runs the site asks of it: whether it lives, whether it can answer, how much it did."""

from litestar import Response
from litestar.datastructures import State
from litestar.plugins.prometheus import PrometheusConfig, PrometheusController
from msgspec import Struct

from answerable.errors import AnswerableError
from answerable.web.pages import made_anew


class Standing(Struct, frozen=True):
    """`ready`: whether questions can be asked; `behind`: changes of the record that its search has not taken in."""

    ready: bool
    behind: int
    why: str = ""


@made_anew("/health")
def health() -> dict[str, bool]:
    """The process lives and answers."""
    return {"alive": True}


@made_anew("/ready")
def ready(state: State) -> Response[Standing]:
    """Whether the record can be read and searched; 503 where it cannot."""
    try:
        held = state.workspace.record.cursor()
        searched = state.workspace.search.cursor
    except AnswerableError as error:
        return Response(Standing(False, 0, error.public), status_code=503)
    able = bool(searched) or not held
    why = "" if able else "the search index is being made"
    return Response(Standing(able, max(held - searched, 0), why), status_code=200 if able else 503)


class Metrics(PrometheusController):
    """Counts and times of requests by kind of page, in the form that Prometheus reads."""

    path = "/metrics"
    include_in_schema = False


HEALTH = (health, ready)
COUNTED = PrometheusConfig(app_name="answerable", prefix="answerable", group_path=True, exclude=["^/metrics$"])
