"""Coordination diagrams of the gallery: 4, 15 and 40 bodies on two and three sides."""

from __future__ import annotations

from functools import partial

from hakusho.figures import charts


def four() -> charts.Group:
    """Two sides, before and after; English."""
    bodies = [
        charts.Body("a", "Admiralty", "x", "1"),
        charts.Body("b", "Board of Works", "y", "1"),
        charts.Body("c", "Pilots", "x", "2"),
        charts.Body("d", "Lighthouse Service", "y", "2", standing="uncertain"),
    ]
    funds, orders = charts.Link("a", "b", "funds"), charts.Link("c", "d", "orders", "uncertain")
    panels = [
        charts.Panel([funds], "Before", ("a", "b", "c")),
        charts.Panel([funds, orders], "After"),
    ]
    return charts.Group(bodies, panels, {"x": "Crown", "y": "Harbour"}, {"1": "", "2": ""})


def fifteen() -> charts.Group:
    """Two sides with a joint one between them, three tiers; Japanese."""
    bodies = [
        charts.Body("j1", "港湾協議会", "joint", "1", "閣僚級"),
        charts.Body("j2", "海底線共同運用調整所", "joint", "2", "平時から設置"),
        charts.Body("j3", "現地連絡所", "joint", "3", standing="new"),
        charts.Body("a1", "外務省", "a", "1"),
        charts.Body("a2", "港湾省", "a", "1"),
        charts.Body("a3", "海上保安本部", "a", "2"),
        charts.Body("a4", "ケーブル敷設船隊司令部", "a", "2", standing="new"),
        charts.Body("a5", "第1管区", "a", "3"),
        charts.Body("a6", "第2管区", "a", "3"),
        charts.Body("b1", "国務省", "b", "1"),
        charts.Body("b2", "商務省", "b", "1"),
        charts.Body("b3", "統合参謀本部", "b", "2"),
        charts.Body("b4", "北方艦隊", "b", "2"),
        charts.Body("b5", "北方艦隊調査隊", "b", "3"),
        charts.Body("b6", "商船隊", "b", "3", standing="uncertain"),
    ]
    links = [
        charts.Link("a1", "j1"),
        charts.Link("a2", "j1"),
        charts.Link("j1", "b1"),
        charts.Link("j1", "b2"),
        charts.Link("a3", "j2", "通報"),
        charts.Link("a4", "j2", "派船", "new"),
        charts.Link("j2", "b4", "調整"),
        charts.Link("j2", "b3"),
        charts.Link("a5", "j3", standing="new"),
        charts.Link("a6", "j3", standing="new"),
        charts.Link("j3", "b5", "現地調査", "new"),
        charts.Link("j3", "b6", "傭船", "uncertain"),
    ]
    return charts.Group(
        bodies,
        [charts.Panel(links, "海底線の復旧における調整")],
        {"a": "島嶼側", "joint": "", "b": "大陸側"},
        {"1": "政策", "2": "運用", "3": "現場"},
        ("joint",),
    )


def forty() -> charts.Group:
    """Three sides, four tiers; French."""
    sides = {"f": "France", "d": "Allemagne", "i": "Italie"}
    tiers = {"1": "Chefs d’État", "2": "Ministères", "3": "États-majors", "4": "Unités"}
    names = {
        "1": ["Présidence", "Conseil de défense et de sécurité nationale"],
        "2": ["Ministère des Armées", "Affaires étrangères", "Secrétariat général", "Intérieur"],
        "3": ["État-major des armées", "Commandement opérationnel", "Direction du renseignement"],
        "4": ["Brigade mixte", "Force navale", "Escadre aérienne", "Groupement de transmissions"],
    }
    bodies = [
        charts.Body(f"{side}{tier}{index}", name, side, tier)
        for side in sides
        for tier in tiers
        for index, name in enumerate(names[tier])
    ][:38]
    bodies += [charts.Body("eu", "Comité militaire", "d", "3", note="à Bruxelles")]
    bodies += [charts.Body("otan", "Comité des chefs d’état-major", "i", "3", standing="new")]
    links = [
        charts.Link(f"f{at}", f"d{at}", label, standing)
        for at, label, standing in [
            ("10", "traité", "existing"),
            ("20", "conseil conjoint", "existing"),
            ("21", "consultations", "existing"),
            ("31", "planification", "new"),
            ("40", "brigade commune", "existing"),
            ("42", "", "uncertain"),
        ]
    ]
    links += [charts.Link(f"d{at}", f"i{at}", "échanges") for at in ("20", "30", "41")]
    links += [charts.Link("f30", "otan", "liaison", "new"), charts.Link("f41", "i41")]
    links += [charts.Link("eu", "d31", directed=True), charts.Link("i22", "d32", "renseignement")]
    links += [
        charts.Link(f"{side}10", f"{side}{at}", directed=True)
        for side in sides
        for at in ("20", "30")
    ]
    return charts.Group(bodies, [charts.Panel(links, "Coopération")], sides, tiers)


ITEMS = {
    "diagram-4-two-sides-en": partial(charts.coordination, [four()], language="en"),
    "diagram-15-three-sides-ja": partial(charts.coordination, [fifteen()]),
    "diagram-40-three-sides-fr": partial(
        charts.coordination, [forty()], language="en", most_height_mm=600
    ),
}
