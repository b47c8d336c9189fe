"""What the console's scripts say, in the person's language; a pair is one and many."""

from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from sessions_app.models import Attendance


def words() -> dict[str, str | list[str] | dict[str, str]]:
    return {**_choosing(), **_growing(), **_clock(), **_room(), **_waiting(), **_discarding(), **_keys()}


def _both(form: Callable[[int], str]) -> list[str]:
    """One and many; what runs in the browser picks by its own rules for the language."""
    return [form(1), form(2)]


def _choosing() -> dict:
    return {
        "who": _("Who? Tap a seat."),
        "toward": _("toward whom?"),
        "how": _("how did it feel?"),
        "group": pgettext("toward whom", "group"),
        "first_who": _("First tap who it was, then toward whom."),
        "first_toward": _("Now tap toward whom: a seat, or the group in the middle."),
        "bad_time": _("Write the time as 24:51, minutes and seconds."),
        "not_recorded": _("%(alias)s has not agreed to being recorded."),
        "on_record": _("%(time)s %(who)s toward %(whom)s, %(affect)s %(strength)s, on record"),
        "on_record_by": _("%(by)s: %(time)s %(who)s toward %(whom)s, %(affect)s %(strength)s."),
        "came_in": _both(lambda n: ngettext("%(n)s entry of others came in.", "%(n)s entries of others came in.", n)),
        "recorded_by": _("recorded by %(who)s"),
        "corrected": _("Corrected: %(affect)s %(strength)s."),
        "negative": pgettext("of an affect", "negative"),
        "positive": pgettext("of an affect", "positive"),
        "strength": _("%(affect)s, strength %(strength)s of 5"),
    }


def _growing() -> dict:
    return {
        "trigger": _("trigger"),
        "behaviour": _("behaviour"),
        "octant": _("octant"),
        "responses": _("response"),
        "felt": _("I felt"),
        "text": _("a line"),
        "looked_at": _("looked at together"),
        "bookmark": _("come back to this"),
        "bookmark_text": _("Come back to this"),
        "responder": _("Who responded? Tap a seat or a name."),
        "how_response": _("What did %(who)s do?"),
        "felt_line": _("I felt: %(feeling)s"),
        "felt_by": _("%(who)s felt: %(feeling)s"),
        "write": _("A line about it"),
        "save": _("Save"),
        "taken": _("Taken out: %(value)s"),
        "done_undo": _("Undone: %(what)s"),
        "done_redo": _("Done again: %(what)s"),
        "nothing_undo": _("There is nothing to undo."),
        "nothing_redo": _("There is nothing to do again."),
        "entries": _both(lambda n: ngettext("%(n)s entry", "%(n)s entries", n)),
        "pairs": _both(lambda n: ngettext("%(n)s pair alike", "%(n)s pairs alike", n)),
        "pairs_why": _both(
            lambda n: ngettext(
                "%(n)s pair alike: perhaps one event that two of you recorded",
                "%(n)s pairs alike: each perhaps one event that two of you recorded",
                n,
            )
        ),
        "not_known": _("What is on record already comes back with the connection. What waits here is kept."),
        "none_yet": _("Nothing is on record yet. Three taps put the first event here."),
    }


def _clock() -> dict:
    return {
        "session": _("Session %(n)s · %(structure)s"),
        "begun": _("The session has begun."),
        "paused": _("Pause. The clock stands still."),
        "resumed": _("The clock runs again."),
        "ended": _("The session has ended. What was missed can be logged with its time."),
        "reopened": _("The session goes on."),
        "planned": _("not begun"),
        "held": _("held"),
        "locked": _("This record is signed. What was missed can be added to an event as an amendment."),
        "logs_too": _both(lambda n: ngettext("%(names)s logs too", "%(names)s log too", n)),
        "unheard": _both(lambda n: ngettext("not heard from for %(n)s minute", "not heard from for %(n)s minutes", n)),
        "unreflected": _both(
            lambda n: ngettext("not reflected on for %(n)s minute", "not reflected on for %(n)s minutes", n)
        ),
        "unreflected_all": _both(
            lambda n: ngettext("strong feeling not reflected on", "strong feelings not reflected on", n)
        ),
    }


def _room() -> dict:
    return {
        "seat": _("%(alias)s, key %(key)s"),
        "counselor": _("counselor"),
        "away": _("away"),
        "left": pgettext("of a seat", "left"),
        "unrecorded": pgettext("of a seat", "not recorded"),
        "centre": pgettext("toward whom", "Group"),
        "whole_group": _("The whole group, key 0"),
        "has_come": _("Has come"),
        "leaves": _("Leaves now"),
        "clockwise": _("One seat on, clockwise"),
        "counterclockwise": _("One seat back"),
        "recorded_as": _("What is tapped here is recorded in the name of %(who)s."),
        "nobody_else": _("Without a connection nobody else can sign in here. This stays the console of %(who)s."),
        "moved": _("%(alias)s sits between %(before)s and %(after)s."),
        "attendance": dict(Attendance.State.choices),
    }


def _waiting() -> dict:
    return {
        "stored": _("all stored"),
        "waiting": _both(lambda n: ngettext("%(n)s waiting to be sent", "%(n)s waiting to be sent", n)),
        "refused": _both(lambda n: ngettext("%(n)s refused", "%(n)s refused", n)),
        "waiting_too": _both(lambda n: ngettext("%(n)s waiting", "%(n)s waiting", n)),
        "refused_before": _("The server refused it. It is asked again, and for the reason, as soon as it answers."),
        "held_back": _("It goes out once the refused entry that it completes is mended or sent again."),
        "away_empty": _("no connection"),
        "signed_out": _("sign-in ended"),
        "closed": _("no access"),
        "stay": _("There is no connection to the server: only this page opens without. Stay here."),
        "others": _both(lambda n: ngettext(
                "%(n)s entry of another person waits; it goes out at their next sign-in.",
                "%(n)s entries of another person wait; they go out at their next sign-in.",
                n,
            )),
        "sign_in": _("Your sign-in has ended. Sign in again: nothing is lost."),
        "offline": _("No connection to the server. Go on: everything is kept here and sent later."),
        "ended_part": _("You have no part in this group any more."),
        "ended_waits": _("You have no part in this group any more. What waits here is still being sent."),
        "ended_kept": _("You have no part in this group any more. What waited is kept for the supervisor."),
        "kept_apart": _("Kept for the supervisor to decide on."),
        "unsaved": _("This device keeps no more entries: it may be full. Leave this page open until they are sent."),
        "sealed_entry": _("An entry"),
        "not_sent": _("not sent yet"),
        "sent": _("stored"),
        "again": _("Send again"),
        "mend": _("Mend"),
        "from_before": _("Made before this page was opened again: its content is sealed."),
        "kinds": {
            "record": _("An event"), "change": _("A change"), "remove": _("An event taken back"),
            "restore": _("An event put back"), "start": _("The beginning"), "pause": _("A pause"),
            "resume": _("The end of a pause"), "end": _("The end"), "reopen": _("The end taken back"),
            "attend": _("Attendance"), "arrange": _("The order of seats"),
        },
    }  # fmt: skip


def _discarding() -> dict:
    return {
        "discard": _("Discard"),
        "discard_sure": _("Discard for good"),
        "discard_with": _both(
            lambda n: ngettext(
                "Discard for good, with %(n)s entry that completes it",
                "Discard for good, with %(n)s entries that complete it",
                n,
            )
        ),
        "left_here": _both(
            lambda n: ngettext(
                "%(n)s entry waits on this device. It goes out at its author's next sign-in here, or as a file.",
                "%(n)s entries wait on this device. They go out at their author's next sign-in here, or as a file.",
                n,
            )
        ),
    }  # fmt: skip


def _keys() -> dict:
    return {
        "no_storage": _("This browser keeps nothing here, so an entry could be lost."),
        "no_sealing": _("This browser cannot seal entries here: it does so only over a secure connection (https)."),
        "no_state": _("This session has not been opened on this device before, and the server does not answer."),
        "no_access": _("This session is not open to you."),
    }
