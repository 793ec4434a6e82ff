"""Clients that strangers generate from the published description: they compile, and they find a clause."""

import json
import os
import shutil
import sys
from pathlib import Path

import pytest
from tests.outside.conftest import ROOT, run

CONTRACT = ROOT / "openapi" / "openapi.json"
NODE = ROOT / "openapi" / "clients"
ID = "/akn/cn/statement/opinions/2017-01-15/mobile-internet/zho@2017-01-15/~art_5__item_3"
SAID = {
    "id": ID,
    "text": "增强网络服务能力，简化电信资费结构，实现网络资费合理下降，提升服务性价比和用户体验。",
    "status": 404,
    "nearest": ID.replace("item_3", "item_7"),
    "batch": 200,
}
needs_node = pytest.mark.skipif(
    not (NODE / "node_modules").is_dir() or shutil.which("node") is None,
    reason="needs node and `npm ci --prefix openapi/clients`, as .ci/run does it",
)


@needs_node
@pytest.mark.timeout(240)
def test_a_typescript_client_compiles_strictly_and_looks_a_clause_up(unlimited: str, tmp_path: Path) -> None:
    for name in ("package.json", "tsconfig.json", "lookup.ts"):
        shutil.copy(NODE / name, tmp_path)
    (tmp_path / "node_modules").symlink_to(NODE / "node_modules")
    run("node", "node_modules/openapi-typescript/bin/cli.js", CONTRACT, "--output", "lawpin.ts", cwd=tmp_path)
    run("node", "node_modules/typescript/bin/tsc", "--project", ".", cwd=tmp_path)
    assert json.loads(run("node", "lookup.js", unlimited, cwd=tmp_path, NODE_NO_WARNINGS="1")) == SAID


@pytest.mark.timeout(240)
def test_a_python_client_compiles_and_looks_a_clause_up(unlimited: str, tmp_path: Path) -> None:
    tools = Path(sys.executable).parent
    path = f"{tools}{os.pathsep}{os.environ['PATH']}"
    options = ("--path", CONTRACT, "--output-path", tmp_path / "lawpin_client", "--meta", "none", "--fail-on-warning")
    configured = ("--config", Path(__file__).with_name("python-client.yaml"))
    run(tools / "openapi-python-client", "generate", *options, *configured, cwd=tmp_path, PATH=path)
    run(sys.executable, "-W", "error", "-m", "compileall", "-q", "lawpin_client", cwd=tmp_path)
    script = Path(__file__).with_name("lookup.py")
    said = run(sys.executable, script, unlimited, cwd=tmp_path, PYTHONPATH=str(tmp_path), PYTHONUTF8="1")
    assert json.loads(said) == SAID
