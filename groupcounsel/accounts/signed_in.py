"""Who is signed in, at every request: the session and its person, each by a statement that is kept."""

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.sessions.backends import db
from django.utils import timezone

from groupcounsel.accounts.models import User
from groupcounsel.lib import kept


class SessionStore(db.SessionStore):
    def _get_session_from_db(self):
        session = kept.found(self.model, session_key=self.session_key)
        if session and session.expire_date > timezone.now():
            return session
        self._session_key = None
        return None


class SignedIn(AuthenticationBackend):
    def get_user(self, user_id):
        user = kept.found(User, id=user_id)
        return user if user and self.user_can_authenticate(user) else None
