"""Articles in, claims out: the only home of code that looks at text.

`read` turns files into articles, `extract` turns an article into claims with their evidence. Loaders know
the ontology, the lexicon and the known entities; they never import the store.
"""
