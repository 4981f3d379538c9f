"""What every floor stands on: pure modules that know neither Django nor Celery.

``refusals`` broken rules with a name, ``periods`` half-open stretches of time, ``money`` integer cents,
``text`` slugs and sort keys, ``registries`` lists that upper floors fill for pages of lower ones.
"""
