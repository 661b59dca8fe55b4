from datetime import UTC, date, datetime, timedelta

import pytest

from thidua.core.calendars import Alarm, CalendarFile, Event, Method, render_calendar
from thidua.core.calendars.writing import duration, escape, fold

CHANGED = datetime(2022, 2, 15, 2, 30, tzinfo=UTC)


def event(**more):
    given = {
        "uid": "lop-7@thidua.example",
        "title": "Tập huấn: nghiệp vụ; hồ sơ, sáng kiến",
        "starts": datetime(2022, 3, 10, 7, 30),
        "ends": datetime(2022, 3, 10, 11, 0),
        "changed": CHANGED,
    }
    return Event(**given | more)


def lines_of(calendar):
    text = render_calendar(calendar).decode()
    assert text.endswith("\r\n")
    return text.replace("\r\n ", "").split("\r\n")[:-1]


def test_render_event_with_hours_names_the_zone_of_viet_nam():
    lines = lines_of(CalendarFile([event(sequence=2, place="Hội trường")], Method.PUBLISH))
    assert lines == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Thi Dua//Thi Dua//VI",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "BEGIN:VTIMEZONE",
        "TZID:Asia/Ho_Chi_Minh",
        "BEGIN:STANDARD",
        "DTSTART:19750613T000000",
        "TZOFFSETFROM:+0700",
        "TZOFFSETTO:+0700",
        "TZNAME:+07",
        "END:STANDARD",
        "END:VTIMEZONE",
        "BEGIN:VEVENT",
        "UID:lop-7@thidua.example",
        "SEQUENCE:2",
        "DTSTAMP:20220215T023000Z",
        "LAST-MODIFIED:20220215T023000Z",
        "DTSTART;TZID=Asia/Ho_Chi_Minh:20220310T073000",
        "DTEND;TZID=Asia/Ho_Chi_Minh:20220310T110000",
        "SUMMARY:Tập huấn: nghiệp vụ\\; hồ sơ\\, sáng kiến",
        "LOCATION:Hội trường",
        "STATUS:CONFIRMED",
        "TRANSP:OPAQUE",
        "END:VEVENT",
        "END:VCALENDAR",
    ]


def test_render_whole_days_end_before_the_day_after():
    lines = lines_of(CalendarFile([event(starts=date(2022, 3, 10), ends=date(2022, 3, 11))]))
    assert "DTSTART;VALUE=DATE:20220310" in lines
    assert "DTEND;VALUE=DATE:20220312" in lines
    assert "BEGIN:VTIMEZONE" not in lines


def test_render_due_day_keeps_nobody_from_a_meeting():
    lines = lines_of(CalendarFile([event(starts=date(2022, 3, 10), ends=None, busy=False)]))
    assert ("DTEND;VALUE=DATE:20220311" in lines, "TRANSP:TRANSPARENT" in lines) == (True, True)


def test_render_cancel_says_cancelled_and_rings_no_alarm():
    alarm = Alarm(timedelta(days=1), "Mai tập huấn")
    lines = lines_of(CalendarFile([event(alarms=[alarm])], Method.CANCEL))
    assert "STATUS:CANCELLED" in lines
    assert "BEGIN:VALARM" not in lines


def test_render_alarm_and_organizer():
    alarm = Alarm(timedelta(hours=2), "Sắp đến giờ")
    lines = lines_of(
        CalendarFile(
            [event(alarms=[alarm], organizer_name='Ban "TĐKT"', organizer_address="a@b.vn")]
        )
    )
    assert "TRIGGER:-PT2H" in lines
    assert "ORGANIZER;CN=\"Ban 'TĐKT'\":mailto:a@b.vn" in lines


def test_render_aware_time_is_told_in_vietnamese_hours():
    lines = lines_of(
        CalendarFile([event(starts=datetime(2022, 3, 10, 1, 0, tzinfo=UTC), ends=None)])
    )
    assert "DTSTART;TZID=Asia/Ho_Chi_Minh:20220310T080000" in lines


def test_every_line_is_at_most_75_octets_and_no_letter_is_cut():
    title = "Tập huấn nghiệp vụ công tác thi đua, khen thưởng cho lãnh đạo các sở, ngành " * 4
    data = render_calendar(CalendarFile([event(title=title)]))
    assert max(len(line) for line in data.split(b"\r\n")) <= 75
    assert f"SUMMARY:{escape(title)}" in lines_of(CalendarFile([event(title=title)]))


@pytest.mark.parametrize("length", [74, 75, 76, 150])
def test_fold_gives_back_the_line(length):
    pieces = list(fold("x" * length))
    assert pieces[0] + "".join(piece[1:] for piece in pieces[1:]) == "x" * length


def test_escape_keeps_line_breaks_and_drops_what_cannot_be_written():
    assert escape("a\r\nb\x07;c\\d") == "a\\nb\\;c\\\\d"


def test_a_title_cannot_add_a_line_of_its_own():
    forged = event(title="x\r\nATTENDEE:mailto:e@x", url="/a\r\nX:1", uid="u\nUID:2")
    lines = lines_of(CalendarFile([forged]))
    assert [line for line in lines if line.startswith(("ATTENDEE", "X:1", "UID:2"))] == []


@pytest.mark.parametrize(
    ("length", "words"),
    [
        (timedelta(0), "PT0S"),
        (timedelta(days=1), "P1D"),
        (timedelta(minutes=90), "PT1H30M"),
        (timedelta(days=2, hours=1), "P2DT1H"),
    ],
)
def test_duration(length, words):
    assert duration(length) == words


def test_event_refuses_an_end_before_its_start_or_of_another_kind():
    with pytest.raises(ValueError, match="trước khi bắt đầu"):
        event(ends=datetime(2022, 3, 9, 7, 0))
    with pytest.raises(ValueError, match="cùng có giờ"):
        event(ends=date(2022, 3, 11))
    with pytest.raises(ValueError, match="định danh"):
        event(uid=" ")
