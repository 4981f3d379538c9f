"""Where allauth meets the house: accounts and their participants are made together."""

from allauth.account.adapter import DefaultAccountAdapter


class AccountAdapter(DefaultAccountAdapter):
    """The rules of sign-up that are ours."""
