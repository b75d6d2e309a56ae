"""The library and its search as data: version 1 of the API, under `/api/v1`."""
