"""The installation: its name and legal texts, its vocabulary of themes, the log of acts, shared bases."""
