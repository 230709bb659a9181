import os

import pytest

from hakusho.tools.files import real_path


@pytest.mark.skipif(os.name != "posix", reason="links are POSIX")
def test_a_circle_of_links_stays_where_it_is(tmp_path):
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "link").symlink_to(tmp_path / "file")
    assert real_path(tmp_path / "loop") == real_path(tmp_path) / "loop"
    assert real_path(tmp_path / "link") == real_path(tmp_path) / "file"
