"""How much there must be before a figure is given. One place, so that a practice can argue with it.

Below its floor a figure is undefined and says how much is missing; the bare counts are always given, because a count
is true at any size. The floors weigh how often such a thing happens against how wide a 95 % Wilson interval is:

- INCIDENTS, ARCS, FEARS and STRONG_FEELINGS are 5, and so are NEEDS, INSIGHTS, VIEWS, SHIFTS and PARALLELS. A member
  has a handful of them in a dozen sessions, so waiting for more would mean silence for most of a membership. With 5,
  one more or less moves a share by at most a fifth, and "none of 5" or "all of 5" lies clear of one half (0–43 %,
  57–100 %). The interval can still be 66 points wide, and is shown. A mean of 5 differences leaves 4 degrees of
  freedom, where the t factor (2.8) is no longer ruled by the sample's size (12.7 with two).
- EVENTS is 8: focus and a look at the process can be noted for every event, so the wait is shorter. One event moves
  the share by at most an eighth, and the interval is always narrower than 60 points.
- CODED is 8, for the direction of an interpersonal style: its interval is made from the events themselves. Of a clear
  style it is wider than half a circle with four events in four cases of ten, with eight in two.
- ANSWERS is 8, as for the style that they are answers to: the interval of their mean fit is then at most 1.1 of the 2
  wide that lie between never and always. With fewer than eight, hardly any record could claim that they fit.
- EMERGENCE_SESSIONS is 5: before that everything is new, and one session more or less moves a share by over a fifth.
- SESSION_EVENTS is 3: with one or two events a session's share is nearly always all or nothing. Such shares lean away
  from the true one, and where a member says more from session to session that leaning looks like a trend.
- FELT is 8: several may note what they felt at one event, so the lines come quickly, and those of one event are not
  independent of each other. The interval is narrower than 60 points even so far.
- TIE_EVENTS and TIE_SESSIONS are 5, for the reason given for incidents: two people seldom have more between them.
- REPEATED is 8, of a feeling noted again by the same person at the same other's events: how much such feelings vary is
  then known well enough that the t factor (2.3) is not far from where it ends (2.0).
- TREND_SESSIONS is 5: of four sessions in a row the two monotone orders alone have a chance of 2 in 24, so that not
  even the interval over all slopes covers 95 %. With five it is 2 in 120.
- CHAIN_EVENTS is 8: with seven events of one session the clearest chain there can be (three and three of seven) has a
  chance of 1 in 35, which does not stand one other test beside it. With eight it is 1 in 70, and stands two.
- CHAIN_EXPECTED is 1: a cell in which chance alone puts less than one event is not tested. Such cells are many, each
  would cost the others some of their power, and a single event could make a pattern of them.
- CHANGE_SESSIONS is 8: seven sessions can be divided into three and four in 35 ways, of which the clearest change and
  its opposite are 2, a chance above 0.05. With eight they are 2 of 70.
- SEPARATIONS is 5, as for incidents; as many events with other triggers are needed to compare them with.
- OTHER_SESSIONS is 5: one more session like the n others lies outside their range with a chance of 2 / (n + 1), with
  four in two of five cases. With five it is one in three, and still no finding: the range is told, not a judgement.
- RATE_SESSIONS is 5: where members are held against each other, a rate needs sessions and not events, because a floor
  on what is compared would leave out those who have little of it.
- ALONE is 5: of five events at which others noted what they felt, and never the same, the share that does lies below
  one half (0–43 %).
- MATCHED is 5, as for incidents: of four events that two coded, one more or less moves the share that agrees by a
  quarter, and κ by more.
- MEMBERSHIPS is 6: the smallest and the largest of six hold the true median with a chance of 97 %, of five with 94 %.
"""

INCIDENTS = 5
ARCS = 5
FEARS = 5
STRONG_FEELINGS = 5
NEEDS = 5
INSIGHTS = 5
VIEWS = 5
SHIFTS = 5
PARALLELS = 5
EVENTS = 8
CODED = 8
ANSWERS = 8
EMERGENCE_SESSIONS = 5
SESSION_EVENTS = 3
FELT = 8
REPEATED = 8
TIE_EVENTS = 5
TIE_SESSIONS = 5
TREND_SESSIONS = 5
CHANGE_SESSIONS = 8
SEPARATIONS = 5
OTHER_SESSIONS = 5
RATE_SESSIONS = 5
MEMBERSHIPS = 6
CHAIN_EVENTS = 8
CHAIN_EXPECTED = 1
ALONE = 5
MATCHED = 5
