"""What travels in the wheel, and that an installed lawpin finds it without a checkout."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from lawpin import places

ROOT = Path(__file__).resolve().parents[2]
SHIPPED: tuple[places.Shipped, ...] = ("schema", "data", "openapi")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path) -> Path:
    folder = wheel.parent / "installed"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def files_below(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("folder", SHIPPED)
def test_an_installed_lawpin_finds_its_own_folders(installed: Path, folder: str) -> None:
    ask = f"from lawpin.places import shipped; print(shipped({folder!r}))"
    found = subprocess.run(
        [sys.executable, "-c", ask],
        cwd=installed.parent,
        env={"PYTHONPATH": str(installed), "PYTHONDONTWRITEBYTECODE": "1"},
        check=True,
        capture_output=True,
        text=True,
    ).stdout.strip()
    assert Path(found) == installed / "lawpin" / "_shipped" / folder


@pytest.mark.parametrize("folder", SHIPPED)
def test_a_checkout_finds_the_folders_of_the_checkout(folder: places.Shipped) -> None:
    assert places.shipped(folder) == ROOT / folder


@pytest.mark.parametrize("folder", ["schema", "data"])
def test_every_file_of_a_shipped_folder_travels(installed: Path, folder: str) -> None:
    written = {name for name in files_below(ROOT / folder) if not Path(name).name.startswith(".")}
    assert written <= files_below(installed / "lawpin" / "_shipped" / folder)


def test_every_module_travels(installed: Path) -> None:
    modules = {name for name in files_below(ROOT / "api" / "lawpin") if name.endswith(".py")}
    assert modules <= files_below(installed / "lawpin")


def test_tools_and_tests_stay_at_home(installed: Path) -> None:
    packed = files_below(installed)
    assert [name for name in packed if "node_modules" in name or "__pycache__" in name or "/tests/" in name] == []
    assert {name.split("/")[0] for name in packed if ".dist-info/" not in name} == {"lawpin"}


def test_the_licence_travels(installed: Path) -> None:
    assert [name for name in files_below(installed) if name.endswith(".dist-info/licenses/LICENSE")]
