"""Areas: regions, departments, EPCI, communes and quarters, with their official codes and outlines."""
