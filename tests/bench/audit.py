"""The audit of citations against pandoc's parsing of the same chapters, in one run.

Papers of 100, 1,000 and 10,000 entries with five citations for each are made up: Japanese and
Western works of several types, in chapters of Japanese prose. Timed are pandoc, which parses the
chapters (a process of its own, as in every build), and the audit: reading the bibliography,
indexing the citations and every check of both.

Usage: ``nox -s bench`` or ``python tests/bench/audit.py --repeat 5``.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

from hakusho.examining.gather import read_sources
from hakusho.examining.inspection import check
from hakusho.manuscript.model import Chapter, Draft
from hakusho.manuscript.read import manuscript_of
from hakusho.paper.load import load_paper
from hakusho.source.chapter_reading import parse_with_places
from hakusho.source.cross_reference_marks import with_separators
from hakusho.source.positions import Positions, Prepared
from hakusho.source.raw import raw_text

SIZES = (100, 1_000, 10_000)
CITATIONS = 5
PER_CHAPTER = 1_000
WIDTHS = (8, 11, 15, 9, 7, 8)
FAMILIES = "佐藤 鈴木 高橋 田中 伊藤 渡辺 山本 中村 小林 加藤 吉田 山田 斎藤 松本 井上".split()
READINGS = (
    "さとう すずき たかはし たなか いとう わたなべ やまもと なかむら こばやし かとう よしだ"
    " やまだ さいとう まつもと いのうえ"
).split()
GIVEN = "一郎 花子 健司 真弓 秀士 毅 明彦 将 真広 清史 邦亮 太郎 美咲 拓也 直樹".split()
WESTERN = "Smith Jones Waltz Schelling Jervis Nye Walt Betts Snyder Gray Freedman Powell".split()
FIRST = "John Mary Kenneth Thomas Robert Anne Stephen Richard Glenn Colin Lawrence Sara".split()
NOUNS = "抑止 同盟 防衛 協力 指針 均衡 危機 外交 戦略 計画 核 海洋 宇宙 調整 情報 統制".split()
WORDS = "deterrence alliance defense crisis strategy balance nuclear maritime control arms".split()
JOURNALS = "国際政治 国際安全保障 防衛研究紀要 年報政治学 レファレンス 海外事情".split()
REVIEWS = ("International Security", "Survival", "Security Studies", "World Politics")


def main() -> None:
    """Time both at each size and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--repeat", type=int, default=3)
    repeat = parser.parse_args().repeat
    print(f"{repeat} rounds; seconds, median; growth against the size before\n")
    head = ("entries", "citations", "pandoc parses", "audit", "ratio", "growth")
    print("".join(f"{name:>{width}}" for name, width in zip(head, WIDTHS, strict=True)))
    before = 0.0
    for size in SIZES:
        with tempfile.TemporaryDirectory(prefix="hakusho-bench-") as name:
            rounds = [_round(root) for root in [_write(Path(name), size)] for _ in range(repeat)]
        parsing = statistics.median(parsed for parsed, _ in rounds)
        auditing = statistics.median(audited for _, audited in rounds)
        growth = f"{auditing / before:.1f}" if before else ""
        print(
            f"{size:>8,}{size * CITATIONS:>11,}{parsing:>15.3f}{auditing:>9.3f}"
            f"{auditing / parsing:>7.2f}{growth:>8}"
        )
        before = auditing


def _round(root: Path) -> tuple[float, float]:
    """Seconds that pandoc takes to parse, and seconds of the audit."""
    paper, findings = load_paper(root)
    assert paper is not None, findings
    positions = Positions()
    for chapter in paper.chapters:
        prepared = with_separators(Prepared(raw_text(chapter)))
        positions = positions.with_text(chapter.path, raw_text(chapter), prepared)
    start = time.perf_counter()
    blocks, problems = parse_with_places(positions.reads, seconds=300)
    parsed = time.perf_counter() - start
    assert not problems, problems

    start = time.perf_counter()
    chapters = tuple(
        Chapter(source.path, parts)
        for source, parts in zip(paper.chapters, blocks, strict=True)
        if parts is not None
    )
    manuscript = manuscript_of(chapters, Draft(chapters, {}, positions))
    sources, _ = read_sources(paper)
    found = list(check(paper, manuscript, sources, {}, {}))
    audited = time.perf_counter() - start
    if not found:
        sys.exit("the audit found nothing at all, which cannot be")
    return parsed, audited


def _write(root: Path, size: int) -> Path:
    chance = random.Random(size)  # noqa: S311  a made-up paper, the same in every run
    (root / "report" / "chapters").mkdir(parents=True)
    (root / "bib").mkdir()
    entries = [_entry(chance, number) for number in range(size)]
    (root / "bib" / "references.bib").write_text("\n".join(entries), encoding="utf-8")
    report = "slug: bench\ntitle: 計測\nauthors: [{name: 計測班}]\ndate: 2026-04-01\n"
    report += "bibliography: [bib/references.bib]\n"
    (root / "report" / "report.yaml").write_text(report, encoding="utf-8")
    keys = [f"work{number % size}" for number in range(size * CITATIONS)]
    chance.shuffle(keys)
    for at in range(0, len(keys), PER_CHAPTER):
        text = "\n\n".join(_paragraph(chance, key) for key in keys[at : at + PER_CHAPTER])
        file = root / "report" / "chapters" / f"{at // PER_CHAPTER:03}.md"
        file.write_text(f"# 第{at}章\n\n{text}\n", encoding="utf-8")
    return root


def _entry(chance: random.Random, number: int) -> str:
    first = chance.randrange(10, 300)
    last = first + chance.randrange(5, 40)
    year = chance.randrange(1960, 2026)
    if chance.random() < 0.6:
        author = chance.randrange(len(FAMILIES))
        title = f"{'と'.join(chance.sample(NOUNS, 3))}の研究{number}"
        return (
            f"@article{{work{number},\n  author = {{{FAMILIES[author]}, {chance.choice(GIVEN)}}},\n"
            f"  yomi = {{{READINGS[author]}}},\n  title = {{{title}}},\n"
            f"  journaltitle = {{{chance.choice(JOURNALS)}}},\n"
            f"  volume = {{{chance.randrange(1, 90)}}},\n  number = {{{chance.randrange(1, 5)}}},\n"
            f"  pages = {{{first}--{last}}},\n  date = {{{year}}},\n  langid = {{japanese}}\n}}\n"
        )
    title = " ".join(chance.sample(WORDS, 4)).title()
    return (
        f"@article{{work{number},\n"
        f"  author = {{{chance.choice(WESTERN)}, {chance.choice(FIRST)}}},\n"
        f"  title = {{{title} {number}}},\n  journaltitle = {{{chance.choice(REVIEWS)}}},\n"
        f"  volume = {{{chance.randrange(1, 60)}}},\n  number = {{{chance.randrange(1, 5)}}},\n"
        f"  pages = {{{first}--{last}}},\n  date = {{{year}}},\n"
        f"  doi = {{10.5555/bench.{number}}},\n  langid = {{english}}\n}}\n"
    )


def _paragraph(chance: random.Random, key: str) -> str:
    subject = "、".join(chance.sample(NOUNS, 5))
    return (
        f"{subject}については、従来から多くの議論が積み重ねられてきた。その中心にある問いは、"
        f"平時の{chance.choice(NOUNS)}をどのように有事の{chance.choice(NOUNS)}へ結びつけるかで"
        f"ある[@{key}, {chance.randrange(10, 300)}頁]。"
    )


if __name__ == "__main__":
    main()
