"""A search as a file: a dossier to read in four forms."""

from litestar import Request, Response
from litestar.datastructures import State

from answerable.queries.dossier import Topic, dossier
from answerable.web.dossier.forms import MEDIA, Form, written
from answerable.web.pages import made_anew, site_of

_QUESTIONS = 200  # in a dossier made for a reader who waits; the command takes more


@made_anew("/dossier/{form:str}")
def search_as_dossier(
    request: Request[object, object, State], state: State, form: Form, q: str = ""
) -> Response[bytes]:
    """A topic's dossier as a file."""
    made = written(dossier(state.workspace, Topic(q, limit=_QUESTIONS)), form, site_of(request))
    return Response(
        made, media_type=MEDIA[form], headers={"Content-Disposition": f'attachment; filename="dossier.{form}"'}
    )


DOWNLOADS = (search_as_dossier,)
