"""Where scenario files are, and their text."""

from __future__ import annotations

import csv
import re
from importlib import resources
from pathlib import Path

from sim.errors import MultivectorError, Place, Problem
from sim.scenario.codes import Code
from sim.scenario.words import listed

MAX_BYTES = 2 * 1024 * 1024
SUFFIXES = (".yaml", ".yml")
PARQUET = b"PAR1"  # its first bytes
ZIP = b"PK\x03\x04"  # those of a spreadsheet
_BARE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")


def shipped() -> Path:
    """The folder of the scenarios that come with the product."""
    return Path(str(resources.files("scenarios")))


def shipped_scenarios() -> list[Path]:
    """The shipped files that are whole scenarios."""
    return [path for path in sorted(shipped().glob("*.yaml")) if is_whole(path)]


def is_whole(path: Path) -> bool:
    """Whether a file is a scenario to play and not a part that others inherit: it has an `id` of its own."""
    return re.search(r"^id:", read_text(path, display(path)), re.MULTILINE) is not None


def is_bare(name: str) -> bool:
    """The name of a shipped scenario, not the path of a file."""
    return _BARE.fullmatch(name) is not None


def locate(name_or_path: str | Path) -> Path:
    """A bare name is a shipped scenario; anything else is the path of a file."""
    if isinstance(name_or_path, Path) or not is_bare(name_or_path):
        return Path(name_or_path)
    path = shipped() / f"{name_or_path}.yaml"
    if not is_file(path):
        known = [file.stem for file in shipped_scenarios()]
        raise MultivectorError(Problem(Code.FILE_MISSING, f"there is no scenario {name_or_path}", value=name_or_path,
                                       allowed=listed(known), mend="give the path of a file",
                                       near=(name_or_path, known)))
    return path


def inherited(name: str, beside: Path) -> Path:
    """The file that `inherits: name` means: beside the file that says so, else among the shipped ones."""
    relative = name if name.endswith(SUFFIXES) else f"{name}.yaml"
    own = beside.parent / relative
    return own if is_file(own) or not is_file(shipped() / relative) else shipped() / relative


def inheritable() -> list[str]:
    """The names of all shipped files, as `inherits:` may give them."""
    return sorted(path.stem for path in shipped().glob("*.yaml"))


def is_file(path: Path) -> bool:
    """False, too, for names that no file can have."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def display(path: Path) -> str:
    """The path as an author would type it: relative where that is possible."""
    try:
        return str(path.relative_to(Path.cwd()))
    except (ValueError, OSError):
        return str(path)


def read_text(path: Path, file: str, table: bool = False) -> str:
    """The file's text. `file` is how problems call it; `table`: a table in text is meant, not YAML."""
    try:
        if not path.exists():
            raise MultivectorError(Problem(Code.FILE_MISSING, "there is no such file", Place(file),
                                           mend="check the name and the folder"))
        if not path.is_file():
            raise MultivectorError(Problem(Code.FILE_UNREADABLE, "this is not a file", Place(file),
                                           mend="give the path of a file"))
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        raise MultivectorError(Problem(Code.FILE_UNREADABLE, f"the file cannot be read: {error}", Place(file),
                                       mend="check its name and permissions")) from None
    return decoded(data, file, table)


def decoded(data: bytes, file: str, table: bool = False) -> str:
    """UTF-8 text of limited size, or the reason why not."""
    if data.startswith((PARQUET, ZIP)):
        raise not_csv(file, "a spreadsheet" if data.startswith(ZIP) else "Parquet") if table else a_table(file)
    if len(data) > MAX_BYTES:
        raise MultivectorError(Problem(Code.TOO_LARGE, "the file is too large", Place(file),
                                       allowed=f"at most {MAX_BYTES:,} bytes",
                                       mend="keep the rows that count" if table else "split it, and use `inherits:`"))
    try:
        if 0 in data:
            raise UnicodeDecodeError("utf-8", data, data.index(0), data.index(0) + 1, "a zero byte")
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise MultivectorError(Problem(Code.NOT_TEXT, "the file is not UTF-8 text", Place(file, line, 1),
                                       value=f"byte {data[error.start]:#04x}", mend="save it as UTF-8 text")) from None


def a_table(file: str) -> MultivectorError:
    """In the place of YAML."""
    return MultivectorError(Problem(
        Code.A_TABLE, "this is a table, where YAML is meant", Place(file, 1, 1), allowed="`field: value` lines",
        mend="name a YAML file; a scenario reads figures from a table that is named under `figures.tables`, a design "
             "points with `sampling: {method: table, file: NAME}`"))


def is_table(text: str) -> bool:
    """Whether a text is a table rather than YAML: its first two lines have the same number of cells, and no signs of
    YAML."""
    lines = [line for line in text.splitlines()[:3] if line.strip()][:2]
    if len(lines) < 2 or re.match(r"[-#%{\[\s]|.*:(\s|$)", lines[0]):
        return False
    widths = [[len(cells) for cells in csv.reader(lines, delimiter=sign)] for sign in ",;\t"]
    return any(head == row > 1 for head, row in (pair for pair in widths if len(pair) == 2))


def is_fields(text: str) -> bool:
    """Whether a text is YAML rather than a table: its first line is a field, or the mark of a document."""
    lines = (line for line in text.splitlines() if line.strip() and not line.startswith("#"))
    return re.match(r"---|%YAML|[^,;\t:]+:(\s+[^,;\t]*)?$", next(lines, "")) is not None


def not_a_table(file: str) -> MultivectorError:
    """YAML in the place of a table."""
    return MultivectorError(Problem(Code.FIELDS, "this is YAML, where a table is meant", Place(file, 1, 1),
                                    allowed="a line with the names of columns, and rows below it",
                                    mend="name a CSV file"))


def not_csv(file: str, kind: str) -> MultivectorError:
    """A table in another form than text."""
    return MultivectorError(Problem(Code.NOT_CSV, f"this is {kind}, where CSV is meant", Place(file, 1, 1),
                                    mend="save it as CSV, UTF-8"))
