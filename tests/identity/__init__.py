"""Identity: the homonym suite, and the room of matchers."""
