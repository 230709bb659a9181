import pytest

from hakusho.tools.pandoc import PandocError, PandocTimeoutError, binary, stream_lua


def test_the_binary_is_the_wheels_own():
    assert "pypandoc" in binary().parts


def test_a_script_gets_text_and_arguments(tmp_path):
    script = tmp_path / "s.lua"
    script.write_text("io.write(arg[1], io.read('a'), os.getenv('SOURCE_DATE_EPOCH'))", "utf-8")
    assert list(stream_lua(script, ["あ"], text="い", seconds=300, epoch=7)) == ["あい7"]


def test_errors_and_time_limits(tmp_path):
    script = tmp_path / "s.lua"
    script.write_text("error('broken')", "utf-8")
    with pytest.raises(PandocError, match="broken"):
        list(stream_lua(script, [], seconds=300))
    script.write_text("while true do end", "utf-8")
    with pytest.raises(PandocTimeoutError):
        list(stream_lua(script, [], seconds=0.5))
