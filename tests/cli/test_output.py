"""What commands print."""

from hakusho.cli.output import print_report
from hakusho.findings import Finding, Location
from hakusho.pipeline.result import Result


def test_a_file_is_read_once_for_all_of_its_findings(tmp_path, monkeypatch, capsys):
    reads = []

    def read(_root, path):
        reads.append(path)
        return "一行目\n二行目\n", ()

    monkeypatch.setattr("hakusho.paper.reading.read_text", read)
    found = tuple(Finding.of("TYP001", Location("a.md", 1 + n % 3, 1), f"{n}") for n in range(300))
    print_report(tmp_path, Result(found))
    assert reads == ["a.md"]
    assert capsys.readouterr().out.count("| 二行目") == 100
