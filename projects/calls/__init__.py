"""Calls for projects and programmes: who runs them, in which stages, how many applied, were heard and won."""
