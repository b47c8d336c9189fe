from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "groupcounsel.accounts"

    def ready(self):
        from groupcounsel.accounts import second_factor

        second_factor.connect()
