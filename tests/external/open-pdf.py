"""Opens letters with PDFium, MuPDF and poppler; says what is wrong and ends with 1.

open-pdf.py LOCKED.pdf PASSWORD_FILE LETTER.pdf...
"""

import re
import subprocess
import sys

import pymupdf
import pypdfium2

wrong = []


def pdfium(path, password=None):
    document = pypdfium2.PdfDocument(path, password=password)
    pages = [page.get_textpage().get_text_range() for page in document]
    dark = [sum(1 for byte in page.render(scale=0.5).to_numpy().flat if byte < 128) for page in document]
    return pages, dark


def mupdf(path, password=None):
    document = pymupdf.open(path)
    if document.needs_pass and not (password and document.authenticate(password)):
        raise ValueError("password")
    pages = [page.get_text() for page in document]
    dark = [sum(1 for byte in page.get_pixmap(dpi=36).samples if byte < 128) for page in document]
    return pages, dark


def poppler(path, password=None):
    command = ["pdftotext"] + (["-upw", password] if password else []) + [path, "-"]
    done = subprocess.run(command, capture_output=True)
    if done.returncode or not done.stdout.strip():
        raise ValueError(done.stderr.decode().strip() or "no text")
    return done.stdout.decode().split("\f")[:-1], None


READERS = {"PDFium": pdfium, "MuPDF": mupdf, "poppler": poppler}


def words(text):
    return sorted(re.findall(r"\w+", text))


def check(path, password=None):
    said = {}
    for name, reader in READERS.items():
        try:
            pages, dark = reader(path, password)
        except Exception as error:  # each reader has its own errors
            wrong.append(f"{name} does not open {path}: {error}")
            continue
        said[name] = [words(page) for page in pages]
        if dark is not None and min(dark) < 500:
            wrong.append(f"{name} draws an empty page of {path}: {dark}")
    if len({str(pages) for pages in said.values()}) > 1:
        wrong.append(f"the three read different words in {path}")


locked, password_file, *letters = sys.argv[1:]
password = open(password_file, encoding="utf-8").readline().rstrip("\n")
for letter in letters:
    check(letter)
check(locked, password)
for name, reader in READERS.items():
    for bad in (None, "marble Zoe orchard", password + " ", "x" * 127):
        try:
            reader(locked, bad)
        except Exception:  # as it should
            continue
        wrong.append(f"{name} opens the locked letter with {bad!r}")
if b"Sampleton" in open(locked, "rb").read():
    wrong.append("the locked letter has words in clear")
print("\n".join(wrong))
sys.exit(bool(wrong))
