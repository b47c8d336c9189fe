import hashlib

from observations.today.models import Feed


def digest_of(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def feed_of(secret: str) -> Feed | None:
    """The secret is the door: it was drawn from 256 bits, so its digest can be looked for. Withdrawn, it is none; nor
    is it that of somebody who may not sign in any more."""
    return Feed.objects.select_related("user").filter(digest=digest_of(secret), user__is_active=True).first()
