#!/usr/bin/env python
import os
import sys

if __name__ == "__main__":
    from groupcounsel.lib.services.beside import adopted

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "groupcounsel.settings")
    os.environ.update(adopted(os.environ))
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
