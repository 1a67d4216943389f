"""End to end against the replayed services: a whole load through faults, and the record day by day."""

import importlib.util
from datetime import date
from itertools import chain, pairwise

import msgspec
import pytest

from answerable.model.history import Happening
from answerable.pipeline.sync import sync
from answerable.pipeline.window import Asked
from answerable.record import tables
from answerable.record.happened import changed_since, histories, mark
from answerable.record.listing import Listing
from answerable.record.summary import summary
from answerable.sources.http import Service
from answerable.sources.uk_parliament.fetch import WrittenQuestions
from answerable.workspace import Workspace
from tests.shared import real
from tests.sync.replay import replaying, set_clock, some_of, stats
from tests.sync.standin import QUICK

ALL = Asked(date(2023, 12, 1), date(2025, 1, 31))
EVERY = 16  # one question in so many


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    tool = real("tools/replay_api.py")
    real("data/uk-api/history.jsonl.gz")
    return some_of(tool.parent.parent / "data", tmp_path_factory.mktemp("data"), every=EVERY)


@pytest.fixture
def workspace(tmp_path):
    opened = Workspace.open(tmp_path / "record", create=True)
    yield opened
    opened.close()


def run(workspace, url, asked=ALL, **manners):
    service = Service(url, msgspec.structs.replace(QUICK, at_once=16, tries=8, longest_wait=10, **manners))
    try:
        return sync(workspace, WrittenQuestions(service), asked)
    finally:
        service.close()


def test_a_whole_load_through_faults_ends_whole_with_no_request_more_than_needed(workspace, data):
    with replaying(real("tools/replay_api.py"), "--fail", "0.05", "--rate", "300", data=data) as url:
        done = run(workspace, url, rate=280)
        told = stats(url)
        again = run(workspace, url, rate=280)
        assert stats(url)["detail"] == told["detail"]
    held = list(workspace.record.everything())
    assert done.new == len(held) == told["detail"] > 500
    assert not [one.id for one in held if one.clipped]
    truth = History(real("tools/replay_api.py"), data).at(None)
    assert {one.id for one in held} == set(truth)
    for one in held:
        assert one.text.published == truth[one.id]["questionText"]
        assert (one.answer.text.published if one.answer else None) == truth[one.id]["answerText"]
    assert done.requests == told["detail"] + told["list"] + done.repeated
    assert done.repeated == told["503"] + told.get("429", 0) > 0
    assert (again.new, again.read, again.changed) == (0, 0, 0)


def test_each_days_sync_brings_just_what_the_history_holds(workspace, data):
    """What history.jsonl.gz says changed from day to day is what the record says changed, and nothing else."""
    days = [f"2024-11-{day:02d}" for day in range(11, 24)] + ["2024-12-12"]
    tool = real("tools/replay_api.py")
    states = History(tool, data)
    with replaying(tool, "--at", days[0], data=data) as url:
        run(workspace, url)
        for before, day in pairwise(days):
            then, moment = mark(workspace.record), last_moment(workspace)
            set_clock(url, day)
            done = run(workspace, url)
            expected = states.news(before, day)
            assert found_news(workspace, then, moment) == expected, day
            assert (done.read, done.failed, done.repeated) == (len(expected), 0, 0), day
            assert done.new == sum("tabled" in kinds for kinds in expected.values())
    assert summary(workspace.record).questions == len(states.at(days[-1])) > 200


class History:
    """The states that the published history holds, told without any of our own code."""

    def __init__(self, tool, data):
        spec = importlib.util.spec_from_file_location("replay_api", tool)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        self._replay = module.Replay(data)

    def at(self, day):
        self._replay.at = day
        rows = [self._replay.detail(row) for row in self._replay.rows()]
        return {f"uk-{one['house'].lower()}/{one['dateTabled'][:10]}/{one['uin']}": one for one in rows}

    def news(self, before, day):
        """For each question that changed the kinds of change; of a new one, only that it is new."""
        old, new = self.at(before), self.at(day)
        changed = {id_: one for id_, one in new.items() if id_ not in old or said(old[id_]) != said(one)}
        return {id_: differences(old[id_], one) if id_ in old else {"tabled"} for id_, one in changed.items()}


def said(record):
    """What a record says; nothing, no and none are alike."""
    return {name: value for name, value in record.items() if value}


def differences(old, new):
    kinds = set()
    if old["answeringBodyName"] != new["answeringBodyName"]:
        kinds.add(Happening.MOVED)
    if old["dateForAnswer"] != new["dateForAnswer"]:
        kinds.add(Happening.DUE_CHANGED)
    if old["questionText"] != new["questionText"]:
        kinds.add(Happening.REWORDED)
    if new["dateHoldingAnswer"] and not old["dateHoldingAnswer"]:
        kinds.add(Happening.HOLDING)
    if new["dateAnswered"] and not new["answerIsHolding"] and (not old["dateAnswered"] or old["answerIsHolding"]):
        kinds.add(Happening.ANSWERED)
    if new["dateAnswerCorrected"] != old["dateAnswerCorrected"]:
        kinds.add(Happening.CORRECTED)
    return kinds


def last_moment(workspace):
    with workspace.record.reading() as connection:
        return Listing(connection).place("sync moment")


def found_news(workspace, then, moment):
    found, question = {}, tables.question.c
    new = histories(workspace.record, question.key > then.question)
    for id_, events in chain(new, changed_since(workspace.record, then)):
        kinds = {event.kind for event in events if event.said > moment}
        found[id_] = {"tabled"} if Happening.TABLED in kinds else kinds
    return found
