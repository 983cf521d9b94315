"""Every member of every request to SageMaker that is what a condition key is about fills that key, on whatever level it
stands: members by botocore's model, keys by AWS's service authorization reference."""

import json
import re
import urllib.request

import botocore.session
import pytest
from botocore.exceptions import ClientError
from conftest import ROOT

NOBODY, PASSER = "AKIANOBODY0000000000", "AKIAPASSER0000000000"
ROLE = "arn:aws:iam::123456789012:role/studio"
OTHERS = True
SEED = f"""
callers:
  {NOBODY}: {{ principal: 'arn:aws:sts::123456789012:assumed-role/Nobody/n', policies: [] }}
  {PASSER}: {{ principal: 'arn:aws:sts::123456789012:assumed-role/Passer/p', allow: ['sagemaker:*'] }}
"""
MODEL = botocore.session.get_session().get_service_model("sagemaker")
REFERENCE = json.loads((ROOT / "src/emulator/permissions/reference.json").read_text())["services"]["sagemaker"]
# What is named like the key without being what it is about: types that a menu hides or that a model supports.
ABOUT = {
    "sagemaker:InstanceTypes": r"\.(?!Hidden|Supported)\w*InstanceTypes?$",
    "sagemaker:VpcSubnets": r"\.(Subnets|SubnetIds?)$",
    "sagemaker:VpcSecurityGroupIds": r"\.(SecurityGroups|SecurityGroupIds)$",
    "sagemaker:VolumeKmsKeyArn": r"\.VolumeKmsKeyId$",
    "sagemaker:OutputKmsKeyArn": r"\.\w*Output\w*\.KmsKeyId$",
    "sagemaker:NetworkIsolation": r"\.EnableNetworkIsolation$",
    "sagemaker:InterContainerTrafficEncryption": r"\.EnableInterContainerTrafficEncryption$",
    "sagemaker:MaxRuntimeInSeconds": r"\.MaxRuntimeInSeconds$",
}
VALUES = {"integer": 3600, "long": 3600, "boolean": True}


def leaves(shape, path="", above=()):
    """The scalars of a shape: the path of each, and a request that has nothing else."""
    if shape.name in above:
        return
    above = (*above, shape.name)
    if shape.type_name == "structure":
        for name, member in shape.members.items():
            for at, value in leaves(member, f"{path}.{name}", above):
                yield at, {name: value}
    elif shape.type_name == "list":
        for at, value in leaves(shape.member, path, above):
            yield at, [value]
    elif shape.type_name != "map":
        yield path, ROLE if shape.name.endswith("RoleArn") else VALUES.get(shape.type_name, "ml.some")


# What is served here is checked before it is decided, and has tests of its own for each of its keys.
SERVED = set(json.loads((ROOT / "src/emulator/model/sagemaker.json").read_text())["operations"])
PASSED_ON = [each for each in MODEL.operation_names if each not in SERVED and MODEL.operation_model(each).input_shape]


def members():
    for action in PASSED_ON:
        told = REFERENCE["actions"].get(action, {})
        for path, request in leaves(MODEL.operation_model(action).input_shape):
            for key in told.get("keys", []):
                if key in ABOUT and re.search(ABOUT[key], path):
                    yield pytest.param(action, key, request, id=f"{action}{path}-{key}")


def roles():
    for action in PASSED_ON:
        for path, request in leaves(MODEL.operation_model(action).input_shape):
            # Those that a user of EMR may take on are passed to nobody.
            if ROLE in str(request) and not re.search(r"\.(AssumableRoleArns|ExecutionRoleArns)$", path):
                yield pytest.param(action, request, id=f"{action}{path}")


def caller(client):
    """Calls an operation by its name in AWS."""
    methods = {name: method for method, name in client.meta.method_to_api_mapping.items()}
    return lambda action, request: getattr(client, methods[action])(**request)


@pytest.fixture(scope="module")
def call(client_of):
    """Calls as somebody who may do nothing."""
    return caller(client_of(NOBODY, parameter_validation=False))


@pytest.fixture(scope="module")
def call_and_pass(client_of):
    """Calls as somebody who may do everything in SageMaker, and pass no role."""
    return caller(client_of(PASSER, parameter_validation=False))


@pytest.mark.parametrize(("action", "key", "request_of_one"), list(members()))
def test_a_member_fills_its_key(call, endpoint, action, key, request_of_one):
    with pytest.raises(ClientError, match=f"sagemaker:{action} "):
        call(action, request_of_one)
    with urllib.request.urlopen(f"{endpoint}/refusals") as answer:
        latest, *_ = json.load(answer)
    assert (latest["action"], key in latest["keys"]) == (f"sagemaker:{action}", True)


@pytest.mark.parametrize(("action", "request_of_one"), list(roles()))
def test_every_role_that_a_request_names_has_to_be_passed(call_and_pass, action, request_of_one):
    with pytest.raises(ClientError, match=f"perform: iam:PassRole on resource: {ROLE} "):
        call_and_pass(action, request_of_one)


@pytest.mark.parametrize(
    "own",
    [
        {"Environment": {"RoleArn": ROLE}},
        {"HyperParameters": {"role": ROLE}},
        {"Tags": [{"Key": "role", "Value": ROLE}]},
    ],
)
def test_texts_of_ones_own_pass_no_role(call_and_pass, own):
    try:
        call_and_pass("CreateTrainingJob", own)
    except ClientError as error:
        assert "not authorized" not in str(error)
