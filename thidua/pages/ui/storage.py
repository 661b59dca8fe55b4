"""Static files as they are served: stylesheets joined, flattened for old browsers, hashed."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import lightningcss
from whitenoise.storage import CompressedManifestStaticFilesStorage

STYLESHEET = "ui/thidua.css"
BROWSERS = ["chrome 109"]  # the last one on Windows 7
IMPORT = re.compile(r'@import url\("(css/[a-z]+\.css)"\);\n?')


def joined(stylesheet: Path) -> str:
    """The stylesheet with its parts in place of the imports; their addresses move up one folder."""

    def part(match: re.Match[str]) -> str:
        text = (stylesheet.parent / match.group(1)).read_text(encoding="utf-8")
        return text.replace("url(../", "url(")

    return IMPORT.sub(part, stylesheet.read_text(encoding="utf-8"))


def flattened(css: str) -> str:
    """Nesting and other news written in the words of Chrome 109, minified."""
    flat: str = lightningcss.process_stylesheet(
        css, filename=STYLESHEET, browsers_list=BROWSERS, minify=True
    )
    return flat


class FlattenedStaticFilesStorage(CompressedManifestStaticFilesStorage):
    def post_process(
        self, paths: dict[str, Any], dry_run: bool = False, **options: Any
    ) -> Iterator[tuple[str, str, bool | Exception]]:
        if not dry_run:
            paths = {name: found for name, found in paths.items() if not _is_part(name)}
            for name in [name for name in paths if name.endswith(".css")]:
                target = Path(self.path(name))
                target.write_text(flattened(joined(target)), encoding="utf-8")
                paths[name] = (self, name)
        yield from super().post_process(paths, dry_run, **options)


def _is_part(name: str) -> bool:
    """The parts are inside the one stylesheet; nobody asks for them."""
    return name.startswith("ui/css/")
