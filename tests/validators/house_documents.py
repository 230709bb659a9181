"""Word documents as houses keep them: made of XML, for tests of what becomes of a template."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from dataclasses import dataclass, field

_SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:o="urn:schemas-microsoft-com:office:office"'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
NORMAL = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/>'
    '<w:qFormat/><w:pPr><w:jc w:val="both"/></w:pPr><w:rPr><w:sz w:val="24"/></w:rPr></w:style>'
)
A4 = '<w:pgSz w:w="11906" w:h="16838"/>'
MARGINS = (
    '<w:pgMar w:top="1985" w:right="1701" w:bottom="1701" w:left="1701" w:header="851" '
    'w:footer="992" w:gutter="0"/>'
)


def style(name, inside="", kind="paragraph", ident=""):
    ident = ident or f"x{zlib.crc32(name.encode()):08x}"
    return (
        f'<w:style w:type="{kind}" w:styleId="{ident}"><w:name w:val="{name}"/>{inside}</w:style>'
    )


def words(text, properties=""):
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs, properties=""):
    return f"<w:p>{properties}{''.join(runs)}</w:p>"


TAB = "<w:r><w:tab/></w:r>"


def a_field(code, result):
    def mark(kind):
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    instruction = f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
    return mark("begin") + instruction + mark("separate") + words(result) + mark("end")


def control(inside, tag="", binding=""):
    named = f'<w:tag w:val="{tag}"/>' if tag else ""
    return (
        f"<w:sdt><w:sdtPr>{named}{binding}</w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"
    )


def picture(ident="rId1", how="r:embed"):
    return (
        '<w:r><w:drawing><wp:inline><wp:extent cx="720000" cy="360000"/>'
        '<wp:docPr id="900" name="logo" descr="紋章"/><a:graphic><a:graphicData '
        'uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr>'
        '<pic:cNvPr id="900" name="logo"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
        f'<a:blip {how}="{ident}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr>'
        '<a:xfrm><a:off x="0" y="0"/><a:ext cx="720000" cy="360000"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData>'
        "</a:graphic></wp:inline></w:drawing></w:r>"
    )


def watermark(text):
    return (
        '<w:r><w:pict><v:shape id="w1" type="#_x0000_t136" style="width:400pt;height:100pt">'
        f'<v:textpath style="font-family:MS Mincho" string="{text}"/></v:shape></w:pict></w:r>'
    )


def square(colour=(160, 30, 30)):
    """A small PNG of one colour."""

    def chunk(kind, data):
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    rows = b"".join(b"\0" + bytes(colour) * 8 for _ in range(4))
    header = struct.pack(">IIBBBBB", 8, 4, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


@dataclass
class House:
    """A document: what differs from the plainest that Japanese Word saves."""

    styles: str = ""
    normal: str = NORMAL
    body: str = ""
    page: str = A4 + MARGINS
    section: str = ""  # behind the page: titlePg, docGrid, …
    heads: dict = field(default_factory=dict)  # ("header", "default"): its paragraphs
    links: dict = field(default_factory=dict)  # of every head, by id: kind, target, external
    files: dict = field(default_factory=dict)  # further parts by name
    extra_links: dict = field(default_factory=dict)  # of the main part, as those of heads
    settings: str = ""
    references: bool = True  # whether the last section names its heads
    title: str = ""
    main: str = "word/document.xml"
    defaults: str = '<w:rFonts w:ascii="Century" w:hAnsi="Century" w:eastAsia="ＭＳ 明朝"/>'

    def save(self, path):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(self.packed())
        return path

    def packed(self):
        heads = {
            f"word/{sort}{at}.xml": (sort, kind, inside)
            for at, ((sort, kind), inside) in enumerate(self.heads.items(), start=1)
        }
        references = "".join(
            f'<w:{sort}Reference w:type="{kind}" r:id="rIdH{at}"/>'
            for at, (sort, kind, _) in enumerate(heads.values(), start=1)
        )
        section = (
            f"<w:sectPr>{references if self.references else ''}{self.page}{self.section}</w:sectPr>"
        )
        language = '<w:lang w:val="en-US" w:eastAsia="ja-JP" w:bidi="ar-SA"/>'
        defaults = f"<w:docDefaults><w:rPrDefault><w:rPr>{self.defaults}{language}</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
        main = {
            "rIdS": ("styles", "/word/styles.xml", False),
            "rIdT": ("settings", "/word/settings.xml", False),
        }
        main |= {
            f"rIdH{at}": (sort, f"/{name}", False)
            for at, (name, (sort, _, _)) in enumerate(heads.items(), start=1)
        }
        main |= self.extra_links
        folder, _, name = self.main.rpartition("/")
        parts = {
            "[Content_Types].xml": self._types(heads),
            "_rels/.rels": _links(
                {
                    "rId1": ("officeDocument", self.main, False),
                    "rId2": ("metadata/core-properties", "docProps/core.xml", False),
                }
            ),
            self.main: f"<w:document {_SPACES}><w:body>{self.body}{section}</w:body></w:document>",
            f"{folder}/_rels/{name}.rels": _links(main),
            "word/styles.xml": f"<w:styles {_SPACES}>{defaults}{self.normal}{self.styles}</w:styles>",
            "word/settings.xml": f"<w:settings {_SPACES}>{self.settings}</w:settings>",
            "docProps/core.xml": _core(self.title),
            **self.files,
        }
        for part, (sort, _, inside) in heads.items():
            tag = {"header": "hdr", "footer": "ftr"}[sort]
            parts[part] = f"<w:{tag} {_SPACES}>{inside}</w:{tag}>"
            if self.links:
                parts[f"word/_rels/{part.rpartition('/')[2]}.rels"] = _links(self.links)
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            for part, data in parts.items():
                archive.writestr(part, data)
        return packed.getvalue()

    def _types(self, heads):
        named = {self.main: "document.main", "word/styles.xml": "styles"}
        named |= {"word/settings.xml": "settings"}
        named |= {part: sort for part, (sort, _, _) in heads.items()}
        overrides = "".join(
            f'<Override PartName="/{part}" ContentType="{_WORD}.{kind}+xml"/>'
            for part, kind in named.items()
        )
        return (
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            '<Default Extension="png" ContentType="image/png"/>'
            f"{overrides}</Types>"
        )


def _links(links):
    inside = "".join(
        f'<Relationship Id="{ident}" Type="{_OFFICE}/{kind}" Target="{target}"'
        + (' TargetMode="External"/>' if external else "/>")
        for ident, (kind, target, external) in links.items()
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{space}">{inside}</Relationships>'


def _core(title):
    return (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
        'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{title}</dc:title></cp:coreProperties>"
    )
