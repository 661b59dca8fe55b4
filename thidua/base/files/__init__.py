"""Files people give us: checked by content, kept by content hash, served in private."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from thidua.base.files.models import StoredFile as StoredFile
    from thidua.base.files.serving import serve as serve
    from thidua.base.files.serving import serve_film as serve_film
    from thidua.base.files.storing import store as store
    from thidua.base.files.uploads import uploaded as uploaded

from thidua.base.files.errors import BadFile

HOMES = {
    "StoredFile": "models",
    "serve": "serving",
    "serve_film": "serving",
    "store": "storing",
    "uploaded": "uploads",
}
__all__ = ["BadFile", "StoredFile", "serve", "serve_film", "store", "uploaded"]


def __getattr__(name: str) -> Any:
    from importlib import import_module

    if name not in HOMES:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{HOMES[name]}"), name)
