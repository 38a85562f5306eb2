"""The bytes in a source: a file's own, those of a packed file, those of each member of an archive.

Nothing unpacks to more than the reader allows, whatever a file declares about itself.
"""

import gzip
import io
import sys
import zipfile
import zlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from diplograph.corpus.naming import STANDARD_INPUT, show_path, split_suffixes
from diplograph.corpus.sources import COMPANIONS, Source, explain_error
from diplograph.errors import CorpusError
from diplograph.types import Skipped

# An archive may unpack to so many times what one file may hold, and have so many members.
ARCHIVE_FACTOR = 20
MOST_MEMBERS = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Payload:
    """The bytes of one file, whether it lay in a folder, came from an archive or by standard input."""

    source: str
    data: bytes


def open_source(source: Source, *, suffixes: Collection[str], max_bytes: int) -> Iterator[Payload | Skipped]:
    """The file's bytes, or those of each member of an archive, where a reader knows the suffix."""
    try:
        if source.problem:
            raise CorpusError(source.problem)
        if split_suffixes(source.name)[1:] == (".zip", False):
            yield from _open_archive(source, suffixes, max_bytes)
        else:
            yield Payload(source=source.name, data=_read_file(source, suffixes, max_bytes))
    except CorpusError as error:
        yield Skipped(source=source.name, reason=str(error))
    except OSError as error:
        yield Skipped(source=source.name, reason=explain_error(error))


def _read_file(source: Source, suffixes: Collection[str], max_bytes: int) -> bytes:
    if source.name == STANDARD_INPUT:
        return _check_size(sys.stdin.buffer.read(max_bytes + 1), max_bytes)
    _check_suffix(source.name, suffixes)
    size = source.path.stat().st_size
    if size > max_bytes:
        raise CorpusError(f"{size:,} bytes, more than the {max_bytes:,} that are read")
    return _unpack(source.name, source.path.read_bytes(), max_bytes)


def _check_suffix(name: str, suffixes: Collection[str]) -> None:
    _, suffix, packed = split_suffixes(name)
    if suffix not in suffixes:
        kind = f"{suffix}{'.gz' if packed else ''} files" if suffix else "files without a suffix"
        raise CorpusError(f"nothing reads {kind}; what is read: {', '.join(sorted(suffixes))}, .zip, .gz")


def _unpack(name: str, data: bytes, max_bytes: int) -> bytes:
    """The bytes, unpacked where the name ends in `.gz`, and no more of them than may be read."""
    if split_suffixes(name)[2]:
        try:
            with gzip.open(io.BytesIO(data)) as stream:
                data = stream.read(max_bytes + 1)
        except (OSError, EOFError, zlib.error) as error:
            raise CorpusError("not a gzip file, or a damaged one") from error
    return _check_size(data, max_bytes)


def _check_size(data: bytes, max_bytes: int) -> bytes:
    if len(data) > max_bytes:
        raise CorpusError(f"more than the {max_bytes:,} bytes that are read")
    if not data:
        raise CorpusError("empty file")
    return data


def _open_archive(source: Source, suffixes: Collection[str], max_bytes: int) -> Iterator[Payload | Skipped]:
    try:
        with zipfile.ZipFile(source.path) as archive:
            wanted = [member for member in archive.infolist() if _is_wanted(member)]
            if not wanted:
                raise CorpusError("no readable files")
            if len(wanted) > MOST_MEMBERS:
                raise CorpusError(f"more than {MOST_MEMBERS:,} files in one archive")
            room = ARCHIVE_FACTOR * max_bytes
            for member in sorted(wanted, key=lambda member: member.filename):
                item = _open_member(archive, member, source.name, suffixes, min(room, max_bytes))
                room -= len(item.data) if isinstance(item, Payload) else 0
                yield item
    except (zipfile.BadZipFile, ValueError) as error:
        raise CorpusError("not a zip archive, or a damaged one") from error


def _is_wanted(member: zipfile.ZipInfo) -> bool:
    parts = PurePosixPath(member.filename).parts
    return not member.is_dir() and not any(part.startswith(".") or part in COMPANIONS for part in parts)


def _open_member(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str, suffixes: Collection[str], room: int
) -> Payload | Skipped:
    source = f"{name}/{show_path(member.filename)}"
    try:
        _check_suffix(source, suffixes)
        return Payload(source=source, data=_read_member(archive, member, room))
    except CorpusError as error:
        return Skipped(source=source, reason=str(error))


def _read_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, room: int) -> bytes:
    """The bytes of a member, checked by its declared size first and by what really comes after."""
    if member.file_size > room:
        raise CorpusError(f"{member.file_size:,} bytes unpacked, more than the {room:,} that are read")
    if member.flag_bits & 1:
        raise CorpusError("encrypted; unpack the archive with its password and try again")
    try:
        with archive.open(member) as stream:
            data = stream.read(room + 1)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, ValueError) as error:
        raise CorpusError("damaged in the archive") from error
    return _unpack(member.filename, data, room)
