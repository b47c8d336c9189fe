"""The table of addresses: whom each is for, what its address is made of, and how it is asked."""

from observations.summaries.findings import key_of
from tests.one_of_everything import SECRET

KEY = key_of("coverage", {"what": "behaviours"})  # of a claim that every group has
OF_SESSION = key_of("coverage", {"what": "active"})  # and every session
NO_OUTCOME = key_of("outcome", {"outcome": None})  # of memberships that are over without one


def group(scene):
    return scene.cast.group.id


def session(scene):
    return scene.cast.session.id


def membership(scene):
    return scene.cast.melati.id


def felt_by_alice(scene):
    return key_of(
        "evoked", {"feeling": "protective", "by": str(scene.cast.seat.id), "member": str(scene.cast.melati.person_id)}
    )


def the(name: str):
    return lambda scene: getattr(scene, name).id


def author(scene):
    return scene.kept.author_id


def nought(scene):
    return 0


def secret(scene):
    return SECRET


def rebuild(scene):
    return scene.rebuild.number


ADDRESSES = {
    "home": ("all", [], "get"),
    "styleguide": ("all", [], "get"),
    "groups": ("all", [], "get"),
    "today:today": ("counselor", [], "get"),
    "today:calendar": ("all", [], "get"),
    "today:calendar_make": ("all", [], "post"),
    "today:calendar_withdraw": ("all", [], "post"),
    "today:calendar_read": ("visitors", [secret], "get"),
    "accounts:profile": ("all", [], "get"),
    "accounts:choose_language": ("visitors", [], "post"),
    "accounts:person_list": ("admin", [], "get"),
    "accounts:person_add": ("admin", [], "get"),
    "accounts:person_edit": ("admin", [the("newcomer")], "get"),
    "accounts:invite": ("admin", [the("newcomer")], "post"),
    "accounts:invitation": ("admin", [the("newcomer")], "get"),
    "accounts:supervision_list": ("admin", [], "get"),
    "accounts:supervision_add": ("admin", [], "get"),
    "accounts:supervision_end": ("admin", [the("supervision")], "get"),
    "register:group_register": ("admin", [], "get"),
    "register:group_add": ("admin", [], "get"),
    "register:group_edit": ("admin", [group], "get"),
    "register:leader_add": ("admin", [group], "get"),
    "register:leader_end": ("admin", [the("leadership")], "get"),
    "members:group_list": ("counselor", [], "get"),
    "members:group_detail": ("read", [group], "get"),
    "members:group_edit": ("write", [group], "get"),
    "members:member_add": ("write", [group], "get"),
    "members:membership_manage": ("read", [membership], "get"),
    "members:member_edit": ("write", [membership], "get"),
    "members:identity": ("write", [membership], "post"),
    "members:identity_edit": ("write", [membership], "post"),
    "members:statement_add": ("write", [membership], "post"),
    "members:consent_change": ("write", [membership], "post"),
    "members:statement_revise": ("write", [the("statement")], "post"),
    "members:statement_close": ("write", [the("statement")], "post"),
    "members:statement_reopen": ("write", [the("statement")], "post"),
    "sessions:session_add": ("write", [group], "get"),
    "sessions:series_add": ("write", [group], "get"),
    "sessions:session_detail": ("read", [session], "get"),
    "sessions:session_edit": ("write", [session], "get"),
    "sessions:session_cancel": ("write", [session], "get"),
    "sessions:attendance": ("write", [session], "get"),
    "sessions:all_present": ("write", [session], "post"),
    "sessions:afterwards": ("write", [session], "get"),
    "sessions:session_start": ("write", [session], "post"),
    "sessions:session_end": ("write", [session], "post"),
    "sessions:session_held": ("write", [session], "post"),
    "sessions:plan_add": ("write", [session], "post"),
    "sessions:plan_tick": ("write", [the("item")], "post"),
    "sessions:plan_move": ("write", [the("item")], "post"),
    "sessions:plan_remove": ("write", [the("item")], "post"),
    "codebook:codebook": ("all", [], "get"),
    "codebook:behaviour_list": ("all", [], "get"),
    "codebook:behaviour_add": ("admin", [], "get"),
    "codebook:behaviour_edit": ("admin", [the("behaviour")], "get"),
    "events:record": ("read", [session], "get"),
    "events:event_add": ("write", [session], "post"),
    "events:event_begin": ("write", [session], "post"),
    "events:signature": ("read", [session], "get"),
    "events:sign": ("write", [session], "get"),
    "events:event_detail": ("read", [the("event")], "get"),
    "events:place": ("read", [the("event")], "get"),
    "events:event_amend": ("write", [the("amended")], "get"),
    "events:event_remove": ("write", [the("event")], "get"),
    "live:console_state": ("write", [session], "get"),
    "live:console_news": ("write", [session], "get"),
    "live:entry_store": ("sealed", [], "post"),
    "live:hand_in": ("all", [], "get"),
    "live:kept_list": ("all", [], "get"),
    "live:kept_detail": ("supervising", [the("kept")], "get"),
    "live:kept_hand_over": ("supervising", [the("kept")], "post"),
    "live:kept_set_aside": ("supervising", [the("kept")], "post"),
    "live:kept_take_in": ("kept", [the("kept")], "post"),
    "live:lot_detail": ("supervising", [group, author], "get"),
    "live:lot_hand_over": ("supervising", [group, author], "post"),
    "live:lot_set_aside": ("supervising", [group, author], "post"),
    "live:lot_take_in": ("kept", [group, author], "post"),
    "live:cues_edit": ("all", [], "get"),
    "live:event_views": ("read", [the("event")], "get"),
    "live:pair_list": ("write", [session], "get"),
    "live:pair_join": ("write", [the("event"), the("twin")], "post"),
    "live:pair_part": ("write", [the("event"), the("view")], "post"),
    "live:pair_apart": ("write", [the("event"), the("twin")], "post"),
    "live:console_token": ("all", [], "get"),
    "live:console_worker": ("all", [], "get"),
    "live:console_shell": ("all", [], "get"),
    "live:console": ("write", [session], "get"),
    "events:follow_up_done": ("write", [the("event"), session], "post"),
    "debriefing:session": ("read", [session], "get"),
    "debriefing:closing": ("read", [session], "get"),
    "debriefing:undo": ("write", [session], "post"),
    "debriefing:climate": ("write", [session, lambda scene: "safety"], "post"),
    "debriefing:enough": ("write", [session], "post"),
    "debriefing:take_up": ("write", [session], "post"),
    "debriefing:touch": ("write", [the("event"), lambda scene: "novel"], "post"),
    "debriefing:arcs": ("read", [session], "get"),
    "debriefing:arc": ("read", [the("event")], "get"),
    "debriefing:arc_end": ("write", [the("event")], "post"),
    "debriefing:arc_reopen": ("write", [the("event")], "post"),
    "debriefing:arc_answer": ("write", [the("later"), the("event"), lambda scene: "components.risk"], "post"),
    "debriefing:line_add": ("write", [the("event"), lambda scene: "responses"], "post"),
    "debriefing:line_take": ("write", [the("event"), lambda scene: "felt"], "post"),
    "debriefing:answer_join": ("write", [the("event")], "post"),
    "debriefing:hypothesis_list": ("read", [membership], "get"),
    "debriefing:hypothesis_add": ("write", [membership], "get"),
    "debriefing:hypothesis_revise": ("write", [the("hypothesis")], "get"),
    "debriefing:hypothesis_rest": ("write", [the("hypothesis"), the("event")], "post"),
    "debriefing:hypothesis_lift": ("write", [the("hypothesis"), the("event")], "post"),
    "debriefing:pattern_list": ("read", [membership], "get"),
    "debriefing:pattern_add": ("write", [membership], "get"),
    "debriefing:pattern_edit": ("write", [the("pattern")], "get"),
    "debriefing:pattern_retire": ("write", [the("pattern")], "post"),
    "debriefing:pattern_take_up": ("write", [the("pattern")], "post"),
    "debriefing:use_edit": ("write", [the("use")], "get"),
    "debriefing:pattern_use": ("write", [the("pattern")], "post"),
    "summaries:group_summary": ("read", [group], "get"),
    "summaries:group_evidence": ("read", [group, lambda scene: KEY], "get"),
    "summaries:session_summary": ("read", [session], "get"),
    "summaries:session_evidence": ("read", [session, lambda scene: OF_SESSION], "get"),
    "summaries:outcome_list": ("clinical", [], "get"),
    "summaries:outcome_members": ("read", [lambda scene: NO_OUTCOME], "get"),
    "summaries:member_detail": ("read", [membership], "get"),
    "summaries:counselor_feelings": ("read", [membership], "get"),
    "summaries:counselor_evidence": ("hearing", [membership, felt_by_alice], "get"),
    "summaries:evidence": ("read", [the("summary"), nought], "get"),
    "summaries:summary_approve": ("write", [the("summary")], "post"),
    "supervision:caseload": ("supervisor", [], "get"),
    "supervision:practice": ("admin", [], "get"),
    "summaries:version_list": ("read", [membership], "get"),
    "summaries:words_edit": ("write", [the("summary")], "get"),
    "summaries:claim_set_aside": ("write", [the("summary"), nought], "get"),
    "summaries:claim_take_back": ("write", [the("aside")], "post"),
    "supervision:program_state": ("admin", [], "get"),
    "supervision:rebuild_start": ("admin", [], "post"),
    "supervision:rebuild_cancel": ("admin", [rebuild], "post"),
    "supervision:rebuild_resume": ("admin", [rebuild], "post"),
    "supervision:trail": ("admin", [], "get"),
    "supervision:trail_chain": ("admin", [], "get"),
    "reports:sheet_start": ("write", [group], "get"),
    "reports:sheet_match": ("author", [the("draft")], "get"),
    "reports:sheet_people": ("author", [the("draft")], "get"),
    "reports:sheet_recount": ("author", [the("draft")], "post"),
    "reports:sheet_discard": ("author", [the("draft")], "post"),
    "reports:exchange": ("admin", [], "get"),
    "reports:exchange_transfer": ("admin", [the("transfer")], "get"),
    "reports:export": ("write", [group], "get"),
    "reports:export_record": ("write", [group], "post"),
    "reports:export_results": ("write", [group], "post"),
    "reports:export_sealed": ("admin", [group], "post"),
    "events:ties": ("read", [session], "get"),
    "account_login": ("visitors", [], "get"),
    "account_logout": ("visitors", [], "get"),
    "account_inactive": ("visitors", [], "get"),
    "account_reset_password": ("visitors", [], "get"),
    "account_reset_password_done": ("visitors", [], "get"),
    "account_reset_password_from_key_done": ("visitors", [], "get"),
    "account_change_password": ("all", [], "get"),
    "account_reauthenticate": ("factor", [], "get"),
    "mfa_index": ("all", [], "get"),
    "mfa_authenticate": ("visitors", [], "get"),
    "mfa_reauthenticate": ("factor", [], "get"),
    "mfa_activate_totp": ("factor", [], "get"),
    "mfa_deactivate_totp": ("factor", [], "get"),
    "mfa_view_recovery_codes": ("factor", [], "get"),
    "mfa_generate_recovery_codes": ("factor", [], "get"),
    "mfa_download_recovery_codes": ("factor", [], "get"),
}

# What is sent along with a POST; without an entry, nothing.
SENT = {"accounts:choose_language": {"language": "id"}}

# Addresses that lead on to another one: for whom.
LEAD_ON = {
    "home": "everybody",
    "groups": "everybody",
    "events:place": "everybody",
    "accounts:invitation": "everybody",
    "mfa_authenticate": "everybody",
    "account_login": "signed in",
    "account_logout": "visitors",
    "account_change_password": "without a password",
}

# Statuses for a visitor, somebody without a second factor, Alice who has one: long after her sign-in, right after it.
FACTOR = {
    "account_reauthenticate": (302, 403, 200, 200),
    "mfa_reauthenticate": (302, 403, 200, 200),
    "mfa_deactivate_totp": (302, 404, 302, 200),
    "mfa_view_recovery_codes": (302, 404, 302, 200),
    "mfa_generate_recovery_codes": (302, 200, 302, 200),
    "mfa_download_recovery_codes": (302, 404, 302, 200),
    "mfa_activate_totp": (302, 200, 302, 302),
}
