"""What becomes of mails: a server that refuses, puts off, breaks off or is down, and runs that are killed."""

import json
import logging
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from ssl import PROTOCOL_TLS_SERVER, SSLContext

import pytest
from aiosmtpd.smtp import AuthResult

from answerable.errors import NotFound, NotifyRunning
from answerable.pipeline.lock import only_notify
from answerable.record import follows, links, outbox
from tests.following.conftest import IDA, TODAY, settings
from tests.following.killed import killed_at
from tests.following.mailbox import html, mail_server, plain
from tests.following.test_events import id_of, said
from tests.record.say import BODY
from tests.samples import answerable, environment

TOM = "tom@reader.example"


@pytest.fixture
def ready(desk):
    """Ida and Tom follow something, and have something to be told."""
    desk.tell(said("1"))
    desk.follow("search", "weirs")
    desk.follow("search", "weirs", TOM)
    desk.tell(said("2", tabled=TODAY))
    return desk


def addresses(desk):
    """Those that the record holds."""
    return {one.address for one in outbox.ready(desk.record, datetime.now(UTC) + timedelta(days=90))}


def in_file(desk, words):
    """Whether words stand anywhere in the record's files."""
    desk.record.settle()
    return any(words.encode() in file.read_bytes() for file in desk.record.directory.glob("record.sqlite*"))


def test_an_address_that_is_refused_for_good_is_erased_and_others_are_told(ready, caplog):
    caplog.set_level(logging.DEBUG)
    ready.mailbox.replies[IDA] = f"550 5.1.1 <{IDA}> nobody of that name"
    done = ready.notify()
    assert (done.sent, done.stopped, done.waiting) == (1, 1, 0)
    assert [to for to, _ in ready.mailbox.taken] == [TOM]
    assert not in_file(ready, IDA)
    assert in_file(ready, TOM)
    ours = [one.getMessage() for one in caplog.records if one.name != "mail.log"]  # the server's own
    assert "reader.example" not in str(ours)


def test_words_that_are_refused_for_good_end_it_too(ready):
    ready.mailbox.data = "554 no"
    assert ready.notify().stopped == 2
    assert follows.confirmed(ready.record) == []


def test_what_is_put_off_is_tried_again_later_and_not_sooner(ready):
    now = datetime.now(UTC)
    ready.mailbox.replies[IDA] = "451 4.3.0 later"
    assert (ready.notify(now).sent, len(ready.told()), len(ready.told(TOM))) == (1, 0, 1)
    ready.mailbox.replies.clear()
    assert ready.notify(now + timedelta(minutes=4)).sent == 0
    assert ready.notify(now + timedelta(minutes=6)).sent == 1
    assert (len(ready.told()), len(ready.told(TOM))) == (1, 1)


def test_what_is_put_off_for_days_is_given_up(ready):
    now = datetime.now(UTC)
    ready.mailbox.replies[IDA] = "550 5.7.1 policy of today"  # says nothing of the address
    fates = []
    for hours in range(0, 24 * 7, 7):
        done = ready.notify(now + timedelta(hours=hours))
        fates.append("later" if done.later else "stopped" if done.stopped else "")
    assert fates[0] == "later"
    assert fates.count("stopped") == 1
    assert fates.index("stopped") == 5 * 24 // 7 + 1
    assert not in_file(ready, IDA)


def test_a_server_that_is_down_loses_nothing_and_blames_nobody(ready):
    ready.settings(1)
    done = ready.notify()
    assert (done.sent, done.later, done.stopped, done.waiting) == (0, 0, 0, 2)
    assert "127.0.0.1:1: the mail server cannot be used (Connection refused)" in done.trouble
    told = answerable("notify", "--json", record=ready.record.directory)
    assert (told.returncode, json.loads(told.stdout)["waiting"]) == (2, 2)
    assert b"mails wait" in told.stderr
    assert b"reader.example" not in told.stdout + told.stderr


def test_a_server_that_refuses_our_sender_blames_nobody(ready):
    ready.mailbox.sender = "550 5.7.1 who are you"
    done = ready.notify()
    assert (done.stopped, done.waiting) == (0, 2)
    assert "refuses our sender (code 550)" in done.trouble
    ready.mailbox.sender = ""
    assert ready.notify().sent == 2


def test_without_a_server_all_waits(ready):
    (ready.record.directory / "settings.toml").unlink()
    vars(ready.workspace).pop("settings")
    done = ready.notify()
    assert (done.waiting, done.trouble) == (
        2,
        "settings.toml has not all that mail needs: site, and host and sender under [mail]",
    )


def test_a_connection_that_breaks_off_amid_a_mail_sends_it_again(ready):
    ready.mailbox.break_off = True
    done = ready.notify()
    assert done.sent == 0
    assert done.later + done.in_doubt == 2  # in doubt only if the break came after the last line went out
    ready.mailbox.break_off = False
    ready.notify(datetime.now(UTC) + timedelta(hours=1))
    assert len(ready.told()) + len(ready.told(TOM)) == done.later


def test_a_mail_that_was_perhaps_taken_is_not_sent_again_and_the_next_one_says_so(ready):
    ready.mailbox.mute = True
    done = ready.notify()
    assert (done.sent, done.in_doubt) == (0, 2)
    ready.mailbox.mute = False
    assert ready.notify(datetime.now(UTC) + timedelta(days=1)).sent == 0
    assert len(ready.told()) == 1
    ready.tell(said("3", tabled=TODAY))
    ready.notify()
    first, second = ready.told()
    assert id_of("2", TODAY) in plain(first)
    assert id_of("2", TODAY) not in plain(second)
    assert "may not have reached you" in plain(second)
    assert "may not have reached you" in html(second)
    ready.tell(said("4", tabled=TODAY))
    ready.notify()
    assert "may not have reached you" not in plain(ready.told()[2])


@pytest.mark.parametrize("step", ["put", "gather_mails", "ready", "told", "sending", "sent", "forget_sent"])
@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
def test_a_run_that_ends_at_any_step_sends_nothing_twice_and_the_next_goes_on(ready, monkeypatch, step, after):
    with killed_at(monkeypatch, step, after=after):
        ready.notify()
    for hours in (0, 1):
        ready.notify(datetime.now(UTC) + timedelta(hours=hours))
    doubt = {("sent", False): 1, ("sending", True): 1}.get((step, after), 0)
    counts = sorted((len(ready.told()), len(ready.told(TOM))))
    assert counts[1] == 1  # never twice
    lost = 1 if (step, after) == ("sending", True) else 0  # marked, but the last line did not go: told as in doubt
    assert counts[0] == 1 - lost
    assert outbox.waiting(ready.record).mails.get("in doubt", 0) == doubt


@pytest.mark.parametrize("at", ["rcpt", "data"])
def test_a_process_that_is_killed_while_the_server_is_slow(ready, at):
    ready.mailbox.hold_at = at
    command = [sys.executable, "-m", "answerable", "notify"]
    with subprocess.Popen(command, env=environment(ready.record.directory), stderr=subprocess.DEVNULL) as process:
        assert ready.mailbox.held.wait(60)
        other = answerable("notify", record=ready.record.directory)
        assert other.returncode == 2
        assert f"another notify is at work here (process {process.pid})" in other.stderr.decode()
        process.send_signal(signal.SIGKILL)
    ready.mailbox.hold_at = ""
    ready.notify()
    assert (len(ready.told()), len(ready.told(TOM))) == (1, 1)
    assert outbox.waiting(ready.record).mails.get("in doubt", 0) == (at == "data")


def test_two_at_once(ready):
    with only_notify(ready.record.directory), pytest.raises(NotifyRunning, match="another notify is at work"):
        ready.notify()


def test_a_dry_run_tells_and_changes_nothing(ready):
    for _ in range(2):
        done = answerable("notify", "--dry-run", record=ready.record.directory)
        assert done.stdout.decode() == "would keep 2 alerts and make 2 mails; 0 waiting already\n"
    assert ready.mailbox.taken == []
    done = answerable("notify", record=ready.record.directory)
    assert done.stdout.decode() == "2 new alerts, 2 mails sent; 0 waiting\n"
    assert len(ready.told()) == 1


def test_unfollowing_takes_what_waits_out_of_the_outbox_and_erases_the_address(ready):
    ready.settings(1)
    ready.notify()
    assert addresses(ready) == {IDA, TOM}
    (mine,) = [one for one in follows.confirmed(ready.record) if one.followed.what == "weirs"][:1]
    follows.stop(ready.record, mine.name)
    assert len(addresses(ready)) == 1
    assert outbox.waiting(ready.record).mails == {"waiting": 1}
    gone = ({IDA, TOM} - addresses(ready)).pop()
    assert not in_file(ready, gone)


def test_stopping_one_of_two_follows_leaves_what_the_other_wants(desk):
    desk.tell(said("1"))
    weirs, body = desk.follow("search", "weirs", cadence="daily"), desk.follow("body", BODY.id, cadence="daily")
    desk.tell(said("2", tabled=TODAY), said("3", tabled=TODAY, words="To ask about reeds."))
    desk.notify()
    assert outbox.waiting(desk.record).alerts == 2
    follows.stop(desk.record, body.name)
    assert outbox.waiting(desk.record).alerts == 1
    desk.notify(datetime.now(UTC) + timedelta(days=2))
    assert id_of("2", TODAY) in plain(desk.told()[0])
    follows.stop(desk.record, weirs.name)
    assert not in_file(desk, IDA)


def test_what_is_not_confirmed_in_time_is_erased(desk):
    desk.tell(said("1"))
    desk.wish("search", "weirs")
    desk.notify()
    assert in_file(desk, IDA)
    desk.notify(datetime.now(UTC) + timedelta(hours=49))
    assert not in_file(desk, IDA)
    with pytest.raises(NotFound, match="no longer good"):
        desk.confirm()


def test_one_address_gets_three_mails_to_confirm_at_most(desk):
    desk.tell(said("1"))
    for query in ("weirs", "reeds", "weirs -reeds", "rivers", "weirs"):
        desk.wish("search", query, "Ida@reader.example" if query == "rivers" else IDA)
    assert desk.notify().sent == 3
    desk.wish("search", "weirs", TOM)
    assert desk.notify().sent == 1


def test_links_are_good_for_one_thing_until_they_expire(desk, monkeypatch):
    desk.tell(said("1"))
    followed = desk.follow("search", "weirs")
    token = links.signed(desk.record, "confirm", followed.name)
    assert links.read(desk.record, "confirm", token) == followed.name
    for purpose, bad in (("stop", token), ("confirm", token[:-1]), ("confirm", "x" * 9000), ("confirm", "")):
        with pytest.raises(NotFound, match="not whole"):
            links.read(desk.record, purpose, bad)
    before = int(datetime.now(UTC).timestamp()) - 49 * 3600
    monkeypatch.setattr("itsdangerous.TimestampSigner.get_timestamp", lambda _: before)
    old = links.signed(desk.record, "confirm", followed.name)
    stop = links.signed(desk.record, "stop", followed.name)
    monkeypatch.undo()
    with pytest.raises(NotFound, match="too old"):
        links.read(desk.record, "confirm", old)
    assert links.read(desk.record, "stop", stop) == followed.name


HOSTILE_HEADING = 'Weirs\r\nBcc: all@victims.example\r\n\r\n<script>alert("x")</script> {{ 7 * 7 }} ' + "w" * 300


def test_words_from_outside_break_no_header_and_no_page(desk):
    desk.tell(said("1"))
    desk.follow("search", "weirs")
    desk.tell(
        said("2", tabled=TODAY, heading=HOSTILE_HEADING, words="\r\n.\r\nRCPT TO:<all@victims.example>\r\n<b>weirs</b>")
    )
    assert desk.notify().sent == 1
    ((to, mail),) = desk.mailbox.taken
    assert to == IDA
    assert mail["Bcc"] is None
    assert "\n" not in mail["Subject"]
    assert len(mail["Subject"]) <= 120
    assert "<script>" not in html(mail)
    assert "<b>weirs" not in html(mail)
    assert "{{ 7 * 7 }}" in plain(mail)
    assert mail["List-Unsubscribe"].startswith("<http://weirs.example/follow/stop-all/")
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_a_mail_to_confirm_passes_on_no_address_of_a_stranger(desk):
    desk.tell(said("1"))
    desk.wish("search", '"win at https://casino.example now" weirs')
    desk.notify()
    ((_, mail),) = desk.mailbox.taken
    assert "casino" not in plain(mail) + html(mail) + mail["Subject"]


def test_tls_and_a_password_by_the_command_itself(desk, tmp_path):
    desk.tell(said("1"))
    desk.wish("search", "weirs")
    certificate, key = tmp_path / "certificate.pem", tmp_path / "key.pem"
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
            "-addext", "subjectAltName=DNS:localhost", "-keyout", key, "-out", certificate]  # fmt: skip
    subprocess.run(made, check=True, capture_output=True)
    context = SSLContext(PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    asked = []

    def known(_server, _session, _envelope, _mechanism, said):
        asked.append((said.login, said.password))
        return AuthResult(success=said.password == b"pass word", handled=False)

    place = desk.record.directory
    options = {"tls_context": context, "require_starttls": True, "authenticator": known, "auth_required": True}
    with mail_server(**options) as (mailbox, port):
        settings(place, port, host="localhost", security="starttls", user="answerable")
        trusting = environment(place) | {"SSL_CERT_FILE": str(certificate)}
        outcomes = []
        for environ in (environment(place), trusting, trusting | {"ANSWERABLE_MAIL_PASSWORD": "pass word"}):
            done = subprocess.run(
                [sys.executable, "-m", "answerable", "notify"], env=environ, capture_output=True, check=False
            )
            outcomes.append((done.returncode, done.stderr.decode()))
        assert [code for code, _ in outcomes] == [2, 2, 0], outcomes
        assert "cannot be used" in outcomes[0][1]
        assert "refuses us (code 535)" in outcomes[1][1]
        assert asked[-1] == (b"answerable", b"pass word")
        assert "pass word" not in str(outcomes)
        assert [to for to, _ in mailbox.taken] == [IDA]
