"""Base forms of English words, without a model's lemmatizer (which takes a third of a pipeline's time).

The words that matter are those of the ontology: a form is brought to the first base that is among them, by
the regular endings of English or by the list of irregular forms below; a word that nothing knows is only
stripped of its plainest ending.
"""

from functools import cache

from diplograph.ontology import WORD_CLASSES, load_ontology

GENITIVES = frozenset({"'s", "’s"})
POSSESSIVES = GENITIVES | {"'", "’"}
IRREGULAR = {
    "am is are was were been being 's 're 'm": "be",
    "has had having 've": "have",
    "does did done doing": "do",
    "went gone": "go",
    "said": "say",
    "made": "make",
    "took taken": "take",
    "gave given": "give",
    "came": "come",
    "saw seen": "see",
    "knew known": "know",
    "got gotten": "get",
    "found": "find",
    "thought": "think",
    "told": "tell",
    "became": "become",
    "left": "leave",
    "felt": "feel",
    "brought": "bring",
    "began begun": "begin",
    "kept": "keep",
    "held": "hold",
    "wrote written": "write",
    "stood": "stand",
    "heard": "hear",
    "meant": "mean",
    "met": "meet",
    "ran": "run",
    "paid": "pay",
    "sat": "sit",
    "spoke spoken": "speak",
    "led": "lead",
    "grew grown": "grow",
    "lost": "lose",
    "fell fallen": "fall",
    "sent": "send",
    "built": "build",
    "drew drawn": "draw",
    "broke broken": "break",
    "spent": "spend",
    "rose risen": "rise",
    "drove driven": "drive",
    "bought": "buy",
    "wore worn": "wear",
    "chose chosen": "choose",
    "fought": "fight",
    "threw thrown": "throw",
    "caught": "catch",
    "dealt": "deal",
    "won": "win",
    "forgot forgotten": "forget",
    "sold": "sell",
    "sought": "seek",
    "shot": "shoot",
    "struck stricken": "strike",
    "swore sworn": "swear",
    "taught": "teach",
    "tore torn": "tear",
    "withdrew withdrawn": "withdraw",
    "withheld": "withhold",
    "overthrew overthrown": "overthrow",
    "undertook undertaken": "undertake",
    "flew flown": "fly",
    "fled": "flee",
    "froze frozen": "freeze",
    "hid hidden": "hide",
    "laid": "lay",
    "lent": "lend",
    "overran": "overrun",
    "sank sunk": "sink",
    "stole stolen": "steal",
    "shook shaken": "shake",
    "bound": "bind",
    "fed": "feed",
    "hung": "hang",
    "ate eaten": "eat",
    "forbade forbidden": "forbid",
    "foresaw foreseen": "foresee",
    "oversaw overseen": "oversee",
    "waged": "wage",
    "vying vied": "vie",
    "outdid": "outdo",
    "undercut": "undercut",
    "retook retaken": "retake",
    "rebuilt": "rebuild",
    "wound": "wind",
    "men": "man",
    "women": "woman",
    "people": "people",
    "countries": "country",
    "spokesmen": "spokesman",
    "chairmen": "chairman",
    "crises": "crisis",
    "allies": "ally",
    "ties": "tie",
    "forces": "force",
    "chargés": "chargé",
    "talks": "talk",
    "attachés": "attaché",
    "communiqués": "communiqué",
    "media": "media",
}
IRREGULAR_FORMS = {form: base for forms, base in IRREGULAR.items() for form in forms.split()}
CLASS_OF_TAG = {"V": "verbs", "N": "nouns", "J": "adjectives", "M": "verbs"}


@cache
def known_words() -> dict[str, frozenset[str]]:
    """Word class → the first and last words of the ontology's entries of that class, and its cues."""
    found: dict[str, set[str]] = {word_class: set() for word_class in WORD_CLASSES}
    ontology = load_ontology()
    for word_class, entry in ontology.frames:
        found[word_class] |= {entry, entry.split()[0], entry.split()[-1]}
        if word_class == "phrases":
            found[word_class] |= set(entry.split())
    for relation_type in ontology.types.values():
        for frame in relation_type.frames:
            found["nouns"] |= frame.objects
    for row in ontology.cues.values():
        found["verbs"] |= row.get("verbs", frozenset())
        found["nouns"] |= row.get("nouns", frozenset())
    return {word_class: frozenset(words) for word_class, words in found.items()}


@cache
def base_form(word: str, tag: str) -> str:
    """The base form of a lower-case word; `tag` is the first letter of its Penn tag (V, N, J).

    >>> base_form("signed", "V"), base_form("treaties", "N"), base_form("led", "V")
    ('sign', 'treaty', 'lead')
    """
    known = known_words().get(CLASS_OF_TAG.get(tag, "nouns"), frozenset())
    candidates = list_bases(word, tag)
    return next(
        (base for base in candidates if base in known), candidates[-1] if tag == "N" else candidates[0]
    )


def list_bases(word: str, tag: str) -> list[str]:
    """What the word may be a form of, the likeliest first; the word itself is always among them."""
    if word in IRREGULAR_FORMS and (tag in "VM" or word in NOUN_FORMS):
        return [IRREGULAR_FORMS[word]]
    bases: list[str] = []
    if tag == "J":
        return [word]
    if word.endswith("ies") and len(word) > 4:
        bases += [word[:-3] + "y"]
    if word.endswith(("sses", "shes", "ches", "xes", "zes", "oes")):
        bases += [word[:-2]]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        bases += [word[:-1]]
    if tag != "N":
        bases += list_verb_bases(word)
        return [*bases, word] if word not in known_words()["verbs"] else [word, *bases]
    return (
        [word, *bases]
        if word in known_words()["nouns"]
        else [*reversed(bases), word]
        if not bases
        else [*bases[::-1]]
    )


def list_verb_bases(word: str) -> list[str]:
    """The bases of a form in -ed or -ing."""
    if word.endswith("ied") and len(word) > 4:
        return [word[:-3] + "y"]
    for ending in ("ed", "ing"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            stem = word[: -len(ending)]
            doubled = [stem[:-1]] if len(stem) > 2 and stem[-1] == stem[-2] else []
            return [*(doubled if stem[-1] not in "ls" else []), stem, stem + "e", *doubled]
    return []


NOUN_FORMS = {
    "men",
    "women",
    "people",
    "countries",
    "spokesmen",
    "chairmen",
    "crises",
    "allies",
    "ties",
    "forces",
    "chargés",
    "talks",
    "attachés",
    "communiqués",
    "media",
}
