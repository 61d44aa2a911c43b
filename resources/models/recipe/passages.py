"""Passages as the application cuts and marks them (ingest/prompt): its words decide, these follow."""
import math
import re
import string

SENTENCE_END = re.compile(r"[.!?][\"”’»)\]]*(?=\s)|[。！？][”」]?")
CLOSING = "\"”’»)]」"
SPACE = re.compile(r"\s")
FIRST_WORD = re.compile(r"\S*")
PATIENCE, LONGEST_WORD = 160, 1024                # bytes more after which a comma ends a clause, and as many again after which a word does
STOP = re.compile(r"[.!?](?=\s)|[。！？]")          # in code
LINE_END = re.compile(r"[.!?。！？:;][\"”’»)\]」]*\s*$")
ABBREVIATION = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|St|Prof|Sr|Jr|Messrs|Mme|Capt|Col|Gen|Rev|Hon|No|Nr|Inc|Co|Corp|Ltd|vs|etc|cf|pp|[^\W\d_]|\d{1,2})$")


def sentence_break(line, need, code=False):
    """Where the first sentence ends that leaves `need` bytes before its end, if text follows it in the line; else None."""
    if len(line) * 4 < need:
        return None
    for m in (STOP if code else SENTENCE_END).finditer(line):
        if len(line[:m.end()].encode()) >= need and line[m.end():].strip() and (code or not abbreviated(line, m)):
            return m.end()
    return None


def abbreviated(line, end):
    """A full stop that ends no sentence: after one letter, a number of two digits at most or a word like Mr"""
    return end.group().rstrip() == "." and ABBREVIATION.search(line[max(0, end.start() - 8):end.start()]) is not None


def clause_break(line, need):
    """Where a sentence too long for any passage is cut: behind ; or : with `need` bytes before it, 160 later behind a comma, 320 later anywhere"""
    for m in SPACE.finditer(line, 1):
        size = len(line[:m.start()].encode())
        before = line[:m.start()].rstrip(CLOSING)
        patience = 0 if before.endswith((";", ":")) else PATIENCE if before.endswith(",") else 2 * PATIENCE
        if size >= need + 2 * PATIENCE + LONGEST_WORD:
            return None
        if size >= need + patience:
            return m.start() if line[m.start():].strip() else None
    return None


def break_of(line, size, full, most, code):
    """Where a line is cut next, in a passage of `size` bytes before it; None: nowhere"""
    cut = sentence_break(line, full - size, code)
    if code or (cut is not None and len(line[:cut].encode()) <= most - size):
        return cut
    clause = clause_break(line, most - size)
    return clause if cut is None or (clause is not None and clause < cut) else cut


def ends_sentence(line):
    m = LINE_END.search(line)
    return m is not None and not abbreviated(line, m)


def line_width(lines, narrowest=40, widest=100, rare=0.03):
    """Characters to which the lines of a text were wrapped, which hardly any exceeds; 0 where they were not"""
    lengths = sorted(len(line) for line in lines if line.strip())
    width = lengths[min(len(lengths) - 1, math.ceil(len(lengths) * (1 - rare)) - 1)] if lengths else 0
    if not narrowest <= width <= widest:
        return 0
    followed = [full(line, following, width) for line, following in zip(lines, lines[1:]) if line.strip() and following.strip()]
    return width if 2 * sum(followed) >= len(followed) else 0


def full(line, following, width):
    return len(line) + 1 + len(FIRST_WORD.match(following).group()) > width


def wraps(line, following, width):
    """Whether a line ends only because the next word would not have fitted"""
    if not width or line[-1] == "-" or line[-1].isspace() or following[0].isspace() or following[0] in "-*+#|>=\u2022":
        return False
    return line[-1] < "\u2e80" > following[0] and full(line, following, width)


def cut_passages(text, paragraph=80, full=320, most=480, code=False):
    """Passages as the application marks them; blank lines vanish.  A passage of `full` bytes ends with its sentence, at the latest with
    the line after `most` bytes, or between its clauses; code ends with its line.  Where prose was wrapped the end of a line becomes a space."""
    out, cur, size, blank, last, lines = [], "", 0, False, "", text.split("\n")
    width = 0 if code else line_width(lines)
    for whole in lines:
        line = whole
        if not line.strip():
            blank = True
            continue
        if cur and ((blank and size >= paragraph) or (size >= full and (code or size >= most or ends_sentence(last)))):
            out.append(cur)
            cur, size = "", 0
        if cur:
            cur += " " if not blank and wraps(last, whole, width) else "\n"
            size += 1
        elif not code:
            line = line.lstrip()
        blank, last = False, whole
        while (cut := break_of(line, size, full, most, code)) is not None:
            out.append(cur + line[:cut].rstrip())
            line, cur, size = line[cut:] if code else line[cut:].lstrip(), "", 0
        cur += line
        size += len(line.encode())
    if cur:
        out.append(cur)
    return out


def sentences(passage):
    out, at = [], 0
    for m in SENTENCE_END.finditer(passage):
        out.append(passage[at:m.end()])
        at = m.end()
    out.append(passage[at:])
    return [s.strip() for s in out if len(s.strip()) > 1]


def label_name(i):
    s = ""
    i += 1
    while i:
        i, r = divmod(i - 1, 26)
        s = string.ascii_uppercase[r] + s
    return s


def document(label, name, passages, first=1):
    """A document as a prompt has it; passages are counted from `first`"""
    lines = "".join(f"[{label}{n}] {text}\n" for n, text in enumerate(passages, first))
    return f'<document label="{label}" name="{name}">\n{lines}</document>\n'
