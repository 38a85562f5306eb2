"""Bytes to text: byte order marks, UTF-8, what the file declares, then an informed guess."""

import codecs
import re

from diplograph.errors import CorpusError

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,30})""", re.IGNORECASE)
SAMPLE_BYTES = 100_000
# Above this share of non-ASCII bytes a text is not in a Western single-byte encoding.
WESTERN_SHARE = 0.1
CONTROL_BYTES = bytes(code for code in range(32) if code not in (7, 8, 9, 10, 12, 13, 26, 27))


def decode_bytes(data: bytes) -> str:
    """The text in `data`; `CorpusError` where it is binary or cannot be decoded."""
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace")
    if b"\0" in data[:SAMPLE_BYTES]:
        return _decode_wide(data)
    if _looks_binary(data[:SAMPLE_BYTES]):
        raise CorpusError("binary content, not text")
    return _decode_utf8(data) or _decode_declared(data) or _decode_guess(data)


def _decode_wide(data: bytes) -> str:
    """UTF-16 without a mark shows as zeros at every other byte; zeros elsewhere mean binary."""
    sample = data[:SAMPLE_BYTES]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = max(1, len(sample) // 2)
    if max(even, odd) < 0.5 * half or min(even, odd) > 0.05 * half:
        raise CorpusError("binary content, not text")
    return data.decode("utf-16-be" if even > odd else "utf-16-le", errors="replace")


def _looks_binary(sample: bytes) -> bool:
    controls = len(sample) - len(sample.translate(None, CONTROL_BYTES))
    return controls > max(2, 0.02 * len(sample))


def _decode_utf8(data: bytes) -> str:
    """The text, also where a few bytes of long UTF-8 text are broken; empty where it is no UTF-8."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    sound = sum(char > "\x7f" for char in text) - broken
    return text if broken <= sound / 5 and broken <= len(text) / 500 + 1 else ""


def _decode_declared(data: bytes) -> str:
    declared = DECLARED.search(data[:4096])
    if not declared:
        return ""
    try:
        return data.decode(declared[1].decode("ascii"), errors="replace")
    except LookupError:
        return ""


def _decode_guess(data: bytes) -> str:
    sample = data[:SAMPLE_BYTES]
    if sum(byte > 0x7F for byte in sample) <= WESTERN_SHARE * len(sample):
        try:
            return data.decode("cp1252")
        except UnicodeDecodeError:
            pass
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    if best is None:
        raise CorpusError("its encoding cannot be told; save it as UTF-8")
    return data.decode(best.encoding, errors="replace")
