"""Is a .docx sound by program: parts parse, relations resolve, every width that Word reads is there."""

import posixpath
import zipfile
from collections.abc import Iterator
from io import BytesIO

import openpyxl
from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
RELS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
# Decree 30/2020, Annex I, in twentieths of a point: 20, 20, 30 and 15 mm; page numbers 10 mm from the edge.
MARGINS = {"top": "1134", "bottom": "1134", "left": "1701", "right": "850", "header": "567", "footer": "567"}  # fmt: skip


class Package:
    """The parts of the file, and the trees of those that are XML."""

    def __init__(self, data: bytes) -> None:
        self.zip = zipfile.ZipFile(BytesIO(data))
        self.names = set(self.zip.namelist())
        self.trees = {
            name: etree.fromstring(self.zip.read(name))
            for name in self.names
            if name.endswith((".xml", ".rels"))
        }

    @property
    def body(self) -> etree._Element:
        found: etree._Element = self.trees["word/document.xml"][0]
        return found

    def relations(self, part: str) -> dict[str, str]:
        """Relation id → the part it leads to, or "" for one that leads outside."""
        folder, name = posixpath.split(part)
        tree = self.trees.get(posixpath.join(folder, "_rels", f"{name}.rels"))
        if tree is None:
            return {}
        return {
            rel.get("Id"): ""
            if rel.get("TargetMode") == "External"
            else posixpath.normpath(posixpath.join(folder, rel.get("Target"))).lstrip("/")
            for rel in tree
        }


def faults_of(data: bytes) -> list[str]:
    """Raises for a part that does not parse; everything else is listed."""
    package = Package(data)
    return [
        *_types(package),
        *_relations(package),
        *_pages(package),
        *_tables(package),
        *_charts(package),
        *_drawings(package),
    ]


def _types(package: Package) -> Iterator[str]:
    tree = package.trees["[Content_Types].xml"]
    named = {one.get("PartName").lstrip("/") for one in tree.iter(f"{TYPES}Override")}
    endings = {one.get("Extension").lower() for one in tree.iter(f"{TYPES}Default")}
    yield from (f"type of a part that is not there: {name}" for name in named - package.names)
    for name in package.names - named - {"[Content_Types].xml"}:
        if name.rpartition(".")[2].lower() not in endings:
            yield f"no content type: {name}"


def _relations(package: Package) -> Iterator[str]:
    for name in ["", *sorted(package.names)]:
        known = package.relations(name)
        yield from (
            f"{name}: {key} leads to {target}, which is not there"
            for key, target in known.items()
            if target and target not in package.names
        )
        tree = package.trees.get(name)
        if tree is None or name.endswith(".rels"):
            continue
        used = {value for one in tree.iter() for key, value in one.attrib.items() if key.startswith(R)}  # fmt: skip
        yield from (f"{name}: {key} is not a relation" for key in used - set(known))


def _pages(package: Package) -> Iterator[str]:
    for section in package.body.iter(f"{W}sectPr"):
        margins = section.find(f"{W}pgMar")
        found = {name: margins.get(f"{W}{name}") for name in MARGINS}
        if found != MARGINS:
            yield f"margins {found}"


def _room(section: etree._Element) -> int:
    size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
    sides = int(margins.get(f"{W}left")) + int(margins.get(f"{W}right"))
    return int(size.get(f"{W}w")) - sides


def _tables(package: Package) -> Iterator[str]:
    """Widths of grid, cells and table agree, in twentieths of a point, and fit between the margins."""
    sections = list(package.body.iter(f"{W}sectPr"))
    place = 0
    for block in package.body:
        if block.tag == f"{W}tbl":
            yield from _table(block, _room(sections[place]))
        elif next(block.iter(f"{W}sectPr"), None) is not None:
            place += 1


def _table(table: etree._Element, room: int) -> Iterator[str]:
    whole = table.find(f"{W}tblPr/{W}tblW")
    grid = [int(column.get(f"{W}w")) for column in table.findall(f"{W}tblGrid/{W}gridCol")]
    if whole is None or whole.get(f"{W}type") != "dxa" or int(whole.get(f"{W}w")) != sum(grid):
        yield f"table as wide as {whole is not None and whole.get(f'{W}w')}, grid {sum(grid)}"
    if sum(grid) > room + len(grid):
        yield f"table wider than the page: {sum(grid)} of {room}"
    for number, row in enumerate(table.findall(f"{W}tr")):
        cells = [cell.find(f"{W}tcPr/{W}tcW") for cell in row.findall(f"{W}tc")]
        if any(cell is None or cell.get(f"{W}type") != "dxa" for cell in cells):
            yield f"row {number}: a cell without a width"
        elif [int(cell.get(f"{W}w")) for cell in cells] != grid:
            yield f"row {number}: cells differ from the grid {grid}"


def _charts(package: Package) -> Iterator[str]:
    """Cached values are complete and are those of the workbook inside."""
    for name in sorted(package.names):
        if not name.startswith("word/charts/chart"):
            continue
        book_part = package.relations(name).get("rId1", "")
        book = openpyxl.load_workbook(BytesIO(package.zip.read(book_part)))
        for column, series in enumerate(package.trees[name].iter(f"{C}ser"), 2):
            yield from (f"{name}: {words}" for words in _series(series, book.active, column))


def _series(series: etree._Element, sheet: object, column: int) -> Iterator[str]:
    cache = series.find(f"{C}val/{C}numRef/{C}numCache")
    count = int(cache.find(f"{C}ptCount").get("val"))
    values = {int(pt.get("idx")): float(pt[0].text) for pt in cache.iter(f"{C}pt")}
    names = series.find(f"{C}cat/{C}strRef/{C}strCache")
    if len(names.findall(f"{C}pt")) != count:
        yield "not as many names as values"
    for place in range(count):
        kept = sheet.cell(place + 2, column).value  # type: ignore[attr-defined]
        if (None if kept is None else float(kept)) != values.get(place):
            yield f"value {place} is {values.get(place)}, in the workbook {kept}"


def _drawings(package: Package) -> Iterator[str]:
    ids = [one.get("id") for one in package.body.iter(f"{WP}docPr")]
    if len(ids) != len(set(ids)):
        yield "two drawings with one number"
    yield from (
        "a chart without words for who cannot see it"
        for one in package.body.iter(f"{WP}docPr")
        if not one.get("descr")
    )
