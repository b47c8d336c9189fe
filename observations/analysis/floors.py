"""How much there must be before a figure is given. One place, so that a practice can argue with it.

Below its floor a figure is undefined and says how much is missing; the bare counts are always given, because a count
is true at any size. The floors weigh how often such a thing happens against how wide a 95 % Wilson interval is:

- INCIDENTS, ARCS, FEARS and STRONG_FEELINGS are 5. A member has a handful of them in a dozen sessions, so waiting for
  more would mean silence for most of a membership. With 5, one more or less moves a share by at most a fifth, and
  "none of 5" or "all of 5" lies clear of one half (0–43 %, 57–100 %). The interval can still be 66 points wide, and is
  shown. A mean of 5 differences leaves 4 degrees of freedom, where the t factor (2.8) is no longer ruled by the
  sample's size (12.7 with two).
- EVENTS is 8: focus and a look at the process can be noted for every event, so the wait is shorter. One event moves
  the share by at most an eighth, and the interval is always narrower than 60 points.
- SESSION_EVENTS is 3: with one or two events a session's share is nearly always all or nothing. Such shares lean away
  from the true one, and where a member says more from session to session that leaning looks like a trend.
- FELT is 8: several may note what they felt at one event, so the lines come quickly, and those of one event are not
  independent of each other. The interval is narrower than 60 points even so far.
- TIE_EVENTS and TIE_SESSIONS are 5, for the reason given for incidents: two people seldom have more between them.
- TREND_SESSIONS is 5: of four sessions in a row the two monotone orders alone have a chance of 2 in 24, so that not
  even the interval over all slopes covers 95 %. With five it is 2 in 120.
"""

INCIDENTS = 5
ARCS = 5
FEARS = 5
STRONG_FEELINGS = 5
EVENTS = 8
SESSION_EVENTS = 3
FELT = 8
TIE_EVENTS = 5
TIE_SESSIONS = 5
TREND_SESSIONS = 5
