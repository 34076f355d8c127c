"""Schemes of codes in use: those that the brief names, and as many more; all texts are invented."""

from typing import NamedTuple

NAMED = """\
apprenticeship standard, knowledge | ST0787 | K1 K2 K10 S1 S17 B1 B9
apprenticeship standard, in columns | ST0101 | K1 S1 B1 K2 S2 B2 | K1 K2 S1 S2 B1 B2
unit of one letter | K | K1 K2 K3
unit of digits | 301 | 1.1 1.2 1.10 2.1
numbered unit with letters below | 302 | 1.a 1.b 2.a 2.b
pass, merit, distinction | U1 | P1 P2 M1 D1
pass, merit, distinction in rows | U2 | P1 M1 D1 P2 M2 D2 | P1 P2 M1 M2 D1 D2
learning aims with levels | U3 | A.P1 A.P2 A.M1 A.D1 B.P3 B.M2
learning aims, tech award | U4 | A.1P1 A.1M1 A.2P1 A.2M1 A.2D1
assessment objectives | GCSE-EN | AO1 AO2 AO3 AO4
assessment objectives with strands | A-HI | AO1.a AO1.b AO2
performance criteria | PC-CARE | PC1 PC2 PC10
knowledge and understanding | NOS-12 | PC1 PC2 KU1 KU2
outcome and criterion in one | LOAC | LO1.AC1 LO1.AC2 LO2.AC1
deep numbers | DEEP | 3.2.1.4 3.2.1.10 3.10.1.1
number and letter | HAIR7 | 1.1 1.1a 1.1b 1.2
letter behind a dot | BEAUTY | 1.a 1.b 2.a
occupational tasks | O-NET | 2.A.1.a 2.A.1.b 2.B.1.a
common core, ratio | CC-RP | 6.RP.A.1 6.RP.A.3a 6.RP.A.3b
levels of a language | CEFR | level-1 level-2 level-10
small letters alone | abc | a b c
roman numbers | rom | i ii iii iv
unit in small letters | bud | ac1 ac2 ac10
mixed case | McS | Ac1 aC2
official numbers | 42 | 1.1 1.9 1.10
hyphen in a unit | CC-2-A | AC1 AC2
unit of 32 characters | ABCDEFGHIJKLMNOPQRSTUVWXYZ012345 | AC1
part of 16 characters | LONG16 | ABCDEFGHIJKLMNOP 1234567890123456
six parts | SIXPARTS | 1.2.3.4.5.6 1.2.3.4.5.7
zero inside | ZERO | K01 K02 K10
years | Y2026 | 2026.1 2026.2
criterion called as its unit | A | A.1 A.2
number before letter | T-LEVEL | 1P1 1P2 2P1
core skills | CSK | CS1.1 CS1.2 CS2.1
functional skills | FS-L2 | SLC.1 R.1 W.1
duties | DUTY | D1 D2 D3
modules | MOD-7 | M1.LO1.1 M1.LO1.2 M2.LO1.1
grading criteria, vocational | VQ12 | 1P 1M 1D | 1P 1M 1D
evidence requirements | ER | ER1.1 ER1.2
standards of teachers | TS | 1 1a 1b 2 2a
health and care | HSC | 1.1 1.2 2.1
skills with stages | SK | S1-A S1-B S2-A
ranges of letters | RL | A1 B1 C1
capital and small | CaSe | Aa1 Bb1
"""
FOUND = """\
science performance expectations | MS-PS1 | 1 2 4
science, whole codes | NGSS | MS-PS1-1 MS-PS1-2 HS-LS2-7
literacy with a band of grades | CCSS-W | W.9-10.1 W.9-10.2a W.11-12.1
algebra | CCSS-A | HSA-REI.B.3 HSA-REI.B.4a
kindergarten | CCSS-K | K.CC.A.1 K.CC.B.4a
operations | CCSS-OA | 1.OA.A.1 1.OA.D.8
cyber workforce | NICE-FW | T0001 K0042 S0385 A0001
e-competences | E-CF | A.1 A.10 B.6 | A.1 A.10 B.6
skills of the information age | SFIA | PROG-3 PROG-4 TEST-3
Dutch core tasks | CREBO25180 | B1-K1-W1 B1-K1-W2 B1-K2-W1
German fields of learning | LF | LF1 LF2 LF12
German fields with competences | FIAE | LF5.a LF5.b LF10.a
Swiss competences | EFZ | a1 a2 b1 b2.3
Austrian competences | LAP | 3.1.1 3.1.2
French blocks | RNCP35584 | BC01 BC02 BC03.A1
French referential | BTS-MCO | C1.1 C1.2 C2.1
Spanish results | FP-0487 | RA1.a RA1.b RA2.a
Italian units | UC-1 | ADA.3.1 ADA.3.2
Portuguese units | UFCD-0349 | CD1 CD2
Danish goals | EUD-1 | M1 M2 M10
Norwegian goals | VG2-KM | km1 km2
Finnish requirements | FI-100 | T1 H1 K5
Irish components | 5N1356 | LO1 LO2 LO10
Welsh outcomes | WJEC-3 | 3.1.1 3.1.2
Scottish units | H7X5-34 | 1.1 1.2 2.1
Scottish outcomes | HN-2 | O1.PC-a O1.PC-b O2.PC-a
Australian elements | BSBCMM411 | 1.1 1.2 2.1
Australian knowledge evidence | SITXCOM | PE1 KE1 KE2
New Zealand standards | 28094 | 1.1 1.2 2.1
South African unit standards | SAQA-115753 | SO1.AC1 SO1.AC2 SO2.AC1
Singapore skills | ICT-DIT-3001 | K1 K2 A1 A2
Hong Kong units | ITSWGS | 3.1 3.2
Indian occupational standards | ELE-N4601 | PC1 PC2 KA1 KB1 SA1
United States career clusters | BM | BM1.01 BM1.02
technology literacy | STL | STL-1.K STL-1.L
educators | ISTE | 1.1.a 1.1.b 1.2.a
engineering outcomes | ABET | SO-1 SO-2 SO-7
physicians | CANMEDS | ME-1.1 ME-1.2 COM-1.1
entrustable activities | EPA-DENT | EPA1 EPA2 EPA13
nursing proficiencies | NMC | 1.1 1.20 2.10
computing certificates | 220-1101 | 1.1 1.2 2.8
network certificates | 200-301 | 1.1.a 1.1.b 1.10
cloud certificates | AZ-900 | 1 2 3
project practice | PMP | I.1 I.2 II.1
"""


class Scheme(NamedTuple):
    """A scheme of codes."""

    name: str
    unit: str
    codes: tuple[str, ...]
    """In the order in which the unit's file has them."""
    shown: tuple[str, ...]
    """In the order in which they are shown."""

    @property
    def ids(self) -> list[str]:
        """The full IDs in the order in which they are shown."""
        return [f"{self.unit}.{code}" for code in self.shown]

    def file(self) -> str:
        """Return the unit's file."""
        rows = "".join(
            f'  - {{id: "{code}", text: Do task number {n} well.}}\n'
            for n, code in enumerate(self.codes, start=1)
        )
        head = f'unit: "{self.unit}"\ntitle: A scheme\nsource: {{kind: draft}}\n'
        return f"{head}reference: T/616/1234\ncriteria:\n{rows}"

    def page(self, id: str = "E01") -> str:
        """Return a page that claims and marks every criterion, each in another case.

        The first two marks stand in one bracket.
        """
        names = [name.swapcase() for name in self.ids]
        claims = "".join(f'  - "{name}"\n' for name in names)
        first = f"[{', '.join(names[:2])}]"
        rest = "".join(f"\nShown here. [{name}]\n" for name in names[2:])
        head = f"---\nid: {id}\ntitle: A piece of work\nkind: product\ndate: 2026-04-14\n"
        return f"{head}author: L1\nai_use: none\ncriteria:\n{claims}---\n\n## First {first}\n{rest}"


def _scheme(line: str) -> Scheme:
    name, unit, codes, *shown = (part.strip() for part in line.split("|"))
    written = tuple(codes.split())
    return Scheme(name, unit, written, tuple(shown[0].split()) if shown else written)


SCHEMES = [_scheme(line) for line in (NAMED + FOUND).splitlines()]
