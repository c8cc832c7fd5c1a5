"""Blocks: what the wide column of a title's page is put together from."""

from dataclasses import dataclass

from tmdb.images import Picture


@dataclass(frozen=True, slots=True)
class Block:
    """A block of the wide column.

    `name` is that of its template in templates/catalog/title/blocks. `content` is what the template shows; a block
    without content is left out of its page. `url` leads to all of it where the block shows a part, `note` stands beside
    the heading, `picture` behind videos.
    """

    name: str
    content: object
    heading: str = ""
    url: str = ""
    id: str = ""
    note: str = ""
    picture: Picture | None = None

    @property
    def template(self) -> str:
        return f"catalog/title/blocks/{self.name}.html"


def with_content(*blocks: Block) -> list[Block]:
    return [block for block in blocks if block.content]
