"""What follows from the address that people use: behind a proxy that speaks https, and on a machine of one's own."""

import json
import subprocess
import sys

import pytest

from tests.databases import ROOT, environment

ASK = """
import json
from groupcounsel import settings
print(json.dumps({name: getattr(settings, name) for name in %r}))
"""
HTTPS = {
    "SESSION_COOKIE_NAME": "__Host-session", "CSRF_COOKIE_NAME": "__Host-csrf", "SESSION_COOKIE_SECURE": True,
    "CSRF_COOKIE_SECURE": True, "SECURE_HSTS_SECONDS": 31536000, "ALLAUTH_TRUSTED_PROXY_COUNT": 1,
    "SECURE_PROXY_SSL_HEADER": ["HTTP_X_FORWARDED_PROTO", "https"],
    "CSRF_TRUSTED_ORIGINS": ["https://groups.example.org"],
}  # fmt: skip
PLAIN = {
    "SESSION_COOKIE_NAME": "session", "CSRF_COOKIE_NAME": "csrf", "SESSION_COOKIE_SECURE": False,
    "CSRF_COOKIE_SECURE": False, "SECURE_HSTS_SECONDS": 0, "ALLAUTH_TRUSTED_PROXY_COUNT": 0,
    "SECURE_PROXY_SSL_HEADER": None, "CSRF_TRUSTED_ORIGINS": ["http://localhost:8000"],
}  # fmt: skip
ALWAYS = {
    "DEBUG": False, "SECURE_SSL_REDIRECT": False, "CSRF_COOKIE_HTTPONLY": True, "X_FRAME_OPTIONS": "DENY",
    "SECURE_REFERRER_POLICY": "same-origin", "SESSION_COOKIE_AGE": 43200, "ACCOUNT_SESSION_REMEMBER": False,
    "ACCOUNT_EMAIL_SUBJECT_PREFIX": "GroupCounsel: ", "ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS": False,
    "CELERY_TASK_ACKS_LATE": True, "CELERY_TASK_REJECT_ON_WORKER_LOST": True,
}  # fmt: skip


@pytest.mark.parametrize(
    ("address", "expected"), [("https://groups.example.org", HTTPS), ("http://localhost:8000", PLAIN)]
)
def test_cookies_headers_and_whom_we_believe_follow_from_the_address(address, expected):
    ask = ASK % [*expected, *ALWAYS]
    said = subprocess.run(
        [sys.executable, "-c", ask], cwd=ROOT, env=environment("none", SITE_URL=address), capture_output=True, text=True
    )
    assert json.loads(said.stdout) == expected | ALWAYS, said.stderr
