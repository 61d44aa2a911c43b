"""Passages as the application cuts and marks them (ingest/prompt): its words decide, these follow."""
import re
import string

SENTENCE_END = re.compile(r"[.!?][\"”’»)\]]*(?=\s)|[。！？][”」]?")
CLOSING = "\"”’»)]」"
SPACE = re.compile(r"\s")
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


def cut_passages(text, paragraph=80, full=320, most=480, code=False):
    """Passages as the application marks them; blank lines vanish.  A passage of `full` bytes ends with its sentence, at the latest with
    the line after `most` bytes, or between its clauses; code ends with its line."""
    out, cur, size, blank = [], [], 0, False
    for line in text.split("\n"):
        if not line.strip():
            blank = True
            continue
        if cur and ((blank and size >= paragraph) or (size >= full and (code or size >= most or ends_sentence(cur[-1])))):
            out.append("\n".join(cur))
            cur, size = [], 0
        blank = False
        if cur:
            size += 1
        elif not code:
            line = line.lstrip()
        while (cut := break_of(line, size, full, most, code)) is not None:
            out.append("\n".join(cur + [line[:cut].rstrip()]))
            line, cur, size = line[cut:] if code else line[cut:].lstrip(), [], 0
        cur.append(line)
        size += len(line.encode())
    if cur:
        out.append("\n".join(cur))
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
