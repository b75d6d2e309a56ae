"""From a document of the domain to files that an office program opens, and to citations."""
