"""The form of a clause, and the readings of the parse that every kind of clause needs."""

from collections.abc import Callable

from spacy.tokens import Token

from diplograph.extract.words import POSSESSIVES, base_form

RELATIVE = {"which", "who", "whom", "that", "whose"}


class Clause:
    """A predicate and its arguments. `words` are its look-up forms, the longest first.

    `slots` (slot → tokens) and `objects` (the look-up forms of the object nouns) are read off the parse when
    first asked for: most predicates open no frame, and are never asked.
    """

    __slots__ = ("_fill", "_objects", "_slots", "token", "trigger", "word_class", "words")

    def __init__(
        self,
        token: Token,
        word_class: str,
        words: tuple[str, ...],
        fill: Callable[["Clause"], None],
        trigger: tuple[int, int] | None = None,
    ) -> None:
        self.token = token
        self.word_class = word_class
        self.words = words
        self.trigger = trigger or (token.i, token.i + 1)
        self._fill: Callable[[Clause], None] | None = fill
        self._slots: dict[str, list[Token]] = {}
        self._objects: frozenset[str] | None = None

    @property
    def slots(self) -> dict[str, list[Token]]:
        """The arguments: slot → tokens."""
        if self._fill is not None:
            fill, self._fill = self._fill, None
            fill(self)
        return self._slots

    @property
    def objects(self) -> frozenset[str]:
        """The look-up forms of the nouns that are the object."""
        if self._objects is None:
            nouns = [*self.slots.get("object", ()), *self.slots.get("retained", ())]
            self._objects = frozenset(form for noun in nouns for form in phrase_words(noun, "N"))
        return self._objects

    def add(self, slot: str, tokens: list[Token]) -> None:
        """Put tokens, with what is joined to them by "and", into a slot."""
        row = self.slots.setdefault(slot, [])
        for token in tokens:
            joined = [owned_noun(item) for item in (token, *list_conjuncts(token))]
            row.extend(item for item in joined if item not in row)


def owned_noun(token: Token) -> Token:
    """The noun that a possessor owns, where the parser took the possessor for the argument itself."""
    mark = token.i + 1
    if mark >= len(token.doc) or token.doc[mark].text not in POSSESSIVES or token.dep_ == "poss":
        return token
    after = token.doc[token.i + 2 : token.i + 6]
    return next(
        (item for item in after if item.tag_[:2] == "NN" and item.dep_ not in {"compound", "nmod"}), token
    )


def owner_before(start: Token, names: set[int]) -> list[Token]:
    """The name whose possessive stands right before a noun or name: "India's S. Jaishankar".

    Words with small letters and titles may stand between; another name may not.
    """
    doc, position = start.doc, start.i - 1
    while position > start.i - 6 and position not in names and not doc[position + 1].is_sent_start:
        if doc[position].text in POSSESSIVES:
            return [doc[position - 1]] if position - 1 in names else []
        plain = doc[position].tag_[:2] in {"JJ", "NN", "CD", "HY"} or doc[position].tag_ in {
            "VBN",
            "VBG",
            "``",
        }
        if not plain and doc[position].text not in {"-", "–", "“", '"'}:
            return []
        position -= 1
    return []


def list_conjuncts(token: Token) -> list[Token]:
    """The tokens joined to this one by "and", "or" or commas, in the order of the text."""
    found: list[Token] = []
    for child in token.children:
        if child.dep_ == "conj" and child.tag_[:1] in "NCDPJVF$":
            found.extend([child, *list_conjuncts(child)])
    return found


def head_of_list(token: Token) -> Token:
    """The first member of the coordination that the token is in."""
    while token.dep_ == "conj":
        token = token.head
    return token


def resolve_relative(token: Token) -> list[Token]:
    """What a relative pronoun stands for; any other token stands for itself."""
    if token.lower_ not in RELATIVE or token.tag_ not in {"WDT", "WP", "IN", "DT", "WP$"}:
        return [token]
    verb = token
    while verb.dep_ not in {"relcl", "ROOT"} and verb.head != verb:
        verb = verb.head
    return [antecedent(verb)] if verb.dep_ == "relcl" else []


def antecedent(verb: Token) -> Token:
    """The noun that a relative or reduced clause modifies."""
    return verb.head


def phrase_words(noun: Token, tag: str) -> tuple[str, ...]:
    """The look-up forms of a noun: with words before it, or "of" and a noun behind it, then alone."""
    base = base_form(noun.lower_.rstrip("."), tag)
    if (
        noun.i + 2 < len(noun.doc)
        and noun.nbor(1).text == "-"
        and noun.nbor(2).lower_ in {"general", "elect", "designate"}
    ):
        base = f"{base} {noun.nbor(2).lower_}".removesuffix(" elect").removesuffix(" designate")
    doc, words, forms = noun.doc, base, [base]
    position = noun.i - 1
    while len(forms) < 5 and not doc[position + 1].is_sent_start:
        before = doc[position].lower_
        if before not in {"-", "–"}:
            if not before[0].isalpha() and before not in {"’s", "'s"}:
                break
            words = f"{before} {words}"
            forms.append(words)
        position -= 1
    if noun.i + 2 < len(doc) and noun.nbor(1).lower_ in {"of", "in"}:
        short = f"{base} {noun.nbor(1).lower_} {noun.nbor(2).lower_}"
        forms += [short, f"{short} {doc[noun.i + 3].lower_}"] if noun.i + 3 < len(doc) else [short]
    return tuple(reversed(forms))


def add_prepositions(clause: Clause, head: Token) -> None:
    """Fill the slots named after the prepositions that hang on `head`."""
    for child in head.children:
        if child.dep_ in {"prep", "agent", "dative"} and child.tag_ in {
            "IN",
            "TO",
            "RP",
            "VBG",
            "RB",
            "VBN",
            "JJ",
        }:
            add_preposition(clause, child, child.lower_)
        elif child.dep_ in {"prt", "advmod"} and child.lower_ in {
            "out",
            "up",
            "down",
            "away",
            "in",
            "together",
        }:
            for inner in child.children:
                if inner.dep_ == "prep":
                    add_preposition(clause, inner, f"{child.lower_} {inner.lower_}")


def add_preposition(clause: Clause, preposition: Token, name: str) -> None:
    """Fill one preposition's slot, and that of a preposition inside it ("out of", "such as")."""
    if name == "as" and preposition.i > 0 and preposition.nbor(-1).lower_ == "such":
        name = "such as"
    for child in preposition.children:
        if child.dep_ in {"pobj", "obj"}:
            targets = resolve_relative(child)
            clause.add(name, targets)
            if name in {"between", "among"}:
                clause.add("between", targets)
        elif child.dep_ == "prep":
            add_preposition(clause, child, f"{name} {child.lower_}")
            add_preposition(clause, child, child.lower_)
        elif child.dep_ == "pcomp" and name in {"of", "by", "for"} and child.tag_ == "VBG":
            clause.add("gerund", [child])
    for sibling in preposition.children:
        if sibling.dep_ == "conj" and sibling.tag_ == "IN":
            add_preposition(clause, sibling, sibling.lower_)


# ------------------------------------------------------------------------------------------------- verbs


# ------------------------------------------------------------------------------------- nouns and adjectives
