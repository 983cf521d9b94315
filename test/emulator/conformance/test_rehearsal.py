"""docs/rehearsal.md: each of its commands run as it stands there, against the emulator with a moto server behind it."""

import json
import re
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
from conftest import PATIENCE_SECONDS, ROOT, environment

PAGE = (ROOT / "docs/rehearsal.md").read_text()
SEED_FILE = ROOT / "examples/guarded.studio.yaml"
OTHERS = True
ANA, INES = "AKIAACMEANA000000000", "AKIAACMEINES00000000"


def sections():
    """The page's commands by heading, each with the text that it is to answer, if the page shows one."""
    for section in PAGE.split("\n## ")[1:]:
        blocks = re.findall(r"```(\w*)\n(.*?)```", section, re.DOTALL)
        for (language, commands), (following, answer) in zip(blocks, [*blocks[1:], ("sh", "")]):
            if language == "sh" and commands.startswith("aws "):
                yield section.splitlines()[0], commands, answer if following == "" else None


@pytest.fixture(scope="module")
def shell(endpoint):
    """Runs commands as Ana, or as another caller, and answers what they said and their exit code."""

    def run(commands, access_key=ANA):
        done = subprocess.run(
            ["bash", "-ec", commands],
            env={
                **environment(endpoint, access_key),
                "PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin",
                "AWS_ENDPOINT_URL": endpoint,
            },
            capture_output=True,
            text=True,
            timeout=PATIENCE_SECONDS,
        )
        return done.returncode, done.stdout, done.stderr.strip()

    return run


def test_the_day_passes_and_what_should_be_is_refused(shell):
    steps = list(sections())
    assert len([answer for _, _, answer in steps if answer]) == 6
    for heading, commands, answer in steps:
        code, said, error = shell(commands)
        if answer is None:
            assert code == 0, f"{heading}: {commands}{error}"
        else:
            assert (code != 0, error) == (True, answer.strip()), f"{heading}: {commands}{said}"


def test_says_why(shell, endpoint):
    shell("aws sagemaker create-presigned-domain-url --domain-id d-acmeguarded1 --user-profile-name bo")
    with urllib.request.urlopen(f"{endpoint}/refusals") as answer:
        latest, *_ = json.load(answer)
    assert latest["accessKeyId"] == ANA
    assert latest["action"] == "sagemaker:CreatePresignedDomainUrl"
    assert latest["keys"]["sagemaker:ResourceTag/owner"] == "bo"
    assert latest["keys"]["aws:PrincipalTag/owner"] == "ana"
    open_own = next(each for each in latest["statements"] if each["statement"].get("sid") == "OpenOwnProfile")
    condition = next(part for part in open_own["parts"] if part["part"] == "Condition")
    assert (condition["matches"], condition["asked"]) == (False, ["bo"])


def test_what_is_refused_never_reaches_the_other_server(shell):
    code, said, error = shell("aws sagemaker list-training-jobs", INES)
    assert code == 0, error
    assert [job["TrainingJobName"] for job in json.loads(said)["TrainingJobSummaries"]] == ["forecast-1"]


def test_an_administrator_changes_the_limits(shell):
    command = (
        "aws sagemaker update-user-profile --domain-id d-acmeguarded1 --user-profile-name ana --user-settings "
        """'{"JupyterLabAppSettings": {"AppLifecycleManagement": {"IdleSettings": {"IdleTimeoutInMinutes": 120}}}}'"""
    )
    code, _, error = shell(command, INES)
    assert code == 0, error
