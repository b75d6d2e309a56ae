"""Questions and answers: the search engine's protocol, its embedded implementation and its index."""
