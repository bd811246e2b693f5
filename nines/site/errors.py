"""What stops a build because of what an author wrote."""

from mkdocs.exceptions import BuildError


class PageError(BuildError):
    """A mistake in a page; the message says which and what to do. MkDocs shows it without a traceback."""

    def __str__(self) -> str:
        return self.message
