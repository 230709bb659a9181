import errno
import os
import re

import pytest

from hakusho.tools.pandoc import PandocError, PandocTimeoutError, binary, stream_lua


def test_the_binary_is_the_wheels_own():
    assert "pypandoc" in binary().parts


def test_a_script_gets_text_and_arguments(tmp_path):
    script = tmp_path / "s.lua"
    script.write_text("io.write(arg[1], io.read('a'), os.getenv('SOURCE_DATE_EPOCH'))", "utf-8")
    assert list(stream_lua(script, ["あ"], text="い", seconds=300, epoch=7)) == ["あい7"]


def test_the_year_9999_is_one_that_an_archive_can_hold(tmp_path):
    script = tmp_path / "s.lua"
    script.write_text("io.write(#pandoc.write(pandoc.Pandoc({pandoc.Para('x')}), 'docx'))", "utf-8")
    (size,) = stream_lua(script, [], seconds=300, epoch=253_402_300_799)
    assert int(size) > 1000


def test_errors_and_time_limits(tmp_path):
    script = tmp_path / "s.lua"
    script.write_text("error('broken')", "utf-8")
    with pytest.raises(PandocError, match="broken"):
        list(stream_lua(script, [], seconds=300))
    script.write_text("while true do end", "utf-8")
    with pytest.raises(PandocTimeoutError):
        list(stream_lua(script, [], seconds=0.5))


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no full device")  # noqa: PTH110
def test_a_full_disk_is_no_fault_of_the_text(tmp_path):
    script = tmp_path / "s.lua"
    script.write_text("local f = io.open('/dev/full', 'w') f:write('x') assert(f:close())", "utf-8")
    with pytest.raises(OSError, match="No space left on device") as caught:
        list(stream_lua(script, [], seconds=300))
    assert caught.value.errno == errno.ENOSPC


@pytest.mark.skipif(os.name != "posix", reason="signals are POSIX")
@pytest.mark.parametrize(
    ("ending", "said"),
    [
        ("os.execute('kill -9 $PPID')", "ended from outside (SIGKILL); perhaps no memory was left"),
        ("error('malloc: failed on request for 2097152 bytes')", "failed on request for 2097152"),
    ],
)
def test_what_the_machine_does_is_no_fault_of_the_text(tmp_path, ending, said):
    script = tmp_path / "s.lua"
    script.write_text(ending, "utf-8")
    with pytest.raises(OSError, match=re.escape(said)) as caught:
        list(stream_lua(script, [], seconds=300))
    assert caught.value.errno == errno.ENOMEM


def test_each_line_has_a_time_of_its_own(tmp_path):
    script = tmp_path / "s.lua"
    work = "local x = 0 for _ = 1, 4000000 do x = x + 1 end"
    script.write_text(f"for i = 1, 30 do {work} print(i) io.flush() end", "utf-8")
    assert len(list(stream_lua(script, [], seconds=0.4))) == 30


def test_what_sleeps_is_ended_by_the_clock(tmp_path):
    script = tmp_path / "s.lua"
    script.write_text("os.execute('sleep 5 >/dev/null 2>&1')", "utf-8")
    with pytest.raises(PandocTimeoutError, match="no processor was busy"):
        list(stream_lua(script, [], seconds=0.05))
