"""Accounts: who takes part (Participant, Identity), who signs in (User), who may do what (Role)."""
