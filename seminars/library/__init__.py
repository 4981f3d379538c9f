"""Library: publications, guides, videos and minutes, with their authors and what they are about."""
