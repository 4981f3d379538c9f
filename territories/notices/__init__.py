"""Notices: a message owed to a person is a row; workers deliver it once."""
