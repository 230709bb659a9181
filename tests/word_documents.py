"""Word documents of a few parts, written by hand: what Word writes and other tools do not."""

from __future__ import annotations

import io
import zipfile

from written import picture_bytes

BASE = "http://schemas.openxmlformats.org"
TIES = f"{BASE}/officeDocument/2006/relationships"
SPACES = (
    f'xmlns:w="{BASE}/wordprocessingml/2006/main" xmlns:a="{BASE}/drawingml/2006/main"'
    f' xmlns:wp="{BASE}/drawingml/2006/wordprocessingDrawing" xmlns:r="{TIES}"'
    f' xmlns:c="{BASE}/drawingml/2006/chart" xmlns:dgm="{BASE}/drawingml/2006/diagram"'
    f' xmlns:pic="{BASE}/drawingml/2006/picture"'
)


COLUMNS = {
    "chart": "barChart",
    "cat": ["A", "B"],
    "series": {"Ships": ["4.3000000000000007", "2"], "Boats": ["1", "#N/A"]},
}


def chart(case, title=""):
    def points(values, code="General"):
        kept = "".join(
            f'<c:pt idx="{at}"><c:v>{each}</c:v></c:pt>' for at, each in enumerate(values)
        )
        return f"<c:numRef><c:numCache><c:formatCode>{code}</c:formatCode>{kept}</c:numCache></c:numRef>"

    series = "".join(
        f"<c:ser><c:tx><c:strRef><c:strCache><c:pt idx='0'><c:v>{name}</c:v></c:pt></c:strCache>"
        f"</c:strRef></c:tx><c:cat>{points(case['cat'], case.get('code', 'General'))}</c:cat>"
        f"<c:val>{points(values)}</c:val></c:ser>"
        for name, values in case["series"].items()
    )
    kind, grouping = case["chart"], case.get("grouping", "clustered")
    return (
        f"<c:chartSpace {SPACES}><c:chart><c:title><a:t>{title}</a:t></c:title><c:plotArea>"
        f'<c:{kind}><c:grouping val="{grouping}"/>{series}</c:{kind}></c:plotArea></c:chart>'
        "</c:chartSpace>"
    )


def drawing(held):
    return (
        '<w:r><w:drawing><wp:inline><wp:extent cx="914400" cy="914400"/><wp:docPr id="1" name="x"/>'
        f"<a:graphic><a:graphicData>{held}</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


CHART = drawing('<c:chart r:id="r1"/>')
DIAGRAM = drawing('<dgm:relIds r:dm="r2"/>')
LINKED = drawing('<pic:pic><pic:blipFill><a:blip r:link="r3"/></pic:blipFill></pic:pic>')
HELD = drawing('<pic:pic><pic:blipFill><a:blip r:embed="r4"/></pic:blipFill></pic:pic>')
MODEL = f"<dgm:dataModel {SPACES}><a:t>上</a:t><a:t>下</a:t></dgm:dataModel>"


def word(*paragraphs, shown=None, title=""):
    """A document of Word, with a chart, a diagram and two pictures that it may show."""

    def tie(ident, kind, target, more=""):
        return f'<Relationship Id="{ident}" Type="{TIES}/{kind}" Target="{target}"{more}/>'

    body = "".join(f"<w:p>{each}</w:p>" for each in paragraphs)
    ties = (
        tie("r1", "chart", "charts/chart1.xml")
        + tie("r2", "diagramData", "diagrams/data1.xml")
        + tie("r3", "image", "file:///C:/港.png", ' TargetMode="External"')
        + tie("r4", "image", "media/image1.png")
        + tie("r5", "image", "media/image2.emf")
        + tie("r6", "hyperlink", "file:///C:/港.docx", ' TargetMode="External"')
    )
    spaces = "http://schemas.openxmlformats.org/package/2006"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{spaces}/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{spaces}/relationships">'
        f"{tie('r0', 'officeDocument', 'word/document.xml')}</Relationships>",
        "word/document.xml": f"<w:document {SPACES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{spaces}/relationships">{ties}'
        "</Relationships>",
        "word/charts/chart1.xml": chart(shown or COLUMNS, title),
        "word/diagrams/data1.xml": MODEL,
        "word/media/image1.png": picture_bytes("png"),
        "word/media/image2.emf": "EMF",
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return made.getvalue()
