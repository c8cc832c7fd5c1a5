"""The form to sign in with a password."""

from typing import Any

from allauth.account.forms import LoginForm
from django.core.validators import MaxLengthValidator

MAX_LOGIN = 320  # characters: the longest e-mail address, and more than a name has
MAX_PASSWORD = 1_000  # characters


class SignInForm(LoginForm):
    """allauth's, with an end to its fields: SQLite fails at a name of 50 kB, and a hasher would read a password of any
    length."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, length in (("login", MAX_LOGIN), ("password", MAX_PASSWORD)):
            self.fields[name].validators.append(MaxLengthValidator(length))
