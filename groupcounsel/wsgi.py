import os

from django.core.wsgi import get_wsgi_application

from groupcounsel.lib.checks import start_only_behind_row_security

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "groupcounsel.settings")
application = get_wsgi_application()
start_only_behind_row_security()
