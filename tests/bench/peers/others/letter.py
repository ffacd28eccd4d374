"""The letter's content as the Rust program left it, flattened into pieces that any typesetter has."""

import html
import json
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Letter:
    """Everything that stands in the letter, in reading order."""

    head: list[str]
    receiver: list[str]
    references: list[str]
    title: str
    person: str
    statement: str
    opening: list[str]
    # Heading, blocks, and whether it is set small.
    sections: list[tuple[str, list, bool]]
    signature: list[str]
    anchor: str
    running: str
    footer: str
    page: str
    logo: Path
    blocks: dict = field(default_factory=dict)

    def words(self) -> set[str]:
        """All words, as they must be found again in each PDF."""
        texts = [*self.head, *self.receiver, *self.references, self.title, self.person, self.statement]
        texts += [*self.opening, *self.signature, self.anchor]
        for heading, blocks, _ in self.sections:
            texts.append(heading)
            for kind, content in blocks:
                rows = [[content]] if isinstance(content, str) else content
                texts += [cell for row in rows for cell in ([row] if isinstance(row, str) else row)]
        return {word for text in texts for word in text.split()}


def block(value: dict) -> tuple[str, object]:
    """A block as its kind and its text, its items or its rows."""
    (kind, content), = value.items()
    if kind == "Pairs":
        return "pairs", [[pair["label"], pair["value"]] for pair in content]
    if kind == "Table":
        return "table", [content["head"], *content["rows"]]
    return kind.lower(), content


def read(folder: Path) -> Letter:
    """Reads what the Rust program left."""
    data = json.loads((folder / "letter.json").read_text(encoding="utf-8"))
    labels, person = data["labels"], data["person"]
    identity = [person["birth_date"], person["record"], person["pronouns"]]
    line = " · ".join([person["chosen_name"], *filter(None, identity)])
    sections = [(data["body"], False), ([data["next"]], False), ([data["consent"]], True)]
    sections += [([data["emergency"]], True), (data["notices"], True)]
    sign = data["signature"]
    return Letter(
        head=[data["head"]["clinic"], *data["head"]["address"], data["head"]["phone"], data["head"]["email"]],
        receiver=data["receiver"]["lines"],
        references=[labels["confidential"], f"{labels['date']} {data['date']}", f"{labels['number']} {data['number']}"],
        title=data["kind_line"],
        person=line,
        statement=data["statement"],
        opening=[data["salutation"], data["purpose"]],
        sections=[
            (section["heading"], [block(one) for one in section["blocks"]], small)
            for group, small in sections
            for section in group
            if section
        ],
        signature=[text for text in (sign["greeting"], sign["name"], sign["role"], sign["licence"]) if text],
        anchor=f"{labels['anchor']} {data['anchor']}",
        running=f"{data['kind_line']} · {line}",
        footer=f"{labels['confidential']} · {data['head']['clinic']} · {labels['number']} {data['number']}",
        page=labels["page"],
        logo=folder / "logo.png",
    )


def escape(text: str) -> str:
    """For XML and its kin."""
    return html.escape(text, quote=True)
