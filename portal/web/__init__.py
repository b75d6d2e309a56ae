"""Everything that knows Flask: addresses, pages, templates, words for people."""
