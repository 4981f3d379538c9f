"""The wiring of the house: settings, urls, the API's router, workers and the launcher; no one imports it."""
