"""Lists of ministers' posts: what they say, and the role that they give to an answer which was printed without one."""

import gzip
import json
from datetime import date
from pathlib import Path

import pytest

from answerable.errors import UnreadableInput
from answerable.model.people import Post, body_of_name, member_of_name, member_of_number
from answerable.model.question import Answer
from answerable.model.text import plain_text
from answerable.pipeline.ingest import add_paths
from answerable.queries.questions import OneQuestion, question
from answerable.sources.posts import parse, recognises
from answerable.workspace import Workspace
from tests.record.say import official, tell
from tests.samples import answerable
from tests.shared import real

GOLDEN = Path(__file__).parent / "golden" / "posts.json"
TIDES = body_of_name("Office of Tides")


@pytest.fixture
def workspace(tmp_path):
    opened = Workspace.open(tmp_path / "record", create=True)
    yield opened
    opened.close()


def answered(workspace, on, role=None, by=None, body=None):
    """The role that is shown for an answer of that day, and who told it."""
    by = by or member_of_number(902, "Tom Quill")
    reply = Answer(text=plain_text("Yes."), on=on, by=by, role=role)
    tell(workspace.record, official(on.strftime("%y%m%d"), answer=reply, **({"body": body} if body else {})))
    workspace.refresh()
    told = question(workspace, OneQuestion(f"uk-commons/2025-09-16/{on:%y%m%d}")).answer
    return told.role, told.role_from


def test_posts_give_the_role_of_the_day_and_a_printed_role_wins(workspace):
    added = add_paths(workspace, [str(GOLDEN)])
    assert (added.source, added.posts, added.fresh_posts, added.unread) == ("posts", 2, 2, 2)
    later, earlier = (
        "The Minister of State, Department for Rivers",
        "Parliamentary Under-Secretary (Harbours) (Office of Tides)",
    )
    assert answered(workspace, date(2025, 9, 24)) == (later, "posts")
    assert answered(workspace, date(2023, 2, 1)) == (earlier, "posts")  # by the number that another post tells
    assert answered(workspace, date(2023, 1, 31)) == (None, None)
    assert answered(workspace, date(2025, 10, 1)) == (None, None)
    assert answered(workspace, date(2025, 9, 25), role="Minister for Weirs") == ("Minister for Weirs", "printed")
    assert answered(workspace, date(2025, 9, 26), by=member_of_number(7, "Una Brook")) == (None, None)


def test_of_two_posts_on_one_day_that_of_the_questions_body_is_told_else_both(workspace):
    add_paths(workspace, [str(GOLDEN)])
    day = date(2024, 7, 8)
    assert answered(workspace, day, body=TIDES)[0] == "Parliamentary Under-Secretary (Harbours) (Office of Tides)"
    assert answered(workspace, day)[0] == "The Minister of State, Department for Rivers"
    told, by = answered(workspace, day, body=body_of_name("Treasury"))
    assert (told.count("; "), by) == (1, "posts")


def test_a_printed_name_that_means_a_minister_gets_their_role(workspace):
    add_paths(workspace, [str(GOLDEN)])
    tell(workspace.record, official("1", asker=member_of_number(902, "Tom Quill")))
    assert answered(workspace, date(2025, 9, 24), by=member_of_name("Mr Tom Quill MP"))[1] == "posts"


def test_the_same_list_again_is_nothing_new_and_a_changed_post_is_taken(workspace, tmp_path):
    add_paths(workspace, [str(GOLDEN)])
    assert add_paths(workspace, [str(GOLDEN)]).fresh_posts == 0
    told = json.loads(GOLDEN.read_bytes())
    told["memberships"][0]["end_date"] = "2025-12-31"
    (tmp_path / "newer.json").write_text(json.dumps(told))
    assert add_paths(workspace, [str(tmp_path / "newer.json")]).fresh_posts == 1
    assert answered(workspace, date(2025, 10, 1))[1] == "posts"


def test_the_commands_say_where_a_role_is_from(workspace):
    record = workspace.record.directory
    said = answerable("add", GOLDEN, record=record).stdout.decode()
    assert said.startswith("posts: 2 posts of ministers, 2 new or changed; 2 places could not be read")
    answered(workspace, date(2025, 9, 24))
    shown = answerable("show", "uk-commons/2025-09-16/250924", record=record).stdout.decode()
    assert "Department for Rivers [from a list of posts]" in " ".join(shown.split())


@pytest.mark.parametrize(
    "document", [b'{"memberships": 7, "person_id": 1}', b'{"memberships": [], "person_id"', b"[" * 999]
)
def test_what_is_no_list_of_posts_is_refused(document):
    with pytest.raises(UnreadableInput, match="with memberships and organizations"):
        list(parse(document, "posts.json"))


def test_the_public_lists_are_read_whole():
    newer = gzip.decompress(real("data/reference/ministers-2010-2019.json.gz").read_bytes())
    older = real("data/reference/ministers-1997-2010.json").read_bytes()
    found = {}
    for name, document in (("newer", newer), ("older", older)):
        assert recognises(document[: 1 << 20])
        found[name] = list(parse(document, name))
        assert all(isinstance(one, Post) for one in found[name])
    kept = [one for one in json.loads(newer)["memberships"] if one["source"] == "datadotparl/governmentpost"]
    assert len(found["newer"]) == len(kept) == 1950
    assert all(one.member for one in found["newer"]) and not any(one.member for one in found["older"])
    numbers = {one.person for one in found["newer"]}
    shadows = [one.role for one in found["older"] if "Shadow" in one.role or one.role.startswith("PPS")]
    assert shadows == []
    # The two lists number people alike: nearly half of the older posts are of people whom the newer knows too.
    assert (len(found["older"]), sum(one.person in numbers for one in found["older"])) == (644, 304)
