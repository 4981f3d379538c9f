"""Accounts that look like one person's: found by their signs, put before the commission, without what they chose.

``rules`` finds groups of accounts by their addresses and the moment they were made; ``operations`` keeps them as
clusters, takes the commission's reasoned decision, lets the people concerned contest it for as long as the sealed rule
says, and, before the count, sets votes aside. The rolls of a vote are not settled until every cluster is decided, every
review answered and that time over; how many votes were set aside, and why, stands on the result.
"""
