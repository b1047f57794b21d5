"""The language-model extractor: an option beside the frames, behind the same gates.

A model that is served with the OpenAI-compatible protocol is asked for the facts of an article, each with the
words that state it. What it answers counts as a proposal: the quote is searched in the article letter by letter,
both arguments inside the quote, figures in the words given for them; then come the gates that the frames' claims
pass too. What fails is dropped with its reason.

    settings   where to ask, what, and how long to wait
    chunks     an article in pieces of a size that a model takes
    prompt     the question, made of the ontology alone
    client     HTTP with a deadline, and a bounded number of tries
    workers    threads that ask, and that nobody has to wait for
    cache      the answers in a file, so that the next run asks nothing
    answers    an answer's JSON as records, whatever is wrong with it
    cast       the entities of one article, known ones under their IRI
    ground     from what a model said to candidates, each word at its place
    extractor  all of them, from articles to extractions
"""
