"""allauth's addresses. Those that are not named here (signing up, several e-mail addresses) lead to the first page."""

from allauth.account.urls import urlpatterns as offered
from django.urls import URLPattern, include, path
from django.views.generic import RedirectView

OPEN = {
    "account_login",
    "account_logout",
    "account_inactive",
    "account_reauthenticate",
    "account_change_password",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
}
closed = RedirectView.as_view(url="/")
urlpatterns = [
    *(entry if entry.name in OPEN else URLPattern(entry.pattern, closed, name=entry.name) for entry in offered),
    path("2fa/", include("allauth.mfa.urls")),
]
