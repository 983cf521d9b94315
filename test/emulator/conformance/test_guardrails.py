"""Each guardrail whose operations can be had on this machine, attached to a caller of the emulator, and asked by the
real AWS CLI for something that it must refuse and for something that must pass; its documents as IAM takes them (moto's
CreatePolicy), and as a linter of policies sees them that is not ours."""

import json
import os
import re
import shlex
import signal
import subprocess
import sys
from pathlib import Path

import boto3
import pytest
from conftest import PATIENCE_SECONDS, REGION, ROOT, SPEED, environment

ACCOUNT = "123456789012"
ROLE = f"arn:aws:iam::{ACCOUNT}:role"
KEY = f"arn:aws:kms:{REGION}:{ACCOUNT}:key/1111aaaa-22bb-33cc-44dd-555566667777"
IMAGE = f"arn:aws:sagemaker:{REGION}:885854791233:image/sagemaker-distribution-cpu"
SCRIPT = f"arn:aws:sagemaker:{REGION}:{ACCOUNT}:studio-lifecycle-config/acme-start"
DOMAIN = "d-acmeguarded1"
PARAMETERS = {
    "region": REGION,
    "account": ACCOUNT,
    "adminRoles": [f"{ROLE}/StudioAdmin"],
    "domains": [DOMAIN],
    "instanceTypes": ["system", "ml.t3.*"],
    "jobInstanceTypes": ["ml.m5.*"],
    "subnets": ["subnet-0acme1"],
    "securityGroups": ["sg-0acme"],
    "images": [IMAGE],
    "imageVersions": [f"arn:aws:sagemaker:{REGION}:{ACCOUNT}:image-version/acme-lab/*"],
    "scripts": [SCRIPT],
    "appTypes": ["JupyterLab"],
    "passableRoles": [f"{ROLE}/StudioExecutionRole"],
    "cidrs": ["203.0.113.0/24"],
    "endpoints": ["vpce-0acme"],
    "organization": "o-acme123456",
    "trustedAccounts": [ACCOUNT],
    "buckets": ["acme-ml-data"],
    "keys": [KEY],
    "topics": ["studio-*"],
    "executionRoles": [f"{ROLE}/StudioExecutionRole"],
    "databases": ["sales"],
    "workgroups": ["studio"],
    "emrRoles": [f"{ROLE}/EmrAnalyst"],
    "glueRole": f"{ROLE}/GlueSession",
}

AT = f"--domain-id {DOMAIN}"
SM = "aws sagemaker"
ana, ines, ivan, home, inside = "ana", "ines", "ivan", "home", "inside"
stranger, nobody, somebody, logs, app_of_ana = "stranger", "nobody", "somebody", "logs", "appofana"


def app(space, kind="JupyterLab", **spec):
    of_spec = ",".join(
        f"{name}={value}"
        for name, value in {"InstanceType": "ml.t3.medium", "SageMakerImageArn": IMAGE, **spec}.items()
    )
    return f"{SM} create-app {AT} --space-name {space} --app-type {kind} --app-name default --resource-spec {of_spec}"


def space(name, sharing="Private", more="", settings="AppType=JupyterLab"):
    return (
        f"{SM} create-space {AT} --space-name {name} --ownership-settings OwnerUserProfileName=ana "
        f"--space-sharing-settings SharingType={sharing} --space-settings {settings} {more}"
    )


def opening(profile, domain=DOMAIN):
    return f"{SM} create-presigned-domain-url --domain-id {domain} --user-profile-name {profile}"


def training(name, role="StudioExecutionRole", resources="", output="", more=""):
    return (
        f"{SM} create-training-job --training-job-name {name} --role-arn {ROLE}/{role} "
        f"--algorithm-specification TrainingImage={ACCOUNT}.dkr.ecr.us-east-1.amazonaws.com/t:1,TrainingInputMode=File "
        f"--output-data-config S3OutputPath=s3://acme-ml-data/m{output} "
        f"--resource-config InstanceType=ml.m5.xlarge,InstanceCount=1,VolumeSizeInGB=10{resources} "
        f"--stopping-condition MaxRuntimeInSeconds=3600 {more}"
    )


def sharing(key):
    settings = {
        "SharingSettings": {"NotebookOutputOption": "Allowed", "S3OutputPath": "s3://acme/s", "S3KmsKeyId": key}
    }
    return f"{SM} update-user-profile {AT} --user-profile-name ana --user-settings {shlex.quote(json.dumps(settings))}"


def domain(name, more=""):
    settings = shlex.quote(json.dumps({"ExecutionRole": f"{ROLE}/StudioExecutionRole"}))
    return (
        f"{SM} create-domain --domain-name {name} --auth-mode IAM --vpc-id vpc-0acme --subnet-ids subnet-0acme1 "
        f"--default-user-settings {settings} {more}"
    )


def endpoint_config(name, more=""):
    variant = "VariantName=a,ModelName=m,InitialInstanceCount=1,InstanceType=ml.m5.large,InitialVariantWeight=1"
    return f"{SM} create-endpoint-config --endpoint-config-name {name} --production-variants {variant} {more}"


def monitoring(name, volume="", output=""):
    cluster = f"ClusterConfig={{InstanceCount=1,InstanceType=ml.m5.xlarge,VolumeSizeInGB=10{volume}}}"
    local = "{S3Output={S3Uri=s3://acme-ml-data/o,LocalPath=/opt/ml/o}}"
    bias = f"ImageUri={ACCOUNT}.dkr.ecr.us-east-1.amazonaws.com/m:1,ConfigUri=s3://acme-ml-data/c"
    source = "EndpointInput={EndpointName=e,LocalPath=/opt/ml/i},GroundTruthS3Input={S3Uri=s3://acme-ml-data/g}"
    return (
        f"{SM} create-model-bias-job-definition --job-definition-name {name} --role-arn {ROLE}/StudioExecutionRole "
        f"--model-bias-app-specification {bias} --model-bias-job-input '{source}' "
        f"--model-bias-job-output-config 'MonitoringOutputs=[{local}]{output}' --job-resources '{cluster}'"
    )


def encrypting(group):
    """What CloudWatch Logs asks of a key; the key is made by who may."""
    context = f"aws:logs:arn=arn:aws:logs:{REGION}:{ACCOUNT}:log-group:{group}"
    return f"aws kms encrypt --key-id alias/acme-logs --plaintext YQ== --encryption-context {context}"


def role(name, tag):
    return f"aws iam create-role --role-name {name} --assume-role-policy-document '{{}}' --tags Key={tag},Value=bo"


NOTEBOOK = f"{SM} create-notebook-instance --instance-type ml.t3.medium --role-arn {ROLE}/StudioExecutionRole"
MODEL = f"{SM} create-model --model-name m --execution-role-arn {ROLE}/StudioExecutionRole"
NETWORK = "--vpc-config SecurityGroupIds=sg-0acme,Subnets=subnet-0acme1"
PROFILE = f"{SM} create-user-profile {AT} --user-profile-name"
IDLE = '\'{"JupyterLabAppSettings":{"AppLifecycleManagement":{"IdleSettings":{"IdleTimeoutInMinutes":120}}}}\''
SPACE_ARN = f"arn:aws:sagemaker:{REGION}:{ACCOUNT}:space/{DOMAIN}"

# The guardrail; who asks, and for what it refuses; the same for what passes.
CASES = {
    "instance-type-allow-list": ((ana, app("lab1", InstanceType="ml.p4d.24xlarge")), (ana, app("lab1"))),
    "approved-images": (
        (ana, app("lab2", SageMakerImageArn=IMAGE.replace("885854791233", "999999999999"))),
        (ana, app("lab2", SageMakerImageArn=IMAGE)),
    ),
    "approved-lifecycle-config": ((ana, app("lab3")), (ana, app("lab3", LifecycleConfigArn=SCRIPT))),
    "app-type-allow-list": ((ana, app("code", "CodeEditor")), (ana, app("lab4"))),
    "own-space-only": ((ana, app("bo-lab")), (ana, app("lab5"))),
    "no-shared-spaces": ((ana, space("s1", "Shared")), (ana, space("s2"))),
    "no-remote-ide": (
        (ana, space("r1", settings="AppType=JupyterLab,RemoteAccess=ENABLED")),
        (ana, space("r2", settings="AppType=JupyterLab,RemoteAccess=DISABLED")),
    ),
    "own-profile-only": ((ana, opening("bo")), (ana, opening("ana"))),
    "own-profile-iam-user": ((ivan, opening("ana")), (ivan, opening("ivan"))),
    "own-profile-from-studio": ((app_of_ana, opening("bo")), (app_of_ana, opening("ana"))),
    "own-space-from-studio": ((app_of_ana, app("bo-lab")), (app_of_ana, app("lab6"))),
    "presigned-url-source-ip": ((home, opening("ana")), (ana, opening("ana"))),
    "presigned-url-vpc-endpoint": ((ana, opening("ana")), (inside, opening("ana"))),
    "domain-isolation": ((ana, opening("ana", "d-acmeother1")), (ana, opening("ana"))),
    "profile-owner-tag": (
        (ines, f"{PROFILE} p1 --tags Key=Owner,Value=ana"),
        (ines, f"{PROFILE} p2 --tags Key=owner,Value=ana"),
    ),
    "protect-owner-tag": (
        (ana, f"{SM} add-tags --resource-arn {SPACE_ARN}/lab1 --tags Key=OWNER,Value=bo"),
        (ana, f"{SM} add-tags --resource-arn {SPACE_ARN}/lab1 --tags Key=project,Value=sales"),
    ),
    "abac-tenancy": (
        (ana, space("t1", more="--tags Key=team,Value=risk")),
        (ana, space("t2", more="--tags Key=team,Value=ml")),
    ),
    "settings-admin-only": (
        (ana, f"{SM} update-user-profile {AT} --user-profile-name ana --user-settings {IDLE}"),
        (ines, f"{SM} update-user-profile {AT} --user-profile-name ana --user-settings {IDLE}"),
    ),
    "image-admin-only": (
        (ana, f"{SM} create-image --image-name own --role-arn {ROLE}/StudioImages"),
        (ines, f"{SM} create-image --image-name acme --role-arn {ROLE}/StudioImages"),
    ),
    "vpc-only": (
        (ines, f"{SM} update-domain {AT} --default-user-settings SecurityGroups=sg-0foreign"),
        (ines, f"{SM} update-domain {AT} --default-user-settings SecurityGroups=sg-0acme"),
    ),
    "domain-storage-key": ((ines, domain("one")), (ines, domain("two", f"--kms-key-id {KEY}"))),
    "sharing-key": ((ines, sharing(KEY.replace(ACCOUNT, "999999999999"))), (ines, sharing(KEY))),
    "jobs-in-vpc": ((ana, training("v1")), (ana, training("v2", more=NETWORK))),
    "job-owner-tag": (
        (ana, training("o1", more="--tags Key=owner,Value=bo")),
        (ana, training("o2", more="--tags Key=owner,Value=ana")),
    ),
    "job-ceiling": (
        (ana, training("c1").replace("=3600", "=400000")),
        (ana, training("c2")),
    ),
    "job-keys": (
        (ana, training("k1", resources=f",VolumeKmsKeyId={KEY}")),
        (ana, training("k2", resources=f",VolumeKmsKeyId={KEY}", output=f",KmsKeyId={KEY}")),
    ),
    "no-remote-debug": (
        (ana, training("d1", more="--remote-debug-config EnableRemoteDebug=true")),
        (ana, training("d2", more="--remote-debug-config EnableRemoteDebug=false")),
    ),
    "pass-role": ((ana, training("p1", role="StudioAdmin")), (ana, training("p2"))),
    "no-notebook-instances": (
        (ana, f"{NOTEBOOK} --notebook-instance-name n1"),
        (ines, f"{NOTEBOOK} --notebook-instance-name n2"),
    ),
    "endpoint-volume-key": (
        (ana, endpoint_config("e1")),
        (ana, f"{MODEL}; {endpoint_config('e2', f'--kms-key-id {KEY}')}"),
    ),
    "protect-principal-tag": ((ana, role("r1", "Owner")), (ana, role("r2", "project"))),
    "log-writer": (
        (ana, "aws logs create-log-group --log-group-name /acme/payments"),
        (ana, "aws logs create-log-group --log-group-name /aws/sagemaker/Own"),
    ),
    "metrics-and-alarms": (
        (ana, "aws cloudwatch put-metric-data --namespace AWS/Billing --metric-name a --value 1"),
        (ana, "aws cloudwatch put-metric-data --namespace aws/sagemaker/own --metric-name a --value 1"),
    ),
    "data-lake-grants": (
        (ana, "aws glue get-table --database-name payroll --name salaries"),
        (ana, "aws emr list-clusters"),
    ),
    "data-perimeter-s3": (
        (ana, "aws s3api list-objects-v2 --bucket acme-ml-data"),
        (inside, "aws s3api create-bucket --bucket acme-ml-data; aws s3api list-objects-v2 --bucket acme-ml-data"),
    ),
    "monitoring-keys": ((ana, monitoring("m1")), (ana, monitoring("m2", f",VolumeKmsKeyId={KEY}", f",KmsKeyId={KEY}"))),
    "endpoint-policy": ((stranger, opening("ana")), (inside, opening("ana"))),
    "source-identity": (
        (nobody, "aws s3api list-objects-v2 --bucket acme-ml-data"),
        (
            somebody,
            "aws s3api create-bucket --bucket acme-ml-data; aws s3api put-object --bucket acme-ml-data --key a",
        ),
    ),
    "log-key-policy": ((logs, encrypting("/acme/payments")), (logs, encrypting("/aws/sagemaker/TrainingJobs"))),
}
GRANTS = ["log-writer", "metrics-and-alarms", "data-lake-grants"]
# Where those stand that are of no identity.
PLACES = {"endpoint-policy": "endpoint", "source-identity": "scp", "log-key-policy": "key"}


def generate(studiolo, folder, *words):
    """The documents that the program writes, by name."""
    parameters = folder / "parameters.json"
    parameters.write_text(json.dumps(PARAMETERS))
    out = folder / "_".join(words)
    command = [*studiolo, "guardrails", "generate", *words, "--parameters", str(parameters), "--out", str(out)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return {file.stem: json.loads(file.read_text()) for file in sorted(out.glob("*.json"))}


def seed_of(policies):
    """A small company; of each person one caller for each guardrail."""
    session = {"sourceIdentity": "ana", "tags": {"owner": "ana", "team": "ml"}}
    scientist = f"arn:aws:sts::{ACCOUNT}:assumed-role/DataScientist/ana"
    people = {
        ana: {"principal": scientist, **session, "network": {"sourceIp": "203.0.113.7"}},
        home: {"principal": scientist, **session, "network": {"sourceIp": "192.0.2.7"}},
        inside: {
            **{"principal": scientist, "organization": PARAMETERS["organization"], **session},
            "network": {"vpcEndpoint": "vpce-0acme"},
        },
        ines: {"principal": f"arn:aws:sts::{ACCOUNT}:assumed-role/StudioAdmin/ines", "tags": {"owner": "ines"}},
        ivan: {"principal": f"arn:aws:iam::{ACCOUNT}:user/ivan"},
        stranger: {"principal": scientist, "organization": "o-other123456", "network": {"vpcEndpoint": "vpce-0acme"}},
        nobody: {"principal": f"arn:aws:sts::{ACCOUNT}:assumed-role/StudioExecutionRole/SageMaker"},
        somebody: {
            "principal": f"arn:aws:sts::{ACCOUNT}:assumed-role/StudioExecutionRole/SageMaker",
            "sourceIdentity": "ana",
        },
        logs: {"principal": f"logs.{REGION}.amazonaws.com"},
        app_of_ana: {
            "principal": f"arn:aws:sts::{ACCOUNT}:assumed-role/StudioExecutionRole/SageMaker",
            "studio": {"DomainId": DOMAIN, "UserProfileName": "ana"},
        },
    }
    lab = {"owner": "ana", "sharing": "Private", "SpaceSettings": {"AppType": "JupyterLab"}}
    plain = {
        "DomainName": "acme",
        "AuthMode": "IAM",
        "AppNetworkAccessType": "VpcOnly",
        "VpcId": "vpc-0acme",
        "SubnetIds": ["subnet-0acme1"],
        "DefaultUserSettings": {"ExecutionRole": f"{ROLE}/StudioExecutionRole"},
    }
    profiles = {name: {"tags": {"owner": name}} for name in ("ana", "bo", "ivan")}
    return {
        "account": ACCOUNT,
        "region": REGION,
        "callers": {
            access_key(who, name): standing(name, person, [*documents.values()])
            for name, documents in policies.items()
            for who, person in people.items()
        },
        "lifecycleConfigs": {
            "acme-start": {"StudioLifecycleConfigAppType": "JupyterLab", "script": "#!/bin/bash\ntrue\n"}
        },
        "domains": {
            DOMAIN: {
                **plain,
                "userProfiles": profiles,
                "spaces": {
                    **{f"lab{number}": lab for number in range(1, 7)},
                    "code": {**lab, "SpaceSettings": {"AppType": "CodeEditor"}},
                    "bo-lab": {**lab, "owner": "bo"},
                },
            },
            "d-acmeother1": {**plain, "DomainName": "other", "userProfiles": {"ana": {"tags": {"owner": "ana"}}}},
        },
    }


def standing(name, person, documents):
    """A caller with a guardrail where it stands."""
    place = PLACES.get(name)
    if place == "endpoint":
        network = {"vpcEndpoint": "vpce-0acme", "endpointPolicy": documents[0]}
        return {**person, "policies": ["AdministratorAccess"], "network": network}
    if place == "scp":
        return {**person, "policies": ["AdministratorAccess"], "scps": ["FullAWSAccess", *documents]}
    if place == "key":
        return {**person, "policies": [], "resources": documents}
    return {**person, "policies": [*([] if name in GRANTS else ["AdministratorAccess"]), *documents]}


def access_key(who, guardrail):
    return f"AKIA{who.upper()}{list(CASES).index(guardrail):012}"


@pytest.fixture(scope="module")
def policies(studiolo, tmp_path_factory):
    folder = tmp_path_factory.mktemp("policies")
    return {name: generate(studiolo, folder, name, "--for", PLACES.get(name, "identity")) for name in CASES}


@pytest.fixture(scope="module")
def endpoint(studiolo, policies, moto, tmp_path_factory):
    """An emulator with all callers, and a moto server behind it."""
    folder = tmp_path_factory.mktemp("guarded")
    seed, log = folder / "seed.yaml", folder / "stderr"
    seed.write_text(json.dumps(seed_of(policies)))
    command = [*studiolo, "emulate", "--port", "0", "--speed", str(SPEED), "--seed", str(seed), "--others", moto]
    with log.open("w") as stderr:
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=stderr, text=True)
        line = process.stdout.readline()
        started = re.fullmatch(r"studiolo emulator listening on (http://127\.0\.0\.1:\d+)\n", line)
        assert started, f"{line!r} {log.read_text()}"
        yield started[1]
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=PATIENCE_SECONDS)


def asked(endpoint, who, guardrail, command):
    done = subprocess.run(
        ["bash", "-ec", command],
        env={
            **environment(endpoint, access_key(who, guardrail)),
            "PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin",
            "AWS_ENDPOINT_URL": endpoint,
        },
        capture_output=True,
        text=True,
        timeout=PATIENCE_SECONDS,
    )
    return done.returncode, done.stderr.strip()


@pytest.fixture(scope="module")
def log_key(moto):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AWS_CONFIG_FILE", "/nonexistent")
        kms = boto3.client(
            "kms", region_name=REGION, endpoint_url=moto, aws_access_key_id="a", aws_secret_access_key="s"
        )
        kms.create_alias(AliasName="alias/acme-logs", TargetKeyId=kms.create_key()["KeyMetadata"]["KeyId"])


def test_each_guardrail_has_a_case(studiolo):
    listed = subprocess.run([*studiolo, "guardrails", "list", "--json"], capture_output=True, text=True, check=True)
    assert {each["name"] for each in json.loads(listed.stdout)} == set(CASES)


@pytest.mark.parametrize("guardrail", CASES)
def test_refuses_what_it_must_and_lets_the_rest_pass(endpoint, log_key, guardrail):
    (who, command), (other, compliant) = CASES[guardrail]
    code, error = asked(endpoint, who, guardrail, command)
    why = {
        "endpoint-policy": "because no VPC endpoint policy allows",
        "log-key-policy": "because no resource-based policy allows",
        "source-identity": "with an explicit deny in a service control policy",
    }.get(guardrail, "with an explicit deny in an identity-based policy")
    if guardrail in GRANTS:
        why = "because no identity-based policy allows"
    assert code != 0 and "not authorized to perform" in error and why in error, f"{command}: {error}"
    code, error = asked(endpoint, other, guardrail, compliant)
    assert code == 0, f"{compliant}: {error}"


@pytest.fixture(scope="module")
def together(studiolo, tmp_path_factory):
    folder = tmp_path_factory.mktemp("together")
    return {place: generate(studiolo, folder, "--for", place) for place in ("identity", "scp")}


def test_iam_takes_each_document(moto, policies, together):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AWS_CONFIG_FILE", "/nonexistent")
        made = {"region_name": REGION, "aws_access_key_id": "a", "aws_secret_access_key": "s", "endpoint_url": moto}
        iam, organizations = boto3.client("iam", **made), boto3.client("organizations", **made)
        for name, documents in {**policies, **together}.items():
            if name in PLACES:
                continue
            for part, document in documents.items():
                text = json.dumps(document, separators=(",", ":"))
                iam.create_policy(PolicyName=f"{name}-{part}", PolicyDocument=text)
        organizations.create_organization(FeatureSet="ALL")
        for part, document in together["scp"].items():
            text = json.dumps(document, separators=(",", ":"))
            assert len(text) <= 5120
            organizations.create_policy(Name=part, Description=part, Content=text, Type="SERVICE_CONTROL_POLICY")


# Its reference is of April 2025: what it does not know is looked up in the newest one. It does not know the type of
# keys with several values. What is meant: that ARNs are compared as texts (values such as "None" are no ARNs), that
# AutoML has no instance type to exempt it from a key, that alarms are read by everybody. sagemaker:ResourceTag is
# documented with CreatePresignedDomainUrl, and in no reference. In the policy of a resource `*` is that
# resource; the context that CloudWatch Logs gives to KMS is an ARN, which the reference does not say.
LINT = """
import json, sys, warnings
warnings.simplefilter("ignore")
import parliament.statement as statement
from parliament import analyze_policy_string

known = statement.translate_documentation_types
statement.translate_documentation_types = lambda name: known(name.removeprefix("ArrayOf"))
documents, reference = (json.load(open(file)) for file in sys.argv[1:])
actions = reference["services"]["sagemaker"]["actions"]
auto = [f"InstanceTypes CreateAutoMLJob{version}" for version in ("", "V2")]
meant = ["ResourceTag/owner CreatePresignedDomainUrl", *auto]
# In the credentials of apps, so that they come with every call (guardrails.md); the reference ties them to no action.
of_studio = ["UserProfileName", "DomainId"]
for document, is_of_resource in documents:
    for found in analyze_policy_string(json.dumps(document)).findings:
        words = str(found.detail).replace("sagemaker:", "").split()
        if found.issue == "MISMATCHED_TYPE_BUT_USABLE":
            continue
        if is_of_resource and found.issue in ("RESOURCE_STAR", "MISMATCHED_TYPE"):
            continue
        if found.issue == "UNKNOWN_ACTION" and words[-1] in actions:
            continue
        if found.issue == "RESOURCE_STAR" and found.detail == ["cloudwatch:DescribeAlarms"]:
            continue
        if found.issue == "UNKNOWN_CONDITION_FOR_ACTION":
            key, action = words[2], words[-1]
            has = json.dumps(actions.get(action, {}))
            if key.startswith("aws:") or key in has or key in of_studio or f"{key} {action}" in meant:
                continue
        print(found.issue, found.detail, found.location)
"""


def of_whoever(document):
    """The same as a policy of an identity, which is all that the linter reads."""
    statements = document["Statement"] if isinstance(document["Statement"], list) else [document["Statement"]]
    own = [{name: value for name, value in each.items() if name != "Principal"} for each in statements]
    return {**document, "Statement": own}


def test_a_linter_finds_nothing_in_them(policies, together, tmp_path):
    python = os.environ.get("STUDIOLO_POLICIES")
    if python is None:
        pytest.skip("STUDIOLO_POLICIES names no environment with parliament")
    documents = [
        (of_whoever(document), PLACES.get(name) in ("endpoint", "key"))
        for name, each in {**policies, **together}.items()
        for document in each.values()
    ]
    lint, listed = tmp_path / "lint.py", tmp_path / "documents.json"
    lint.write_text(LINT)
    listed.write_text(json.dumps(documents))
    reference = ROOT / "src/emulator/permissions/reference.json"
    command = [f"{python}/bin/python", str(lint), str(listed), str(reference)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, ""), done.stdout + done.stderr


def test_the_roles_and_users_of_an_account_are_judged(studiolo, moto, policies, tmp_path):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AWS_CONFIG_FILE", "/nonexistent")
        keys = {"aws_access_key_id": "a", "aws_secret_access_key": "s"}
        iam = boto3.client("iam", region_name=REGION, endpoint_url=moto, **keys)
        everything = {"Effect": "Allow", "Action": "sagemaker:*", "Resource": "*"}
        for name, document in {
            "Guarded": policies["instance-type-allow-list"]["identity-1"],
            "Open": {"Version": "2012-10-17", "Statement": everything},
            "Copied": {
                "Version": "2012-10-17",
                "Statement": {
                    **everything,
                    "Effect": "Deny",
                    "Condition": {"Null": {"sagemaker:VolumeKmsKey": "true"}},
                },
            },
        }.items():
            iam.create_role(RoleName=name, AssumeRolePolicyDocument="{}")
            iam.put_role_policy(RoleName=name, PolicyName="own", PolicyDocument=json.dumps(document))
        allowed = json.dumps({"Version": "2012-10-17", "Statement": everything})
        arn = iam.create_policy(PolicyName="studio-user", PolicyDocument=allowed)["Policy"]["Arn"]
        iam.attach_role_policy(RoleName="Guarded", PolicyArn=arn)
        iam.create_group(GroupName="scientists")
        iam.attach_group_policy(GroupName="scientists", PolicyArn=arn)
        iam.create_user(UserName="ivan")
        iam.add_user_to_group(GroupName="scientists", UserName="ivan")
    parameters = tmp_path / "parameters.json"
    parameters.write_text(json.dumps(PARAMETERS))

    def judged(*words):
        command = [*studiolo, "guardrails", "check", "--account", "--json", *words, "--parameters", str(parameters)]
        endpoints = {"AWS_ENDPOINT_URL_IAM": moto, "AWS_ENDPOINT_URL_ORGANIZATIONS": moto}
        done = subprocess.run(command, env={**environment(moto), **endpoints}, capture_output=True, text=True)
        assert done.returncode == 3, done.stderr
        return [(each["code"], each["where"]["text"]) for each in json.loads(done.stdout)["findings"]]

    assert ("evaded-instance-type-allow-list", "user ivan") in judged()
    found = judged("--roles", "Guarded,Open,Copied")
    assert ("evaded-instance-type-allow-list", "role Open") in found
    assert ("evaded-instance-type-allow-list", "role Guarded") not in found
    assert ("evaded-vpc-only", "role Guarded") in found
    assert ("dead-condition-key", "own of Copied, Statement") in found
