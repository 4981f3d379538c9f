"""Portfolio: projects with their holders, partners, milestones and progress."""
