"""The same two pages by four others: markup made beforehand, then only the setting is timed."""

import io
import os
import subprocess
from pathlib import Path

from letter import Letter, escape

TEAL = "#0b5f5a"
QUIET = "#555f5b"


def quoted(text: str) -> str:
    """A string of typst's."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


class Typst:
    """typst with a fresh compiler each time: fonts are looked for and nothing is kept but what the process caches."""

    name = "typst, a fresh compiler"

    def __init__(self, letter: Letter, fonts: Path):
        import typst

        self.typst, self.fonts, self.letter = typst, fonts, letter
        self.source = self.markup()

    def markup(self) -> str:
        letter = self.letter
        out = [
            '#set document(title: ' + quoted(letter.title) + ')',
            '#set text(font: "Noto Sans", size: 9.3pt, lang: "en", fallback: false)',
            '#set par(leading: 0.42em, spacing: 0.6em)',
            '#set table(stroke: (x, y) => if y > 0 { (top: 0.5pt + rgb("#c9cecb")) }, inset: (x: 0pt, y: 2.5pt), column-gutter: 8pt)',
            '#set list(indent: 0pt, body-indent: 6pt, spacing: 0.5em)',
            '#set page(paper: "a4", margin: (left: 25mm, right: 20mm, top: 31mm, bottom: 20mm), '
            'header: context if counter(page).get().first() > 1 [#text(8pt)[#' + quoted(letter.running) + ']], '
            'footer: context [#text(8pt)[#' + quoted(letter.footer) + ' #h(1fr) Page #counter(page).display() '
            'of #counter(page).final().first()]])',
            '#v(-15mm)',
            '#grid(columns: (106mm, 1fr), grid(columns: (auto, 1fr), gutter: 12pt, '
            'image("logo.png", height: 15mm, alt: ' + quoted(letter.head[0]) + '), '
            f'text(15pt, weight: "bold", fill: rgb("{TEAL}"))[#' + quoted(letter.head[0]) + ']), '
            'text(8.2pt)[' + " \\ ".join("#" + quoted(line) for line in letter.head[1:]) + '])',
            '#v(20mm)',
            '#grid(columns: (106mm, 1fr), [' + " \\ ".join("#" + quoted(line) for line in letter.receiver) + '], ['
            + " \\ ".join("#" + quoted(line) for line in letter.references) + '])',
            '#v(12mm)',
            '= #' + quoted(letter.title),
            '*#' + quoted("PERSON") + '*',
            f'#block(fill: rgb("#eff5f4"), stroke: (left: 2.5pt + rgb("{TEAL}")), inset: 7pt, width: 100%)[*#'
            + quoted(letter.statement) + '*]',
        ]
        for text in letter.opening:
            out.append('#pad(left: 112pt)[#' + quoted(text) + ']')
        for heading, blocks, small in letter.sections:
            body = "\n\n".join(self.block(*one) for one in blocks)
            size = "8.2pt" if small else "9.3pt"
            out.append(
                f'#grid(columns: (112pt, 1fr), text({size}, weight: "bold", fill: rgb("{TEAL}"))[#' + quoted(heading)
                + f'], text({size})[' + body + '])'
            )
        out.append('#pad(left: 112pt)[#block(breakable: false)[' + " \\ ".join(
            ("#" + quoted(line) + ("\n#v(20pt)\n" if at == 0 else "")) for at, line in enumerate(letter.signature)
        ) + ']]')
        out.append('#pad(left: 112pt)[#text(7pt)[#' + quoted(letter.anchor) + ']]')
        return "\n".join(out)

    @staticmethod
    def block(kind: str, content) -> str:
        if kind == "bullets":
            return "\n".join("- #" + quoted(item) for item in content)
        if kind in ("pairs", "table"):
            cells = ", ".join("[#" + quoted(cell) + "]" for row in content for cell in row)
            columns = "(84pt, 1fr)" if kind == "pairs" else str(len(content[0]))
            return f"#table(columns: {columns}, {cells})"
        if kind == "quote":
            return f'#block(stroke: (left: 1.5pt + rgb("{TEAL}")), inset: (left: 11pt))[#' + quoted(content) + "]"
        return "#" + quoted(content)

    def write(self, person: str) -> bytes:
        source = self.source.replace(quoted("PERSON"), quoted(person)).encode()
        return self.typst.compile(
            source, root=str(self.letter.logo.parent), font_paths=[str(self.fonts)], ignore_system_fonts=True,
            pdf_standards=["a-2b"],
        )


class ReportLab:
    """ReportLab's platypus with its fonts registered."""

    name = "ReportLab"

    def __init__(self, letter: Letter, fonts: Path):
        from reportlab.lib import colors
        from reportlab.lib.styles import ParagraphStyle
        from reportlab.lib.units import mm
        from reportlab.pdfbase import pdfmetrics
        from reportlab.pdfbase.ttfonts import TTFont

        self.letter, self.mm, self.colors = letter, mm, colors
        pdfmetrics.registerFont(TTFont("Sans", str(fonts / "NotoSans-Regular.ttf")))
        pdfmetrics.registerFont(TTFont("SansBold", str(fonts / "NotoSans-Bold.ttf")))
        style = lambda name, size, leading, **more: ParagraphStyle(
            name, **{"fontName": "Sans", "fontSize": size, "leading": leading, "spaceAfter": 2, **more}
        )
        self.body, self.small = style("body", 9.3, 12.5), style("small", 8.2, 11.2)
        self.bold = style("bold", 9.3, 12.5, fontName="SansBold")
        self.heading = style("heading", 9.3, 12.5, fontName="SansBold", textColor=colors.HexColor(TEAL))
        self.title = style("title", 17, 22, fontName="SansBold")
        self.fine = style("fine", 7, 9.5)
        self.clinic = style("clinic", 15, 19, fontName="SansBold", textColor=colors.HexColor(TEAL))

    def write(self, person: str) -> bytes:
        from reportlab.platypus import Image, KeepTogether, Paragraph, SimpleDocTemplate, Spacer, Table

        letter, mm = self.letter, self.mm
        say = lambda text, style: Paragraph(escape(text), style)
        plain = [("LEFTPADDING", (0, 0), (-1, -1), 0), ("TOPPADDING", (0, 0), (-1, -1), 1),
                 ("BOTTOMPADDING", (0, 0), (-1, -1), 1), ("VALIGN", (0, 0), (-1, -1), "TOP")]
        wide = lambda rows, widths, *more: Table(rows, colWidths=widths, style=[*plain, *more])
        full = 165 * mm
        column = full - 112
        head = wide([[Image(str(letter.logo), 15 * mm, 15 * mm), say(letter.head[0], self.clinic)]], [18 * mm, 88 * mm])
        story = [
            wide([[head, [say(line, self.small) for line in letter.head[1:]]]], [106 * mm, 59 * mm]),
            Spacer(1, 16 * mm),
            wide([[[say(line, self.body) for line in letter.receiver],
                   [say(line, self.body) for line in letter.references]]], [106 * mm, 59 * mm]),
            Spacer(1, 10 * mm),
            say(letter.title, self.title),
            say(person, self.bold),
            wide([[say(letter.statement, self.bold)]], [full],
                 ("BACKGROUND", (0, 0), (-1, -1), self.colors.HexColor("#eff5f4"))),
            *[wide([["", say(text, self.body)]], [112, column]) for text in letter.opening],
        ]
        for heading, blocks, small in letter.sections:
            style = self.small if small else self.body
            parts = [part for one in blocks for part in self.block(*one, style, column, say, wide)]
            story.append(wide([[say(heading, self.heading), parts]], [112, column]))
        sign = [say(letter.signature[0], self.body), Spacer(1, 20)]
        sign += [say(line, self.body) for line in letter.signature[1:]]
        story.append(KeepTogether([wide([["", [*sign, say(letter.anchor, self.fine)]]], [112, column])]))
        out = io.BytesIO()
        document = SimpleDocTemplate(out, pagesize=(210 * mm, 297 * mm), leftMargin=19 * mm, rightMargin=14 * mm,
                                     topMargin=18 * mm, bottomMargin=16 * mm, title=letter.title, lang="en")
        document.build(story, onFirstPage=self.foot, onLaterPages=self.foot)
        return out.getvalue()

    def block(self, kind, content, style, column, say, wide):
        line = ("LINEABOVE", (0, 1), (-1, -1), 0.5, self.colors.HexColor("#c9cecb"))
        if kind == "bullets":
            return [wide([["•", say(item, style)] for item in content], [11, column - 11])]
        if kind == "pairs":
            rows = [[say(cell, style) for cell in row] for row in content]
            return [wide(rows, [84, column - 84], line)]
        if kind == "table":
            rows = [[say(cell, style) for cell in row] for row in content]
            return [wide(rows, [column / len(rows[0])] * len(rows[0]), line)]
        return [say(content, style)]

    def foot(self, canvas, document):
        canvas.setFont("Sans", 8)
        canvas.drawString(25 * self.mm, 10 * self.mm, self.letter.footer)
        canvas.drawRightString(190 * self.mm, 10 * self.mm, f"Page {document.page}")
        if document.page > 1:
            canvas.drawString(25 * self.mm, 285 * self.mm, self.letter.running)


class WeasyPrint:
    """WeasyPrint with its fonts configured and its style sheet read."""

    name = "WeasyPrint"

    def __init__(self, letter: Letter, fonts: Path):
        import weasyprint
        from weasyprint.text.fonts import FontConfiguration

        self.weasyprint, self.letter = weasyprint, letter
        self.fonts = FontConfiguration()
        face = '@font-face{{font-family:"Noto Sans";font-weight:{0};src:url("{1}")}}'
        faces = [face.format(weight, (fonts / f"NotoSans-{name}.ttf").as_uri())
                 for weight, name in ((400, "Regular"), (700, "Bold"))]
        page = letter.page.replace("{page}", '" counter(page) "').replace("{pages}", '" counter(pages) "')
        rules = f"""
        @page {{ size: A4; margin: 31mm 20mm 20mm 25mm;
          @bottom-left {{ content: {quoted(letter.footer)}; font: 8pt "Noto Sans"; white-space: nowrap }}
          @bottom-right {{ content: "{page}"; font: 8pt "Noto Sans" }}
          @top-left {{ content: {quoted(letter.running)}; font: 8pt "Noto Sans"; white-space: nowrap }} }}
        @page :first {{ margin-top: 16mm; @top-left {{ content: "" }} }}
        body {{ font: 9.3pt/12.5pt "Noto Sans"; margin: 0 }}
        h1 {{ font-size: 17pt; line-height: 22pt; margin: 8mm 0 0 }}
        h2 {{ font-size: 1em; color: {TEAL}; margin: 0; width: 100pt; float: left }}
        section {{ padding-left: 112pt; margin-top: 7pt }} section h2 {{ margin-left: -112pt }}
        .small {{ font-size: 8.2pt; line-height: 11.2pt }}
        p, ul {{ margin: 0 0 2pt }} ul {{ padding-left: 11pt }} table {{ border-collapse: collapse; width: 100% }}
        td, th {{ text-align: left; padding: 1pt 0; vertical-align: top; border-top: .5pt solid #c9cecb }}
        .two {{ display: flex }} .two > div {{ width: 106mm }} .two > div + div {{ width: 59mm }}
        .clinic {{ font: bold 15pt "Noto Sans"; color: {TEAL} }} .clinic img {{ height: 15mm }}
        .sign {{ break-inside: avoid; padding-left: 112pt; margin-top: 10pt }} .fine {{ font-size: 7pt }}
        .box {{ background: #eff5f4; border-left: 2.5pt solid {TEAL}; padding: 7pt; font-weight: bold }}
        blockquote {{ margin: 0; padding-left: 11pt; border-left: 1.5pt solid {TEAL} }}
        """
        self.style = weasyprint.CSS(string="".join(faces) + rules, font_config=self.fonts)
        self.source = self.markup()

    def markup(self) -> str:
        letter = self.letter
        lines = lambda texts: "<br>".join(escape(text) for text in texts)
        parts = [
            f'<div class="two"><div class="clinic"><img src="logo.png" alt="{escape(letter.head[0])}"> '
            f'{escape(letter.head[0])}</div><div class="small">{lines(letter.head[1:])}</div></div>',
            f'<div class="two" style="margin-top:18mm"><div>{lines(letter.receiver)}</div>'
            f"<div>{lines(letter.references)}</div></div>",
            f"<h1>{escape(letter.title)}</h1><p><b>PERSON</b></p>",
            f'<p class="box">{escape(letter.statement)}</p>',
            *[f"<section><p>{escape(text)}</p></section>" for text in letter.opening],
        ]
        for heading, blocks, small in letter.sections:
            body = "".join(self.block(*one) for one in blocks)
            name = ' class="small"' if small else ""
            parts.append(f"<section{name}><h2>{escape(heading)}</h2>{body}</section>")
        sign = f"{escape(letter.signature[0])}<br><br><br>{lines(letter.signature[1:])}"
        parts.append(f'<div class="sign">{sign}<p class="fine">{escape(letter.anchor)}</p></div>')
        title = escape(letter.title)
        return f'<html lang="en"><head><title>{title}</title></head><body>{"".join(parts)}</body></html>'

    @staticmethod
    def block(kind: str, content) -> str:
        if kind == "bullets":
            return "<ul>" + "".join(f"<li>{escape(item)}</li>" for item in content) + "</ul>"
        if kind in ("pairs", "table"):
            rows = ["".join(f"<td>{escape(cell)}</td>" for cell in row) for row in content]
            return "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"
        tag = "blockquote" if kind == "quote" else "p"
        return f"<{tag}>{escape(content)}</{tag}>"

    def write(self, person: str) -> bytes:
        page = self.weasyprint.HTML(string=self.source.replace("PERSON", escape(person)),
                                    base_url=self.letter.logo.parent.as_uri() + "/")
        return page.write_pdf(stylesheets=[self.style], font_config=self.fonts, pdf_tags=True)


class LibreOffice:
    """A document of LibreOffice's, written beforehand, without the logo, and converted by a process of its own."""

    name = "LibreOffice"

    def __init__(self, letter: Letter, fonts: Path, program: str, work: Path):
        self.letter, self.program, self.work = letter, program, work
        config = work / "fonts.conf"
        config.write_text(f"<fontconfig><dir>{fonts}</dir><cachedir>{work}/fontcache</cachedir></fontconfig>")
        self.environment = {**os.environ, "FONTCONFIG_FILE": str(config), "HOME": str(work)}
        self.source = self.markup()

    def markup(self) -> str:
        letter = self.letter
        style = lambda name, size, more="", text="": (
            f'<style:style style:name="{name}" style:family="paragraph"><style:paragraph-properties '
            f'fo:margin-top="0cm" fo:margin-bottom="0.06cm" {more}/><style:text-properties '
            f'style:font-name="Noto Sans" fo:font-size="{size}pt" fo:language="en" {text}/></style:style>'
        )
        bold = 'fo:font-weight="bold"'
        indent = 'fo:margin-left="3.95cm"'
        para = lambda name, text: f'<text:p text:style-name="{name}">{escape(text)}</text:p>'
        out = [para("Clinic", letter.head[0]), *[para("Small", line) for line in letter.head[1:]], para("Body", "")]
        out += [para("Body", line) for line in (*letter.receiver, *letter.references)]
        out += [f'<text:h text:style-name="Title" text:outline-level="1">{escape(letter.title)}</text:h>']
        out += [para("Bold", "PERSON"), para("Bold", letter.statement)]
        out += [para("In", text) for text in letter.opening]
        for heading, blocks, small in letter.sections:
            name = "InSmall" if small else "In"
            cell = "".join(self.block(*one, name.removeprefix("In") or "Body", para) for one in blocks)
            out.append(
                '<table:table><table:table-column table:style-name="C1"/><table:table-column table:style-name="C2"/>'
                f'<table:table-row><table:table-cell>{para("Head", heading)}</table:table-cell>'
                f"<table:table-cell>{cell}</table:table-cell></table:table-row></table:table>"
            )
        out += [para("Keep", letter.signature[0]), *[para("In", line) for line in letter.signature[1:]]]
        out.append(para("Fine", letter.anchor))
        number = lambda what: f"<text:{what}/>"
        foot = para("Small", letter.footer)[:-9] + f' Page {number("page-number")} of {number("page-count")}</text:p>'
        column = lambda name, wide: (
            f'<style:style style:name="{name}" style:family="table-column">'
            f'<style:table-column-properties style:column-width="{wide}cm"/></style:style>'
        )
        names = {"style": "style", "text": "text", "table": "table", "office": "office"}
        space = " ".join(f'xmlns:{a}="urn:oasis:names:tc:opendocument:xmlns:{b}:1.0"' for a, b in names.items())
        space += ' xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
        space += ' xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"'
        return (
            f'<?xml version="1.0" encoding="UTF-8"?><office:document {space} office:version="1.3" '
            'office:mimetype="application/vnd.oasis.opendocument.text"><office:font-face-decls>'
            '<style:font-face style:name="Noto Sans" svg:font-family="Noto Sans"/></office:font-face-decls>'
            f'<office:styles>{style("Body", 9.3)}{style("Small", 8.2)}{style("Bold", 9.3, text=bold)}'
            f'{style("In", 9.3, indent)}{style("Head", 9.3, text=bold)}{style("Clinic", 15, text=bold)}'
            f'{style("Title", 17, text=bold)}{style("Fine", 7, indent)}'
            f'{style("Keep", 9.3, indent + " fo:keep-with-next=" + chr(34) + "always" + chr(34))}'
            f'</office:styles><office:automatic-styles>{column("C1", 3.95)}{column("C2", 12.55)}'
            '<style:page-layout style:name="L"><style:page-layout-properties fo:page-width="21cm" '
            'fo:page-height="29.7cm" fo:margin-left="2.5cm" fo:margin-right="2cm" fo:margin-top="1.8cm" '
            'fo:margin-bottom="1.2cm"/><style:footer-style/></style:page-layout></office:automatic-styles>'
            '<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="L">'
            f"<style:footer>{foot}</style:footer></style:master-page></office:master-styles>"
            f'<office:body><office:text>{"".join(out)}</office:text></office:body></office:document>'
        )

    @staticmethod
    def block(kind: str, content, name, para) -> str:
        if kind == "bullets":
            return "".join(para(name, "• " + item) for item in content)
        if kind in ("pairs", "table"):
            rows = ["".join(f"<table:table-cell>{para(name, cell)}</table:table-cell>" for cell in row)
                    for row in content]
            columns = f'<table:table-column table:number-columns-repeated="{len(content[0])}"/>'
            rows = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
            return f"<table:table>{columns}{rows}</table:table>" + para(name, "")
        return para(name, content)

    def prepare(self, person: str) -> None:
        """The document of this person; converting it is what is timed."""
        source = self.source.replace("PERSON", escape(person))
        (self.work / "letter.fodt").write_text(source, encoding="utf-8")

    def write(self, person: str) -> bytes:
        command = [self.program, "--headless", "--norestore", f"-env:UserInstallation={(self.work / 'profile').as_uri()}",
                   "--convert-to", "pdf", "--outdir", str(self.work), str(self.work / "letter.fodt")]
        subprocess.run(command, env=self.environment, check=True, capture_output=True, timeout=300)
        return (self.work / "letter.pdf").read_bytes()
