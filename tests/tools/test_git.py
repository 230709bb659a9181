import pytest

from hakusho.tools.git import GitError, files_at


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
    for key, value in {
        "core.fsmonitor": program,
        "core.pager": program,
        "diff.own.textconv": program,
        "diff.external": program,
        "filter.own.smudge": program,
    }.items():
        git(repository_of_ours, "config", key, value)
    read = files_at(repository_of_ours, "HEAD", "figures/data")
    assert read == {path: b"id,value\na,2\n"}
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
