from django.utils.translation import gettext_lazy as _

from groupcounsel.lib.addresses import address_of

RECORDS = (
    "/groups/", "/sessions/", "/events/", "/debriefing/", "/console/", "/summaries/", "/exchange/sheets/",
    "/exchange/groups/",
)  # fmt: skip
ENTRIES = [
    ("is_counselor", "today:today", _("Today"), ("/today/",)),
    ("is_counselor", "members:group_list", _("Groups"), RECORDS),
    ("is_supervisor", "supervision:caseload", _("Supervision"), ("/supervision/", *RECORDS)),
    ("is_admin", "supervision:practice", _("Practice"), ("/practice/",)),
    ("is_admin", "accounts:person_list", _("People"), ("/people/",)),
    ("is_admin", "register:group_register", _("Groups and leaders"), ("/practice/groups/",)),
    ("is_admin", "reports:exchange", _("Import and export"), ("/exchange/",)),
    ("is_admin", "supervision:trail", _("Who did what"), ("/practice/trail/",)),
    ("is_active", "codebook:codebook", _("Codebook"), ("/codebook/",)),
]


def entries_of(user) -> list[tuple]:
    return [entry for entry in ENTRIES if getattr(user, entry[0])]


def navigation(request):
    """The rail's entries: what this person's roles open, the present one marked."""
    user = getattr(request, "user", None)
    if not user or not user.is_authenticated:
        return {}
    entries = entries_of(user)
    fit = [max(len(prefix) * request.path.startswith(prefix) for prefix in prefixes) for *_, prefixes in entries]
    present = fit.index(max(fit)) if max(fit) else None
    return {
        "navigation": [
            {"label": label, "url": address_of(name), "current": number == present}
            for number, (_role, name, label, _prefixes) in enumerate(entries)
        ]
    }
