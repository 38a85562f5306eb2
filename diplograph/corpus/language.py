"""The language of a text, and its English name."""

from functools import lru_cache
from typing import Any

SHORT_TEXT = 200
SAMPLE_LENGTH = 6_000
NAMES = {
    "af": "Afrikaans", "am": "Amharic", "ar": "Arabic", "az": "Azerbaijani", "be": "Belarusian",
    "bg": "Bulgarian", "bn": "Bengali", "bs": "Bosnian", "ca": "Catalan", "cs": "Czech", "cy": "Welsh",
    "da": "Danish", "de": "German", "el": "Greek", "en": "English", "eo": "Esperanto", "es": "Spanish",
    "et": "Estonian", "eu": "Basque", "fa": "Persian", "fi": "Finnish", "fr": "French", "ga": "Irish",
    "gl": "Galician", "gu": "Gujarati", "he": "Hebrew", "hi": "Hindi", "hr": "Croatian",
    "ht": "Haitian Creole", "hu": "Hungarian", "hy": "Armenian", "id": "Indonesian", "is": "Icelandic",
    "it": "Italian", "ja": "Japanese", "jv": "Javanese", "ka": "Georgian", "kk": "Kazakh", "km": "Khmer",
    "kn": "Kannada", "ko": "Korean", "ku": "Kurdish", "ky": "Kyrgyz", "la": "Latin", "lo": "Lao",
    "lt": "Lithuanian", "lv": "Latvian", "mg": "Malagasy", "mk": "Macedonian", "ml": "Malayalam",
    "mn": "Mongolian", "mr": "Marathi", "ms": "Malay", "mt": "Maltese", "nb": "Norwegian", "ne": "Nepali",
    "nl": "Dutch", "nn": "Norwegian", "no": "Norwegian", "pa": "Punjabi", "pl": "Polish", "ps": "Pashto",
    "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "rw": "Kinyarwanda", "si": "Sinhala",
    "sk": "Slovak", "sl": "Slovenian", "sq": "Albanian", "sr": "Serbian", "sv": "Swedish", "sw": "Swahili",
    "ta": "Tamil", "te": "Telugu", "th": "Thai", "tl": "Tagalog", "tr": "Turkish", "ug": "Uyghur",
    "uk": "Ukrainian", "ur": "Urdu", "vi": "Vietnamese", "wo": "Wolof", "xh": "Xhosa", "zh": "Chinese",
    "zu": "Zulu",
}  # fmt: skip


def detect_language(text: str) -> str:
    """The ISO 639-1 code of the language that most of the text is in.

    A text too short to judge (under 200 characters) counts as English unless its script says otherwise.
    """
    if len(text) < SHORT_TEXT and _is_latin(text):
        return "en"
    middle = max(0, (len(text) - SAMPLE_LENGTH) // 2)
    code: str = _load_identifier().classify(text[middle : middle + SAMPLE_LENGTH])[0]
    return code


def name_language(code: str) -> str:
    """The English name and the code, as a message shows them: `French (fr)`."""
    return f"{NAMES[code]} ({code})" if code in NAMES else f"the language {code!r}"


def _is_latin(text: str) -> bool:
    """Whether at least half of the letters stand before the Greek block."""
    letters = [char for char in text if char.isalpha()]
    return 2 * sum(char < "\u0370" or "\u1e00" <= char <= "\u1eff" for char in letters) >= len(letters)


@lru_cache(maxsize=1)
def _load_identifier() -> Any:
    import py3langid

    return py3langid
