"""A two-page letter by us and by others, in turns and in one run; every row is held to at most one.

run.py FOLDER_OF_PROGRAMS FONTS: each engine sets the same words on two A4 pages in the same fonts with the same logo.
Ours composes, sets and writes from the facts; the others set markup that was made beforehand. Prints a table; ends with
1 if one of them is faster. An engine that is not installed is skipped with a word.
"""

import importlib.util
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import engines
from letter import Letter, read

ROUNDS = 25
# A conversion by LibreOffice takes seconds.
PROCESSES = 7
NAMES = ["Noor Haddad", "Wren Castellane", "Ada Merrow", "Tomasz Reyes", "Priya Halloran", "Sam Adeyemi", "Ines Okonkwo"]


class Ours:
    """Our program, warm: it answers with the time that it took."""

    def __init__(self, programs: Path, work: Path):
        self.process = subprocess.Popen([str(programs / "one-letter"), str(work)], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, text=True)
        assert self.process.stdout.readline() == "ready\n"

    def time(self, person: str) -> float:
        self.process.stdin.write(person + "\n")
        self.process.stdin.flush()
        return int(self.process.stdout.readline()) / 1e9

    def end(self) -> None:
        self.process.stdin.close()
        self.process.wait()


def timed(work) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def proved(engine, letter: Letter, work: Path) -> None:
    """Two pages with all the words, or the comparison is none."""
    if hasattr(engine, "prepare"):
        engine.prepare(letter.person)
    file = work / "proof.pdf"
    file.write_bytes(engine.write(letter.person))
    if not shutil.which("pdftotext"):
        return
    info = subprocess.run(["pdfinfo", str(file)], capture_output=True, text=True, check=True).stdout
    pages = next(line.split()[1] for line in info.splitlines() if line.startswith("Pages"))
    assert pages == "2", f"{engine.name} made {pages} pages"
    text = subprocess.run(["pdftotext", "-layout", str(file), "-"], capture_output=True, text=True, check=True).stdout
    found = "".join(text.split()).replace("\u00ad", "").replace("-", "")
    lost = [word for word in letter.words() if word.replace("-", "") not in found]
    # A word may be broken where a page or a column ends.
    assert len(lost) <= 5, f"{engine.name} lost {sorted(lost)}"


def row(name: str, ours: float, theirs: float) -> bool:
    ratio, good = ours / theirs, ours < theirs
    verdict = "ok" if good else "OVER"
    print(f"{name:<44} {ours * 1e3:>8.2f} ms {theirs * 1e3:>8.2f} ms {ratio:>7.2f} {1:>6.2f}  {verdict}", flush=True)
    return good


def main() -> int:
    programs, fonts = Path(sys.argv[1]), Path(sys.argv[2]).resolve()
    good = True
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        ours = Ours(programs, work)
        letter = read(work)
        there = []
        for engine, module in ((engines.Typst, "typst"), (engines.ReportLab, "reportlab"), (engines.WeasyPrint, "weasyprint")):
            if importlib.util.find_spec(module):
                there.append(engine(letter, fonts))
            else:
                print(f"two-page letter beside {engine.name}: skipped ({module} is not installed)")
        for engine in there:
            proved(engine, letter, work)
        mine, theirs = [], {engine.name: [] for engine in there}
        for number in range(ROUNDS + 3):
            # Another name each time, so that nobody finds the whole letter in a cache.
            person = f"{NAMES[number % len(NAMES)]} {number}"
            times = [(mine, ours.time(person))]
            times += [(theirs[engine.name], timed(lambda: engine.write(person))) for engine in there]
            if number >= 3:
                for kept, one in times:
                    kept.append(one)
        for engine in there:
            name = f"two-page letter beside {engine.name}"
            good &= row(name, statistics.median(mine), statistics.median(theirs[engine.name]))
        ours.end()
        good &= processes(programs, fonts, letter, work)
    return 0 if good else 1


def processes(programs: Path, fonts: Path, letter: Letter, work: Path) -> bool:
    """LibreOffice, which is a process a letter, beside a process of ours a letter."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if not program:
        print("two-page letter beside LibreOffice: skipped (it is not installed)")
        return True
    engine = engines.LibreOffice(letter, fonts, program, work)
    proved(engine, letter, work)
    mine, theirs = [], []
    for number in range(PROCESSES):
        engine.prepare(f"{letter.person} {number}")
        mine.append(timed(lambda: subprocess.run([str(programs / "write-letter")], capture_output=True, check=True)))
        theirs.append(timed(lambda: engine.write("")))
    return row("letter as a process beside LibreOffice", statistics.median(mine), statistics.median(theirs))


if __name__ == "__main__":
    sys.exit(main())
