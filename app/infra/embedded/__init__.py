"""The database and the queue that the program brings along, for whoever has set up none.

They are the same servers a large installation would use; set DATABASE_URL and REDIS_URL and this package
is not touched. One process starts them for a folder and stops them; others of the same folder attach.
"""

from app.infra.embedded.refusal import EmbeddedRefused
from app.infra.embedded.servers import Servers, at_hand, servers
from app.infra.embedded.surroundings import for_command, own_secret, with_embedded

__all__ = ["EmbeddedRefused", "Servers", "at_hand", "for_command", "own_secret", "servers", "with_embedded"]
