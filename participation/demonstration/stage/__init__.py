"""The invented part: two editions of a budget in the agglomeration of Saint-Dié-des-Vosges, and three small votations.

Every row comes from the operation that a resident or a member of staff would have caused, at the moment it would have
happened, counted back from today: what the demonstration shows is what the platform does.
"""
