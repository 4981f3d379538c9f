"""What every floor stands on: pure modules that know neither Django nor Celery.

``refusals`` broken rules with a name, ``periods`` half-open stretches of time, ``money`` integer cents,
``text`` slugs and sort keys, ``registries`` lists that upper floors fill for pages of lower ones.
"""

#: Version of the platform, written into what is published.
VERSION = "1.0"
