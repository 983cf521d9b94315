"""A real emulator process, and the unmodified clients that talk to it: boto3 and the AWS CLI.

The program under test is named by STUDIOLO_CLI and run by STUDIOLO_NODE; without them it is built here.
"""

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import boto3
import pytest
from botocore.config import Config

ROOT = Path(__file__).resolve().parents[3]
ACME = ROOT / "examples" / "acme.studio.yaml"
REGION = "us-east-1"
ADMIN = "AKIACONFORMANCE00000"
# An app that takes two minutes to start in AWS takes a tenth of a second: less than the AWS CLI takes to start. Its
# waiters, which cannot be told to wait less than a minute between two questions, are content with the first answer.
SPEED = 1200
PATIENCE_SECONDS = 60


@pytest.fixture(scope="session")
def operations():
    """The names of all operations that the emulator claims to have, from the service model."""
    model = json.loads((ROOT / "src/emulator/model/sagemaker.json").read_text())
    return set(model["operations"])


@pytest.fixture(scope="session")
def studiolo():
    """The command line that runs `studiolo`."""
    node = os.environ.get("STUDIOLO_NODE", "node")
    program = os.environ.get("STUDIOLO_CLI")
    if program is None:
        subprocess.run([node, "scripts/build.mjs", "cli"], cwd=ROOT, check=True)
        program = str(ROOT / "dist" / "studiolo.cjs")
    return [node, program]


@pytest.fixture(scope="module")
def moto(tmp_path_factory):
    """The address of a moto server of this module's own."""
    log = tmp_path_factory.mktemp("moto") / "stderr"
    program = Path(sys.executable).with_name("moto_server")
    with log.open("w") as stderr:
        process = subprocess.Popen(
            [program, "-H", "127.0.0.1", "-p", "0"],
            stdout=subprocess.DEVNULL,
            stderr=stderr,
        )
    try:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not (started := re.search(r"http://127\.0\.0\.1:\d+", log.read_text())):
            assert process.poll() is None and time.monotonic() < deadline, log.read_text()
            time.sleep(0.05)
        yield started[0]
    finally:
        process.kill()
        process.wait()


@pytest.fixture(scope="module")
def endpoint(studiolo, tmp_path_factory, request):
    """The address of an emulator of this module's own: of its SEED, its SEED_FILE, or with the example company. With
    OTHERS, it passes on to moto what it does not serve."""
    folder = tmp_path_factory.mktemp("emulator")
    log, seed = folder / "stderr", folder / "seed.yaml"
    seed.write_text(getattr(request.module, "SEED", ACME.read_text()))
    seed = getattr(request.module, "SEED_FILE", seed)
    command = [*studiolo, "emulate", "--port", "0", "--speed", str(SPEED), "--seed", str(seed)]
    if getattr(request.module, "OTHERS", False):
        command += ["--others", request.getfixturevalue("moto")]
    with log.open("w") as stderr:
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=stderr, text=True)
        line = process.stdout.readline()
        started = re.fullmatch(r"studiolo emulator listening on (http://127\.0\.0\.1:\d+)\n", line)
        assert started, f"{line!r} {log.read_text()}"
        yield started[1]
        process.send_signal(signal.SIGTERM)
        rest, _ = process.communicate(timeout=PATIENCE_SECONDS)
    assert (process.returncode, rest, log.read_text()) == (0, "", "")


def environment(endpoint, access_key=ADMIN):
    """What points the AWS CLI at the emulator and keeps this machine's own AWS settings out."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": "/nonexistent",
        "AWS_ENDPOINT_URL_SAGEMAKER": endpoint,
        "AWS_ACCESS_KEY_ID": access_key,
        "AWS_SECRET_ACCESS_KEY": "emulated",
        "AWS_DEFAULT_REGION": REGION,
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_MAX_ATTEMPTS": "1",
    }


@pytest.fixture(scope="module")
def called():
    """The operations that this module's client has called so far."""
    return set()


@pytest.fixture(scope="module")
def client_of(endpoint, called):
    """Makes boto3 clients by access key."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AWS_ENDPOINT_URL_SAGEMAKER", endpoint)
        patch.setenv("AWS_CONFIG_FILE", "/nonexistent")

        def client(access_key, region_name=REGION, **config):
            made = boto3.client(
                "sagemaker",
                region_name=region_name,
                aws_access_key_id=access_key,
                aws_secret_access_key="emulated",
                config=Config(retries={"total_max_attempts": 1}, **config),
            )
            made.meta.events.register("before-call.sagemaker", lambda model, **_: called.add(model.name))
            return made

        yield client


@pytest.fixture(scope="module")
def sagemaker(client_of):
    """A boto3 client that may do everything."""
    return client_of(ADMIN)


@pytest.fixture(scope="module")
def unchecked(client_of):
    """A boto3 client that sends what it is given, right or wrong."""
    return client_of(ADMIN, parameter_validation=False)


class CliError(Exception):
    """The AWS CLI ended with an error: its exit code and what it said."""

    def __init__(self, code, text):
        super().__init__(f"{code}: {text}")
        self.code = code
        self.text = text


@pytest.fixture(scope="module")
def aws(endpoint, called):
    """Runs `aws sagemaker …` in a process of its own: options as they are typed, members of the request as JSON."""
    program = Path(sys.executable).with_name("aws")

    def run(command, *options, access_key=ADMIN, **members):
        request = ["--cli-input-json", json.dumps(members)] if members else []
        done = subprocess.run(
            [program, "sagemaker", *command.split(), *options, *request],
            env=environment(endpoint, access_key),
            capture_output=True,
            text=True,
            timeout=PATIENCE_SECONDS,
        )
        if not command.startswith("wait "):
            called.add("".join(word.capitalize() for word in command.split("-")))
        if done.returncode != 0:
            raise CliError(done.returncode, done.stderr.strip())
        return json.loads(done.stdout) if done.stdout.strip() else None

    return run


def until(ask, wanted, pause=0.02):
    """Asks until the answer is the wanted one; fails when that takes too long."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while (answer := ask()) != wanted:
        assert time.monotonic() < deadline, f"{answer!r} instead of {wanted!r}"
        time.sleep(pause)
