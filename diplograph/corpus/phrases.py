"""The stock phrases by which web pages everywhere run their own workings, as patterns for whole lines.

They are facts about the genre, not about any site: buttons, notices, headings of link lists, photo credits.
"""

import re


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE | re.VERBOSE)


PIECES = (
    r"(?:articles?|stor(?:y|ies)|posts?|content|news|reading|reads|reports?|topics|publications|coverage|links"
    r"|analys[ei]s|commentar(?:y|ies)|videos?|items|pages|reviews?|events|research|insights|resources|podcasts?)"
)
# Headings under which a page lists links; the first kind never heads a section of an article.
LIST_HEADING = _compile(rf"""
    (?:related|recommended|similar|trending|suggested|popular|latest)(?:\s+(?:and|&)\s+\w+)?(?:\s+\w+)?\s+{PIECES}
      (?:\s+(?:in|from|on|by|for|about)\b.{{0,40}})?
  | related | recommended(?:\s+for\s+you)? | trending(?:\s+now)? | also\s+read | read\s+also
  | you\s+(?:may|might)\s+(?:also\s+)?(?:like|enjoy|be\s+interested\s+in)
  | (?:what\s+to\s+)?read\s+(?:next|more) | (?:up|coming)\s+next | keep\s+reading | don['’]t\s+miss(?:\s+it)?
  | (?:the\s+)?most\s+(?:read|popular|viewed|shared|commented|watched)(?:\s+\w+)?(?:\s+(?:in|on)\b.{{0,30}})?
  | editor['’]?s?['’]?\s+(?:picks?|choice) | (?:from\s+)?around\s+the\s+web | from\s+our\s+\w+
  | table\s+of\s+contents | jump\s+to(?:\s+section)? | tags? | tagged(?:\s+with)? | filed\s+under
  | (?:quick|useful|external|site)\s+links | (?:main\s+)?(?:navigation|menu) | stay\s+connected
  | posted\s+in | connect\s+with\s+us
  | follow\s+us(?:\s+on\b.{{0,40}})? | share\s+(?:this|on|via)\b.{{0,40}}
""")
# What follows these is never the article.
END_HEADING = _compile(r"""
    (?:\d+\s+)?comments?(?:\s*\(\d+\))? | (?:\d+\s+)?responses? | reader\s+comments
  | (?:leave|post|write|add)\s+a\s+(?:comment|reply)
  | join\s+the\s+(?:conversation|discussion)
""")
AUTHOR_HEADING = _compile(r"(?:about\s+)?the\s+(?:authors?|writers?|contributors?):? | author\s+bio\w*:?")
# Headings that head a link list or, where running text follows, a section of the article.
LOOSE_HEADING = _compile(rf"""
    (?:recent|featured|further|other|top|more)(?:\s+\w+)?\s+{PIECES}
      (?:\s+(?:in|from|on|by|for|about)\b.{{0,40}})?
  | (?:in|on)\s+this\s+(?:section|page|article|issue|series|report|story) | see\s+also | contents
  | more\s+(?:from|in|on|by|like\s+this)\b.{{0,40}}
  | (?:our\s+)?(?:partners|supporters|sponsors|donors|funders)
  | topics? | categor(?:y|ies) | keywords | sections
""")
CONTROL = r"""(?:
    (?:main\s+|toggle\s+|open\s+|close\s+|site\s+)?(?:menu|navigation|nav|search)
      (?:\s+(?:this\s+site|icon|button))?
  | (?:sign|log)[\s-]?(?:in|up|out) | register | my\s+account | subscribe(?:\s+now)? | donate(?:\s+now)?
  | (?:support|join|contact|advertise\s+with|about|follow|e-?mail)\s+us | advertise | imprint | careers
  | contact | (?:our\s+)?newsletters? | share | tweet | pin(?:\s+it)? | print | copy\s+link | bookmark
  | save | like | reply | e-?mail(?:\s+(?:address|sign-?\s?up|alerts?|this))? | home(?:\s*page)?
  | whatsapp | facebook | twitter | x | linkedin | instagram | youtube | telegram | reddit | flickr | tiktok
  | rss(?:\s+feeds?)? | sitemap | site\s+map | terms(?:\s+(?:of\s+(?:use|service)|(?:and|&)\s+conditions))?
  | (?:privacy|cookies?|legal|accessibility|disclaimer)
      (?:\s+(?:policy|notice|settings|statement|preferences))?
  | (?:accept|reject|allow|decline)(?:\s+all)?
  | en|fr|de|es|pt|ru|zh|ar|ja|english|français|deutsch|español|中文|日本語|русский|العربية
)"""
# Words by which the footer of a site is told from the credit of a picture.
CONTROL_WORD = _compile(
    r"all\s+rights\s+reserved | \b(?:privacy|terms|contact|accessibility|imprint|sitemap)\b"
)
PHRASE = _compile(rf"""(?:
    {CONTROL}(?:[\s|·•,/]+{CONTROL})*
  | skip\s+(?:to\b.{{0,40}}|navigation) | (?:un)?subscribe\s+(?:to|for|and|now|today|via)\b.{{0,160}}
  | sign\s+up\s+(?:for|now|here|with|to\s+(?:our|the|receive|get))\b.{{0,160}}
  | search\s+(?:for:?|this\s+site)\s*(?:\.{{3}}|…)?
  | print\s+(?:this\s+)?(?:page|article|friendly\b.{{0,20}})
  | share\s*(?:this|on|via|with|:)(?!\w).{{0,80}} | follow\s+(?:us|me|@\w+)\b.{{0,80}}
  | like\s+us\s+on\b.{{0,60}} | sponsored(?:\s+(?:content|post))? | promoted | ad(?:\s+feedback)?
  | advertisements? | (?:story|article)\s+continues\s+below\b.{{0,40}} | scroll\s+(?:down\s+)?to\b.{{0,40}}
  | (?:about\s+|approx\.?\s+)?\d+\s*[-\s]?min(?:ute)?s?\.?(?:\s+(?:read|listen))?
  | reading\s+time\b.{{0,30}} | listen(?:\s+to\s+(?:this|the)\s+(?:article|story)\b.{{0,30}})?
  | (?:read|learn|find\s+out|see|view|show|load|discover|watch|click)\s+(?:more|all|less|here|now)
      (?:\s+(?:about|on|in|from|at|of|to|for|articles|posts|news|stories)\b.{{0,60}})?
  | (?:related|also\s+read|read\s+(?:also|more|next)|see\s+also|most\s+(?:read|popular|viewed)|recommended
      |up\s+next|you\s+(?:may|might)\s+also\s+like|don['’]t\s+miss|tags?|topics?|keywords?|filed\s+under
      |categor(?:y|ies)|labels?)\s*:\s*\S.{{0,400}}
  | back\s+to\s+(?:the\s+)?(?:top|home)\b.{{0,20}}
  | (?:previous|next|older|newer)(?:\s+(?:article|post|story|page)s?)?(?:\s*:.{{0,120}})?
  | (?:download|view)\s+(?:the\s+|this\s+)?(?:pdf|report|full\s+\w+|as\s+pdf|article)\b.{{0,30}}
  | attachments? | accept\s+(?:all\s+)?cookies | manage\s+(?:cookies|preferences|settings) | got\s+it
  | (?:we\s+value\s+)?your\s+privacy(?:\s+(?:choices|matters))?(?:[\s.·|]+{CONTROL})*
  | loading(?:\.{{3}}|…)? | (?:please\s+)?(?:enable|turn\s+on)\s+javascript\b.{{0,80}} | please\s+wait
  | unsupported\s+browser\b.{{0,60}} | (?:video|audio)\s+player\b.{{0,30}} | play(?:\s+video)?
  | powered\s+by\b.{{0,40}}
)[.!:…]*""")
# A sentence in which the site speaks to its visitor about its own workings.
SITE_TALK = _compile(r"""
    \b(?:we|site|website|partners)\b.{0,60}\buses?\b.{0,60}\bcookies\b
  | \b(?:accept|enable|allow|manage|our)\b.{0,30}\bcookies\b | \bcookie\s+policy\b
  | \bcookies\b.{0,60}\b(?:this|our|your)\s+(?:web\s?site|site|experience|browser|device)\b
  | \b(?:web\s+browser\s+you | your\s+(?:web\s+)?browser | your\s+inbox | your\s+e-?mail\s+address
    | your\s+subscription | subscribe\s+to\s+our | our\s+(?:free\s+|weekly\s+|daily\s+)?newsletters?
    | our\s+(?:mailing\s+list|subscribers|privacy\s+policy|terms\s+(?:of|and)\s+\w+)
    | we\s+value\s+your\s+privacy )\b
  | \b(?:enable|requires?|activate)\s+javascript\b | \b(?:your|disable)\b.{0,30}\bad-?blocker\b
  | ^\W*(?:sign\s+up|subscribe|get|join|register)\b.*
    \b(?:newsletter|inbox|e-?mails?|briefing|updates|alerts|mailing\s+list|digest)\b
""")
COPYRIGHT = _compile(r"""
    © | \(c\)\s*(?:19|20)\d\d | all\s+rights\s+reserved
  | ^copyright\b(?=.{0,20}\d{4}) | ^copyright\s+(?:of|by)\b
""")
AGENCY = (
    r"(?:flickr|getty(?:\s+images)?|reuters|afp|ap|ap\s+photo|epa|epa-efe|xinhua|shutterstock|i?stock(?:photo)?"
    r"|wikimedia(?:\s+commons)?|unsplash|bloomberg|dpa|tass|kyodo|yonhap|alamy|pexels|pixabay)"
)
CREDIT = _compile(rf"""[(\[]?\s*(?:
    (?:(?:cover|header|featured|main|banner|top)\s+)?
      (?:photo(?:graph)?s?|images?|pictures?|illustrations?|graphics?)
      (?:\s*(?:credits?|courtesy(?:\s+of)?|by|source))?\s*[:/©]\s*\S.{{0,100}}
  | (?:photo(?:graph)?|image|picture)s?\s+(?:by|courtesy\s+of|via)\s+\S[^.!?]{{0,80}}
  | credits?:\s*\S[^.!?]{{0,60}} | (?:image|picture|media)\s+copyright\s+\S[^.!?]{{0,60}}
  | [^.!?/|:]{{1,40}}/\s*(?:[^.!?/|]{{1,30}}/\s*)?{AGENCY}(?:,?\s+(?:via\s+.{{0,30}}|\d{{4}}))?
  | {AGENCY}\s*/\s*[^.!?]{{1,50}} | (?:©|via)\s*[^.!?]{{0,40}}\b{AGENCY}
)\s*[)\]]?\.?""")
TRAILING_CREDIT = _compile(r"""
    (?<=[.!?”"’)])\s*[(\[]?(?:photo|image|picture|illustration)(?:\s+(?:credit|courtesy|by))?:
    \s[^.!?]{2,60}[)\]]?\.?$
""")
