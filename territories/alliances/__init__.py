"""Alliances: PTCE, cooperatives, clusters, networks; who leads, who belongs, along which axes."""
