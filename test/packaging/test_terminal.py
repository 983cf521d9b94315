"""`studiolo` in a terminal: the program that the wheel installs, beside a real Jupyter server and without one."""

import json
import os
import pty
import re
import select
import signal
import socket
import subprocess
import time
from datetime import datetime, timezone
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TOKEN = "3f0c9d2e7b61"
#: A time near midnight is told with its day.
MOMENT = r"(?:\d+ \w{3,4} )?\d\d:\d\d"


@pytest.fixture(scope="module")
def installed(environment, wheel):
    environment.run("pip", "install", "--quiet", wheel)
    yield environment
    environment.run("pip", "uninstall", "--quiet", "--yes", "studiolo")


@pytest.fixture(scope="module")
def emulator(tmp_path_factory):
    """Address of an emulated Studio in which Ana works."""
    seed = ROOT / "examples" / "acme.studio.yaml"
    process = subprocess.Popen(
        [os.environ["STUDIOLO_NODE"], os.environ["STUDIOLO_CLI"], "emulate", "--port", "0", "--seed", seed],
        stdout=subprocess.PIPE,
        text=True,
        cwd=tmp_path_factory.mktemp("emulator"),
    )
    yield process.stdout.readline().split()[-1]
    process.terminate()
    process.wait()


class App:
    """What a program finds in an app of a space: its metadata, its own folders, and AWS at the emulator."""

    def __init__(self, folder, environment, emulator, app_type, space):
        self.folder = folder
        self.agents = folder / "agents"
        self.last_active = folder / "last-active"
        arn = f"arn:aws:sagemaker:us-east-1:123456789012:app/d-acmemlplatf1/{space}/{app_type}/default"
        metadata = folder / "metadata.json"
        metadata.write_text(
            json.dumps(
                {
                    "AppType": app_type,
                    "DomainId": "d-acmemlplatf1",
                    "SpaceName": space,
                    "ResourceArn": arn,
                    "ResourceName": "default",
                }
            )
        )
        self.program = environment.bin / "studiolo"
        self.variables = {
            **environment.variables,
            "PATH": f"{environment.bin}:/usr/bin:/bin",
            "HOME": str(folder),
            "STUDIOLO_NODE": os.environ["STUDIOLO_NODE"],
            "STUDIOLO_AGENTS": str(self.agents),
            "STUDIOLO_METADATA_FILE": str(metadata),
            "STUDIOLO_LAST_ACTIVE_FILE": str(self.last_active),
            "AWS_ENDPOINT_URL_SAGEMAKER": emulator,
            "AWS_ENDPOINT_URL_PRICING": "http://127.0.0.1:9",
            "AWS_REGION": "us-east-1",
            "AWS_ACCESS_KEY_ID": "AKIAACMEANA000000000",
            "AWS_SECRET_ACCESS_KEY": "emulated",
            "IMAGE_VERSION": "2.4.1",
            "TZ": "UTC",
        }

    def studiolo(self, *words, code=0, **variables):
        """What it prints; on stderr where it fails."""
        done = self.run(*words, **variables)
        assert done.returncode == code, done.stdout + done.stderr
        return done.stdout if code == 0 else done.stderr

    def run(self, *words, **variables):
        return subprocess.run(
            [self.program, *words],
            env={**self.variables, **variables},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=120,
        )

    def active(self):
        """Leaves the trace of an editor in which somebody types."""
        self.last_active.write_text(datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.%fZ"))


@pytest.fixture(scope="module")
def lab(tmp_path_factory, installed, emulator):
    """Ana's JupyterLab app with a server that has studiolo and a terminal."""
    folder = tmp_path_factory.mktemp("lab")
    app = App(folder, installed, emulator, "JupyterLab", "ana-forecasting")
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [
                installed.bin / "jupyter-server",
                "--ServerApp.open_browser=False",
                "--ServerApp.allow_root=True",
                "--ServerApp.base_url=/jupyterlab/default",
                f"--ServerApp.port={free_port()}",
                f"--ServerApp.root_dir={folder}",
            ],
            env={**app.variables, "JUPYTER_TOKEN": TOKEN},
            stdout=log,
            stderr=subprocess.STDOUT,
            cwd=folder,
        )
    wait(lambda: list(app.agents.glob("*.json")) or process.poll() is not None)
    assert process.poll() is None, (folder / "log").read_text()
    app.active()
    yield app
    process.send_signal(signal.SIGTERM)
    process.wait(30)
    # The agent told where it was, and takes that back.
    assert list(app.agents.glob("*.json")) == []


@pytest.fixture
def editor(tmp_path, installed, emulator):
    """Ana's Code Editor app, where no Jupyter server runs."""
    return App(tmp_path, installed, emulator, "CodeEditor", "ana-code")


def test_status_shows_what_the_panel_shows(lab):
    told = lab.studiolo("status")
    assert re.search(
        rf"^  Stops at {MOMENT} \(in .+\): no activity since {MOMENT} \(.* ago\)\.$", told, re.MULTILINE
    ), told
    assert re.search(r"^  Space +ana-forecasting \(private\)$", told, re.MULTILINE), told
    assert re.search(r"^  \* ana-forecasting +JupyterLab +.* ml\.g5\.xlarge", told, re.MULTILINE), told
    assert re.search(r"^    ana-code +CodeEditor ", told, re.MULTILINE), told
    assert re.search(r"^  prophet +not cloned +your user profile ", told, re.MULTILINE), told
    assert "\x1b" not in told


def test_json_is_what_the_agent_answers(lab):
    snapshot = json.loads(lab.studiolo("status", "--json"))
    assert snapshot["thisApp"]["value"]["spaceName"] == "ana-forecasting"
    assert json.loads(lab.studiolo("why", "--json"))["idle"]["value"]["verdict"]["kind"] == "stops"
    assert json.loads(lab.studiolo("env", "list", "--json"))["state"] == "ready"


def test_why_names_what_decides_and_who_set_the_limit(lab):
    lab.active()
    told = lab.studiolo("why")
    assert re.search(rf"^  last-active file +{MOMENT} \(\d+ s ago\) +in effect$", told, re.MULTILINE), told
    assert "In effect: 1 h without activity, set for this space." in told


def test_it_finds_the_agent_of_the_server_and_passes_over_what_a_killed_one_left(lab):
    stale = lab.agents / "1.json"
    stale.write_text(
        json.dumps(
            {
                "pid": 1,
                "socket": str(lab.folder / "gone.sock"),
                "startedAt": "2026-01-01T00:00:00.000Z",
                "version": "0.1.0",
                "rootDir": "/",
            }
        )
    )
    (agent,) = json.loads(lab.studiolo("agent", "list", "--json"))
    assert agent["rootDir"] == str(lab.folder)
    assert TOKEN not in json.dumps(agent)
    assert not stale.exists()
    assert json.loads(lab.studiolo("agent", "start", "--json")) == [agent]
    assert "no agent with process id 1; running: " in lab.studiolo("status", "--agent", "1", code=1)


def test_a_folder_of_another_user_or_open_to_others_is_not_believed(lab, tmp_path):
    planted = tmp_path / "planted"
    planted.mkdir(mode=0o700)
    if os.getuid() == 0:
        os.chown(planted, 12345, 12345)
        assert "is not a folder of your own alone" in lab.studiolo("status", code=1, STUDIOLO_AGENTS=str(planted))
        os.chown(planted, 0, 0)
    planted.chmod(0o755)
    assert "is not a folder of your own alone" in lab.studiolo("status", code=1, STUDIOLO_AGENTS=str(planted))
    linked = tmp_path / "linked"
    linked.symlink_to(lab.agents)
    assert "is not a folder of your own alone" in lab.studiolo("status", code=1, STUDIOLO_AGENTS=str(linked))


def test_what_is_not_understood_ends_with_2(lab):
    assert "there is no option --jsn, did you mean --json?" in lab.studiolo("why", "--jsn", code=2)
    assert "is not a time; use 2h" in lab.studiolo("keep-awake", "soon", code=2)
    assert "there is no command forecast" in lab.studiolo("forecast", code=2)
    assert "pass --yes to confirm" in lab.studiolo("env", "remove", "base", code=2)
    assert "  studiolo env COMMAND\n" in lab.studiolo("env", "--help")
    assert "are in the npm package: npm install --global ./studiolo-" in lab.studiolo("--help")
    assert "domain is not in this package: administrators' commands" in lab.studiolo("domain", "status", code=2)


def test_without_node_it_says_what_to_do(lab, installed, tmp_path):
    told = lab.studiolo("status", code=1, STUDIOLO_NODE="", PATH=str(tmp_path))
    assert told.startswith(f"studiolo: there is no Node.js 18 or later; run {installed.bin}/python")
    assert told.endswith(" -m pip install 'studiolo[node]'\n")
    wrong = lab.studiolo("status", code=1, STUDIOLO_NODE="/bin/false")
    assert "/bin/false, which STUDIOLO_NODE names, is not Node.js 18 or later; unset STUDIOLO_NODE" in wrong


def test_in_code_editor_it_answers_without_a_server_and_leaves_nothing_running(editor):
    editor.active()
    told = editor.studiolo("why")
    assert re.search(rf"^  last-active file +{MOMENT} \(\d+ s ago\) +in effect$", told, re.MULTILINE), told
    assert "In Code Editor, Studio looks only at this file" in told
    assert "In effect: 2 h without activity" in told
    assert list(editor.agents.iterdir()) == []


def test_in_code_editor_it_is_told_that_nothing_looks_for_work(lab, editor):
    for command in ("why", "status"):
        assert "nothing checks for running work in this app" in editor.run(command).stderr
        assert "nothing checks for running work" not in lab.run(command).stderr
    editor.studiolo("agent", "start")
    try:
        assert editor.run("why").stderr == ""
    finally:
        editor.studiolo("agent", "stop")


def test_in_code_editor_looks_are_begun_once_and_ended_and_no_agent_stays(editor):
    editor.active()
    (looks,) = json.loads(editor.studiolo("agent", "start", "--json"))
    try:
        assert json.loads(editor.studiolo("agent", "start", "--json")) == [looks]
        assert "checks for work each minute" in editor.studiolo("agent", "list")
        wait(Path(looks["looks"]).exists)
        told = editor.studiolo("why")
        assert "stops at" in told
        assert re.search(rf"^  Last checked for running work at {MOMENT} \(\d+ s ago\)\.$", told, re.MULTILINE), told
        assert json.loads(editor.studiolo("agent", "list", "--json")) == [looks]
    finally:
        editor.studiolo("agent", "stop")
    wait(lambda: not Path(f"/proc/{looks['pid']}").exists())
    assert json.loads(editor.studiolo("agent", "list", "--json")) == []
    assert "no checks for work were started here" in editor.studiolo("agent", "stop", code=1)


def test_in_code_editor_it_is_told_that_looks_fail_and_since_when(editor):
    (looks,) = json.loads(editor.studiolo("agent", "start", "--json"))
    try:
        wait(lambda: Path(looks["looks"]).exists() and children(looks["pid"]) == ["sleep"])
        since = "2026-01-02T03:04:05Z"
        Path(looks["looks"]).with_suffix(".failed").write_text(f"{since}\ncannot look: the roof is gone\n")
        for command in ("why", "status"):
            said = re.sub(r"\s+", " ", editor.studiolo(command))
            failed = r"No check for running work succeeded from .{3,25} to .{3,25}: cannot look: the roof is gone"
            assert re.search(failed, said), said
    finally:
        editor.studiolo("agent", "stop")


def test_keep_awake_is_asked_for_told_refused_and_taken_back(lab):
    assert re.match(
        r"Awake until .*, asked at .*: a long run\.\n",
        lab.studiolo("keep-awake", "90m", "--reason", "a long run"),
    )
    assert json.loads(lab.studiolo("keep-awake", "--json"))["asked"]["reason"] == "a long run"
    assert lab.studiolo("why").startswith("This app is awake until ")
    assert "is longer than" in lab.studiolo("keep-awake", "300d", code=1)
    assert lab.studiolo("keep-awake", "--release").startswith("Nothing keeps this app awake.")
    assert "a long run" in lab.studiolo("keep-awake").partition("History")[2]


def test_in_code_editor_keeping_awake_goes_on_when_the_command_has_ended(editor):
    editor.studiolo("keep-awake", "2h")
    try:
        (looks,) = json.loads(editor.studiolo("agent", "list", "--json"))
        wait(lambda: json.loads(Path(looks["looks"]).read_text())["awake"]["holding"] == "asked")
        assert json.loads(editor.studiolo("keep-awake", "--json"))["holding"] == "asked"
        assert editor.last_active.exists()
    finally:
        editor.studiolo("agent", "stop")


@pytest.fixture
def conda(editor):
    """Stands in for micromamba: `slow` among the packages has no end."""
    program = editor.folder / "bin" / "micromamba"
    program.parent.mkdir()
    program.write_text(
        "#!/bin/sh\n"
        'echo "Looking for $*"\n'
        'case "$*" in *slow*) sleep 600 ;; esac\n'
        'mkdir -p "$4/conda-meta" && touch "$4/conda-meta/history"\n'
        'echo "Linked all"\n'
    )
    program.chmod(0o755)
    editor.variables["PATH"] = f"{program.parent}:{editor.variables['PATH']}"


def test_an_environment_is_made_with_its_log_in_view(editor, conda):
    done = subprocess.run(
        [editor.program, "env", "create", "forecast", "xgboost"], env=editor.variables, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert "  Looking for create --yes --prefix" in done.stderr
    assert "  Linked all" in done.stderr
    assert done.stdout.startswith("forecast is ready")
    assert re.search(r"^  forecast +none ", editor.studiolo("env", "list"), re.MULTILINE)
    assert "There already is an environment named forecast" in editor.studiolo(
        "env", "create", "forecast", "xgboost", code=1
    )
    assert editor.studiolo("env", "remove", "forecast", "--yes").startswith("forecast is removed")
    assert "forecast" not in editor.studiolo("env", "list")


def test_ctrl_c_cancels_what_is_being_made_and_leaves_nothing_of_it(editor, conda):
    process = subprocess.Popen(
        [editor.program, "env", "create", "forecast", "slow"],
        env=editor.variables,
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
    )
    # What goes on and what the program itself says come side by side.
    next(line for line in process.stderr if line.startswith("  $ micromamba create"))
    process.send_signal(signal.SIGINT)
    assert "cancelled" in process.communicate(timeout=60)[1]
    assert process.returncode == 1
    assert not (editor.folder / ".conda" / "envs" / "forecast").exists()


def test_tab_completes_commands_options_and_their_values_in_bash(lab):
    process, terminal = pty.fork()
    if process == 0:
        os.execve("/bin/bash", ["bash", "--norc", "--noprofile", "-i"], {**lab.variables, "PS1": "$ ", "TERM": "dumb"})
    said = ""

    def until(pattern):
        nonlocal said
        for _ in range(600):
            if re.search(pattern, said):
                said = ""
                return
            if select.select([terminal], [], [], 0.1)[0]:
                said += os.read(terminal, 65536).decode(errors="replace")
        raise AssertionError(f"{pattern} is not in {said!r}")

    try:
        os.write(terminal, b"source <(studiolo completion bash); echo rea''dy\n")
        until("\nready")
        os.write(terminal, b"studiolo env cr\t")
        until("studiolo env create ")
        os.write(terminal, b"\x15studiolo env export base --form ex\t")
        until("--form exact ")
        os.write(terminal, b"\x15studiolo keep-awake --re\t\t")
        until(r"--reason\s+--release")
        os.write(terminal, b"\x15studiolo \t\t")
        # Bash lists them in columns.
        until(r"agent\s+env\s+space\s+volume\s+completion\s+keep-awake\s+status\s+why")
    finally:
        os.close(terminal)
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)


def children(pid):
    """The programs that a process has started and that run."""
    return [
        Path(f"/proc/{child}/comm").read_text().strip()
        for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    ]


def wait(holds, seconds=60):
    for _ in range(seconds * 20):
        if holds():
            return
        time.sleep(0.05)
    raise AssertionError(f"still not so after {seconds} s")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
