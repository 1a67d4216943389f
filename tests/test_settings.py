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
            "settings.toml, line 2, ruel: expected one of rules, calendar, bodies, rule, site, api_rate, mail; got",
        ),
        ("rules = 5\n", "settings.toml, line 1, rules: expected rules in quotation marks; got 5"),
        ("api_rate = -1\n", "settings.toml, line 1, api_rate: expected a whole number of requests a minute; got -1"),
        (
            '[mail]\nhost = "a.example"\nsite = "https://b.example"\n',
            "settings.toml, line 3, mail: expected site above [mail], where it holds for all that has addresses; "
            "got site under [mail]",
        ),
        (
            'site = "questions.example.org"\n',
            "settings.toml, line 1, site: expected the site's address, as https://questions.example.org; "
            "got questions.example.org",
        ),
        ('site = "https://a.example/?q=1"\n', "settings.toml, line 1, site: expected the site's address"),
        ("rule = \n", "settings.toml, line 1: expected TOML"),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path, text, said):
    (tmp_path / "settings.toml").write_text(text)
    with pytest.raises(InputError) as raised:
        settings_of(tmp_path, {})
    assert str(raised.value).startswith(said)


def test_the_sites_address_is_one_setting_and_mail_needs_it(tmp_path):
    (tmp_path / "settings.toml").write_text('[mail]\nhost = "m.example"\nsender = "a@b.example"\n')
    assert not settings_of(tmp_path, {}).mails
    told = settings_of(tmp_path, {"ANSWERABLE_SITE": "https://b.example/questions/"})
    assert (told.site, told.mails) == ("https://b.example/questions", True)
    with pytest.raises(InputError, match="ANSWERABLE_SITE: expected the site's address"):
        settings_of(tmp_path, {"ANSWERABLE_SITE": "https://b.example\r\nX: y"})
    with pytest.raises(InputError, match="ANSWERABLE_MAIL_SITE: expected ANSWERABLE_SITE in its place"):
        settings_of(tmp_path, {"ANSWERABLE_MAIL_SITE": "https://b.example"})
