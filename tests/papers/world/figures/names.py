"""Labels in the scripts of six languages, regular and bold."""

from matplotlib import pyplot as plt

from hakusho.figures import FigureTable

NAMES = {
    "Łukasz Wałęsa": 12,
    "Gözde Yıldız": 9,
    "Олесь Шевченко": 8,
    "Nguyễn Tấn Dũng": 11,
    "国防部（国防部）": 15,
    "习近平（習近平）": 6,
    "국방부（国防部）": 7,
}
ALT = "七つの言語の人名と文書の数を示す横棒グラフ。最も多いのは国防部の15、最も少ないのは习近平の6である。"


def draw(context):
    figure, axes = plt.subplots(figsize=(context.width_mm / 25.4, 3))
    axes.barh(list(NAMES), list(NAMES.values()), color=context.theme.palette[0])
    axes.set_xlabel("文書の数（件）")
    axes.set_title("Łódź・Düzce・서울の文書", weight="bold")
    return figure


def table(_context):
    return FigureTable(("名", "件"), tuple(NAMES.items()))
