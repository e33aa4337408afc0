"""What stops a start is said in a sentence, before anything is started."""

import socket
from pathlib import Path

import pytest

from tools import preflight
from tools.say import Stopped


@pytest.mark.parametrize("given", ["abc", "0", "65536", "-1", "８０００", "80.0"])
def test_a_port_that_is_no_port_is_named(given: str) -> None:
    with pytest.raises(Stopped, match="PORT 应为"):
        preflight.port_of({"PORT": given})


@pytest.mark.parametrize(("given", "port"), [("", 8000), ("1", 1), ("65535", 65535)])
def test_a_port_is_read(given: str, port: int) -> None:
    assert preflight.port_of({"PORT": given}) == port


def test_a_port_in_use_is_told_with_another_to_try() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(Stopped, match=f"端口 {port} 已被"):
            preflight.check_port_free("127.0.0.1", port)
    preflight.check_port_free("127.0.0.1", port)


def test_a_folder_that_is_a_file_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "var").write_text("")
    with pytest.raises(Stopped, match="不能写入"):
        preflight.check_folder(tmp_path / "var")


def test_a_second_start_in_the_same_folder_is_told_where_the_first_runs(tmp_path: Path) -> None:
    with preflight.only_one(tmp_path) as lock:
        preflight.note_address(lock, "http://127.0.0.1:8000")
        with pytest.raises(Stopped, match=r"已经在运行：http://127\.0\.0\.1:8000"):
            preflight.only_one(tmp_path)
    preflight.only_one(tmp_path).close()


@pytest.mark.parametrize(
    ("name", "url"),
    [
        ("DATABASE_URL", "postgresql://anna:geheim@127.0.0.1:1/x"),
        ("REDIS_URL", "redis://:geheim@127.0.0.1:1/0"),
    ],
)
def test_an_unreachable_server_is_named_without_its_password(name: str, url: str) -> None:
    with pytest.raises(Stopped, match=r"127\.0\.0\.1:1") as told:
        preflight.check_reachable({name: url})
    assert "geheim" not in str(told.value)
