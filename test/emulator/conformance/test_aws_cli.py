"""The AWS CLI, in a process of its own for each command, drives every operation of a real emulator process."""

import base64

import pytest
from conftest import CliError, until

ACCOUNT = "123456789012"
DOMAIN = "d-acmemlplatf1"
ROLE = f"arn:aws:iam::{ACCOUNT}:role/StudioExecutionRole"
DISTRIBUTION = "arn:aws:sagemaker:us-east-1:885854791233:image/sagemaker-distribution-cpu"


def arn(resource):
    return f"arn:aws:sagemaker:us-east-1:{ACCOUNT}:{resource}"


def refused(operation, aws, command, *options, **members):
    """The code and text that the CLI shows."""
    with pytest.raises(CliError) as raised:
        aws(command, *options, **members)
    text = raised.value.text.splitlines()[-1]
    before, _, after = text.partition(f") when calling the {operation} operation: ")
    assert after, text
    return before.rpartition("(")[2], after


def test_a_domain_lives(aws):
    made = aws(
        "create-domain",
        DomainName="conformance",
        AuthMode="IAM",
        VpcId="vpc-1",
        SubnetIds=["subnet-1"],
        DefaultUserSettings={"ExecutionRole": ROLE},
    )
    named = ("--domain-id", made["DomainId"])

    until(lambda: aws("describe-domain", *named)["Status"], "InService")
    aws("update-domain", *named, "--default-user-settings", "SecurityGroups=sg-1,sg-2")
    settings = aws("describe-domain", *named)["DefaultUserSettings"]
    expected = {"ExecutionRole": ROLE, "SecurityGroups": ["sg-1", "sg-2"]}
    assert expected.items() <= settings.items()
    names = [item["DomainName"] for item in aws("list-domains", "--page-size", "1")["Domains"]]
    assert sorted(names) == ["acme-ml-platform", "acme-research", "conformance"]
    aws("delete-domain", *named, "--retention-policy", "HomeEfsFileSystem=Delete")
    until(lambda: [item["DomainId"] for item in aws("list-domains")["Domains"] if item["DomainId"] == named[1]], [])


def test_a_user_works_in_a_space(aws):
    user = ("--domain-id", DOMAIN, "--user-profile-name", "eve")
    space = ("--domain-id", DOMAIN, "--space-name", "eve-lab")
    app = (*space, "--app-type", "JupyterLab", "--app-name", "default")

    profile_arn = aws("create-user-profile", *user, "--tags", "Key=team,Value=ml")["UserProfileArn"]
    until(lambda: aws("describe-user-profile", *user)["Status"], "InService")
    aws("update-user-profile", *user, "--user-settings", "SecurityGroups=sg-3")
    until(lambda: aws("describe-user-profile", *user)["UserSettings"]["SecurityGroups"], ["sg-3"])

    aws(
        "create-space",
        *space,
        "--ownership-settings",
        "OwnerUserProfileName=eve",
        "--space-sharing-settings",
        "SharingType=Private",
        "--space-settings",
        "AppType=JupyterLab",
    )
    until(lambda: aws("describe-space", *space)["Status"], "InService")
    aws("update-space", *space, "--space-display-name", "Eve's")
    listed = aws("list-spaces", "--domain-id-equals", DOMAIN, "--space-name-contains", "eve")["Spaces"]
    assert [item["SpaceDisplayName"] for item in listed] == ["Eve's"]

    until(lambda: aws("describe-space", *space)["Status"], "InService")
    spec = f"InstanceType=ml.t3.medium,SageMakerImageArn={DISTRIBUTION}"
    app_arn = aws("create-app", *app, "--resource-spec", spec)["AppArn"]
    assert app_arn == arn(f"app/{DOMAIN}/eve-lab/JupyterLab/default")
    until(lambda: aws("describe-app", *app)["Status"], "InService")
    assert refused("DeleteSpace", aws, "delete-space", *space) == (
        "ResourceInUse",
        f"Unable to delete Space [{arn(f'space/{DOMAIN}/eve-lab')}] because App(s) are associated with it.",
    )
    aws("delete-app", *app)
    until(lambda: aws("list-apps", "--space-name-equals", "eve-lab")["Apps"][0]["Status"], "Deleted")
    assert refused("DeleteUserProfile", aws, "delete-user-profile", *user) == (
        "ResourceInUse",
        f"Unable to delete UserProfile [{profile_arn}] because Space(s) are associated with it.",
    )
    aws("delete-space", *space)
    until(lambda: aws("list-spaces", "--space-name-contains", "eve-lab")["Spaces"], [])
    aws("delete-user-profile", *user)
    until(lambda: aws("list-user-profiles", "--user-profile-name-contains", "eve")["UserProfiles"], [])


def test_a_lifecycle_configuration_lives(aws):
    name = ("--studio-lifecycle-config-name", "hello")
    content = base64.b64encode(b"echo hello").decode()
    options = ("--studio-lifecycle-config-content", content, "--studio-lifecycle-config-app-type", "CodeEditor")
    aws("create-studio-lifecycle-config", *name, *options)
    assert aws("describe-studio-lifecycle-config", *name)["StudioLifecycleConfigContent"] == content
    listed = aws("list-studio-lifecycle-configs", "--app-type-equals", "CodeEditor")["StudioLifecycleConfigs"]
    assert [item["StudioLifecycleConfigName"] for item in listed] == ["hello"]
    aws("delete-studio-lifecycle-config", *name)
    assert refused("DeleteStudioLifecycleConfig", aws, "delete-studio-lifecycle-config", *name) == (
        "ResourceNotFound",
        "StudioLifecycleConfig [hello] does not exist.",
    )


def test_an_image_lives(aws):
    name = ("--image-name", "conformance")
    aws("create-image", *name, "--role-arn", ROLE, "--display-name", "Conformance")
    aws("wait image-created", *name)
    assert aws("describe-image", *name)["ImageStatus"] == "CREATED"
    aws("update-image", *name, "--delete-properties", "DisplayName")
    until(lambda: aws("list-images", "--name-contains", "conformance")["Images"][0]["ImageStatus"], "CREATED")

    base = f"{ACCOUNT}.dkr.ecr.us-east-1.amazonaws.com/conformance:1"
    aws("create-image-version", *name, "--base-image", base, "--aliases", "1.0", "stable")
    aws("wait image-version-created", *name, "--alias", "stable")
    # On the command line `--version` is the CLI's own option: the number has to go in as JSON.
    first = {"ImageName": "conformance", "Version": 1}
    aws("update-image-version", **first, AliasesToDelete=["1.0"])
    assert aws("list-aliases", *name)["SageMakerImageVersionAliases"] == ["stable"]
    assert [item["Version"] for item in aws("list-image-versions", *name)["ImageVersions"]] == [1]
    aws("delete-image-version", **first)
    # Not `wait image-version-deleted`: the CLI's own copy of the waiter takes ResourceNotFound for a failure.
    until(lambda: aws("list-image-versions", *name)["ImageVersions"], [])
    assert refused("DescribeImageVersion", aws, "describe-image-version", *name) == (
        "ResourceNotFound",
        "Latest ImageVersion with ImageName conformance does not exist. Please provide a valid ImageName.",
    )
    aws("delete-image", *name)
    until(lambda: aws("list-images", "--name-contains", "conformance")["Images"], [])


def test_an_app_image_config_lives(aws):
    name = ("--app-image-config-name", "conformance")
    aws("create-app-image-config", *name, "--jupyter-lab-app-image-config", "FileSystemConfig={DefaultUid=1000}")
    aws("update-app-image-config", *name, "--code-editor-app-image-config", "ContainerConfig={ContainerArguments=x}")
    described = aws("describe-app-image-config", *name)
    assert described["JupyterLabAppImageConfig"] == {"FileSystemConfig": {"DefaultUid": 1000}}
    assert described["CodeEditorAppImageConfig"] == {"ContainerConfig": {"ContainerArguments": ["x"]}}
    names = [
        item["AppImageConfigName"] for item in aws("list-app-image-configs", "--page-size", "1")["AppImageConfigs"]
    ]
    assert names[0] == "conformance"
    assert len(names) == len(set(names)) == 3
    aws("delete-app-image-config", *name)
    assert refused("DescribeAppImageConfig", aws, "describe-app-image-config", *name)[0] == "ResourceNotFound"


def test_tags_come_and_go(aws):
    named = ("--resource-arn", arn(f"space/{DOMAIN}/ana-archive"))
    aws("add-tags", *named, "--tags", "Key=keep,Value=yes", "Key=drop,Value=yes")
    aws("delete-tags", *named, "--tag-keys", "drop")
    assert aws("list-tags", *named)["Tags"] == [{"Key": "keep", "Value": "yes"}]


def test_a_presigned_url_is_issued(aws):
    url = aws("create-presigned-domain-url", "--domain-id", DOMAIN, "--user-profile-name", "ana")["AuthorizedUrl"]
    assert url.startswith(f"https://{DOMAIN}.studio.us-east-1.sagemaker.aws/auth?token=")


def test_a_list_of_small_pages_is_whole(aws):
    whole = aws("list-apps", "--max-items", "100")["Apps"]
    assert aws("list-apps", "--page-size", "3")["Apps"] == whole
    assert len(whole) > 3


def test_a_violated_constraint_is_told(aws):
    code, message = refused("DescribeDomain", aws, "describe-domain", "--domain-id", "D-UPPER")
    assert code == "ValidationException"
    assert message == (
        "1 validation error detected: Value 'D-UPPER' at 'domainId' failed to satisfy constraint: Member must satisfy "
        "regular expression pattern: ^d-(-*[a-z0-9]){1,61}"
    )


def test_a_caller_without_permission_is_told(aws):
    with pytest.raises(CliError) as raised:
        aws("list-spaces", access_key="AKIAACMEBO0000000000")
    assert raised.value.text.splitlines()[-1].endswith(
        "An error occurred (AccessDeniedException) when calling the ListSpaces operation: User: "
        f"arn:aws:sts::{ACCOUNT}:assumed-role/StudioExecutionRole-bo/SageMaker is not authorized to perform: "
        "sagemaker:ListSpaces on resource: * because no identity-based policy allows the sagemaker:ListSpaces action"
    )
    assert aws("list-apps", access_key="AKIAACMEBO0000000000")["Apps"]


# Of the whole file: it counts what the tests above have called.
def test_every_operation_was_called(called, operations):
    assert operations - called == set()
