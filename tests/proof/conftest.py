"""The service on both engines."""

from tests.proof.worlds import file_url, server_url, small_world, url, world

__all__ = ["file_url", "server_url", "small_world", "url", "world"]
