"""The made-up parliament's bodies follow each other in the record made of it as they do in truth."""

import json

from answerable.demo.lineage import lineage_toml
from answerable.demo.parliament import Parliament
from answerable.pipeline.demo import add_parliament
from answerable.record.lineage import lineage_of
from answerable.workspace import Workspace
from tests.samples import answerable


def test_every_body_that_was_renamed_or_divided_stands_in_a_line_with_its_days(tmp_path):
    country = Parliament().country()
    (tmp_path / "bodies.toml").write_text(lineage_toml(country))
    lineage = lineage_of(tmp_path / "bodies.toml")
    truth = list(country.government.changes())
    iso = country.calendar.iso
    ended = {(one["name"], iso[one["until"]]) for one in truth if one["until"] is not None}
    began = {(one["name"], iso[one["since"]]) for one in truth if one["since"]}
    assert {(stage.name, stage.until) for stage in lineage.stages if stage.until} == ended
    assert {(stage.name, stage.since) for stage in lineage.stages if stage.since} == began


def test_a_record_made_of_it_knows_its_lines_and_a_readers_own_settings_stay(tmp_path):
    with_settings = tmp_path / "chosen"
    for directory in (tmp_path / "demo", with_settings):
        workspace = Workspace.open(directory, create=True)
        if directory == with_settings:
            (directory / "settings.toml").write_text('rule = ""\n')
        add_parliament(workspace, Parliament(200))
        workspace.close()
    said = answerable("body", "Department for Homes, Towns and Regions", "--json", record=tmp_path / "demo")
    line = json.loads(said.stdout)["line"]
    assert line[0]["name"] == "Department for Homes, Towns and Regions"
    assert len(line) == 2 and line[0]["since"] == line[1]["until"] != ""
    assert (with_settings / "settings.toml").read_text() == 'rule = ""\n'
    assert not (with_settings / "bodies.toml").exists()
