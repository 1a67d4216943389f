"""Settings: from the environment and from the record's directory, each mistake with its line."""

import pytest

from answerable.errors import InputError
from answerable.settings import Settings, settings_of


def test_nothing_is_chosen_unless_it_is(tmp_path):
    assert settings_of(tmp_path, {}) == Settings()
    assert settings_of(tmp_path, {"ANSWERABLE_RULE": ""}) == Settings()


def test_a_file_in_the_records_directory_and_the_environment_over_it(tmp_path):
    (tmp_path / "settings.toml").write_text(
        'rule = "ordinary-5-working"\nrules = "ours.toml"\ncalendar = "/days.toml"\n'
    )
    told = settings_of(tmp_path, {})
    assert told == Settings(str(tmp_path / "ours.toml"), "/days.toml", rule="ordinary-5-working")
    chosen = settings_of(tmp_path, {"ANSWERABLE_RULE": "ordinary-7-calendar", "ANSWERABLE_RULES": "here.toml"})
    assert chosen == Settings("here.toml", "/days.toml", rule="ordinary-7-calendar")


def test_how_many_requests_the_api_answers(tmp_path):
    (tmp_path / "settings.toml").write_text("api_rate = 60\n")
    assert settings_of(tmp_path, {}).api_rate == 60
    assert settings_of(tmp_path, {"ANSWERABLE_API_RATE": "0"}).api_rate == 0
    with pytest.raises(InputError, match="ANSWERABLE_API_RATE: expected a whole number"):
        settings_of(tmp_path, {"ANSWERABLE_API_RATE": "many"})


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            'rule = "a"\nruel = "b"\n',
            "settings.toml, line 2, ruel: expected one of rules, calendar, bodies, rule, api_rate, mail; got ruel",
        ),
        ("rules = 5\n", "settings.toml, line 1, rules: expected rules in quotation marks; got 5"),
        ("api_rate = -1\n", "settings.toml, line 1, api_rate: expected a whole number of requests a minute; got -1"),
        ("rule = \n", "settings.toml, line 1: expected TOML"),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path, text, said):
    (tmp_path / "settings.toml").write_text(text)
    with pytest.raises(InputError) as raised:
        settings_of(tmp_path, {})
    assert str(raised.value).startswith(said)
