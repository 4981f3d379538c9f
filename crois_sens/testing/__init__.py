"""What the tests of all apps share: a browser that watches what it sees."""
