"""One module for each file format, with one verb: ``parse(raw, name) -> Article``.

`raw` is the file's content, `name` the file's stem, which names the article unless the file says otherwise.
What cannot be an article raises `InputError` with the reason; the caller knows the path.
"""
