import pytest

from hakusho.tools import git as door
from hakusho.tools.git import GitError, files_at, folder_at


@pytest.fixture
def repository_of_ours(tmp_path, git):
    paper = tmp_path / "repository" / "paper"
    (paper / "figures" / "data").mkdir(parents=True)
    git(paper, "init", "-q")
    (paper / "figures/data/数.csv").write_text("id,value\na,1\n", encoding="utf-8")
    git(paper, "add", "-A")
    git(paper, "commit", "-q", "-m", "one")
    git(paper, "tag", "v1")
    (paper / "figures/data/数.csv").write_text("id,value\na,2\n", encoding="utf-8")
    git(paper, "commit", "-q", "-a", "-m", "two")
    return paper


def test_files_are_read_as_they_were(repository_of_ours):
    path = "figures/data/数.csv"
    assert files_at(repository_of_ours, "v1", "figures/data") == {path: b"id,value\na,1\n"}
    assert files_at(repository_of_ours, "HEAD", "figures/data") == {path: b"id,value\na,2\n"}
    assert files_at(repository_of_ours, "v1", "report") == {}


@pytest.mark.parametrize("revision", ["nowhere", "--output=x", "v1:figures", ""])
def test_what_is_no_revision_is_said(repository_of_ours, revision):
    with pytest.raises(GitError) as caught:
        files_at(repository_of_ours, revision, "figures/data")
    assert str(caught.value)


@pytest.mark.parametrize(
    ("revision", "said"),
    [
        ("nowhere", "there is no revision 'nowhere'"),
        ("--output=x", "'--output=x' is not a revision"),
        ("v1:figures", "there is no revision 'v1:figures'"),
    ],
)
def test_a_revision_that_is_not_there_is_named(repository_of_ours, revision, said):
    with pytest.raises(GitError) as caught:
        files_at(repository_of_ours, revision, "figures/data")
    assert str(caught.value) == said


def test_a_whole_folder_is_written_as_it_was(repository_of_ours, tmp_path):
    (tmp_path / "into").mkdir()
    folder_at(repository_of_ours, "v1", tmp_path / "into")
    files = {
        each.relative_to(tmp_path / "into").as_posix() for each in (tmp_path / "into").rglob("*.*")
    }
    assert files == {"figures/data/数.csv"}
    assert (tmp_path / "into/figures/data/数.csv").read_text("utf-8") == "id,value\na,1\n"
    with pytest.raises(GitError, match="there is no revision 'v2'"):
        folder_at(repository_of_ours, "v2", tmp_path / "into")


def test_a_name_with_signs_of_patterns_is_a_name(repository_of_ours):
    assert files_at(repository_of_ours, "v1", "figures/d*") == {}
    assert files_at(repository_of_ours, "v1", ":(top)figures") == {}


def test_what_stands_in_place_of_a_file_is_not_taken_for_it(repository_of_ours, git):
    path = "figures/data/数.csv"
    old, new = (
        git(repository_of_ours, "rev-parse", f"{at}:./{path}").strip() for at in ("v1", "HEAD")
    )
    git(repository_of_ours, "replace", old, new)
    assert files_at(repository_of_ours, "v1", "figures/data") == {path: b"id,value\na,1\n"}


def test_a_git_that_takes_too_long_is_ended(repository_of_ours, tmp_path, monkeypatch):
    slow = tmp_path / "bin/git"
    slow.parent.mkdir()
    slow.write_text("#!/bin/sh\nwhile true; do :; done\n")
    slow.chmod(0o700)
    monkeypatch.setenv("PATH", str(slow.parent))
    monkeypatch.setattr(door, "SECONDS", 0.1)
    with pytest.raises(GitError, match=r"^git took more than 0\.1 s of a processor$"):
        files_at(repository_of_ours, "v1", "figures/data")


def test_what_git_advises_is_not_told_in_place_of_what_is_wrong(tmp_path, monkeypatch):
    said = (
        "warning: x\nfatal: detected dubious ownership in repository\nTo add it, call:\n\n\tgit y"
    )
    program = tmp_path / "git"
    program.write_text(f"#!/bin/sh\nprintf '{said}\n' >&2\nexit 128\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(GitError, match=r"^detected dubious ownership in repository$"):
        files_at(tmp_path, "HEAD", "figures/data")


@pytest.mark.usefixtures("git")
def test_a_folder_outside_any_repository(tmp_path):
    with pytest.raises(GitError, match="not a git repository"):
        files_at(tmp_path, "HEAD", "figures/data")


def test_a_machine_without_git(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(GitError, match="not installed"):
        files_at(tmp_path, "HEAD", "figures/data")


def test_nothing_that_the_repository_configures_is_run(repository_of_ours, git, tmp_path):
    # A blob is missing, and "may be fetched" by a program of the repository's own choice.
    path, ran = "figures/data/数.csv", tmp_path / "ran"
    program = f"touch {ran}; false"
    blob = git(repository_of_ours, "rev-parse", f"HEAD:./{path}").strip()
    (repository_of_ours / ".gitattributes").write_text("*.csv diff=own filter=own\n", "utf-8")
    git(repository_of_ours, "add", "-A")
    git(repository_of_ours, "commit", "-q", "-m", "attributes")
    for key, value in {
        "core.fsmonitor": program,
        "core.pager": program,
        "diff.own.textconv": program,
        "diff.external": program,
        "filter.own.smudge": program,
        "filter.own.process": program,
        "protocol.file.allow": "always",
    }.items():
        git(repository_of_ours, "config", key, value)
    read = files_at(repository_of_ours, "HEAD", "figures/data")
    assert read == {path: b"id,value\na,2\n"}
    folder_at(repository_of_ours, "HEAD", tmp_path / "whole")
    assert (tmp_path / "whole" / path).read_bytes() == b"id,value\na,2\n"
    (repository_of_ours / ".git/objects" / blob[:2] / blob[2:]).unlink()
    for key, value in {
        "core.repositoryformatversion": "1",
        "extensions.partialClone": "o",
        "remote.o.promisor": "true",
        "remote.o.url": str(repository_of_ours / ".git"),
        "remote.o.uploadpack": program,
    }.items():
        git(repository_of_ours, "config", key, value)
    with pytest.raises(GitError):
        files_at(repository_of_ours, "HEAD", "figures/data")
    assert not ran.exists()


def test_a_whole_folder_is_as_it_was_with_its_links_and_without_submodules(
    repository_of_ours, git, tmp_path
):
    (repository_of_ours / "link").symlink_to("figures")
    (repository_of_ours / "out").symlink_to("/etc")
    (repository_of_ours / ".gitattributes").write_text("*.csv export-ignore text eol=crlf\n")
    git(repository_of_ours, "add", "-A")
    head = git(repository_of_ours, "rev-parse", "HEAD").strip()
    git(repository_of_ours, "update-index", "--add", "--cacheinfo", f"160000,{head},figures/data/s")
    git(repository_of_ours, "commit", "-q", "-m", "three")
    folder_at(repository_of_ours, "HEAD", tmp_path / "whole")
    found = {
        p.relative_to(tmp_path / "whole").as_posix(): p for p in (tmp_path / "whole").rglob("*")
    }
    assert {"link", "out", "figures/data/数.csv"} < found.keys()
    assert found["figures/data/数.csv"].read_bytes() == b"id,value\na,2\n"
    assert found["out"].readlink().as_posix() == "/etc"
    assert files_at(repository_of_ours, "HEAD", "figures/data").keys() == {"figures/data/数.csv"}


@pytest.mark.parametrize("trick", ["..", "/srv", "a"])
def test_a_tree_that_git_would_not_make_writes_nowhere_else(
    repository_of_ours, git, tmp_path, trick
):
    # A tree in which a link and a folder have one name, or a name leads out of the folder.
    def kept(kind, data):
        path = tmp_path / "object"
        path.write_bytes(data)
        given = ("hash-object", "-t", kind, "-w", "--literally", str(path))
        return git(repository_of_ours, *given).strip()

    blob, link = kept("blob", b"x"), kept("blob", str(tmp_path).encode())
    inner = kept("tree", b"100644 caught\0" + bytes.fromhex(blob))
    entries = [(b"40000", trick.encode(), inner)]
    entries += [(b"120000", b"a", link)] if trick == "a" else []
    outer = kept("tree", b"".join(b"%s %s\0" % e[:2] + bytes.fromhex(e[2]) for e in entries))
    commit = git(repository_of_ours, "commit-tree", "-m", "x", outer).strip()
    git(repository_of_ours, "tag", "trick", commit)
    paper = next(
        p for p in (repository_of_ours, *repository_of_ours.parents) if (p / ".git").exists()
    )
    with pytest.raises(GitError):
        folder_at(paper, "trick", tmp_path / "deep" / "whole")
    assert not (tmp_path / "deep" / "caught").exists()
    assert not (tmp_path / "caught").exists()
