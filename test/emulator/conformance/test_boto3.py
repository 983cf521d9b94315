"""boto3 drives every operation of a real emulator process."""

import base64
import urllib.error
import urllib.request

import pytest
from botocore.exceptions import ClientError, ParamValidationError
from conftest import ADMIN, until

ACCOUNT = "123456789012"
DOMAIN = "d-acmemlplatf1"
ROLE = f"arn:aws:iam::{ACCOUNT}:role/StudioExecutionRole"
DISTRIBUTION = "arn:aws:sagemaker:us-east-1:885854791233:image/sagemaker-distribution-cpu"
QUICK = {"Delay": 0.05, "MaxAttempts": 1000}


def arn(resource):
    return f"arn:aws:sagemaker:us-east-1:{ACCOUNT}:{resource}"


def refused(call, *args, **kwargs):
    """The code and text that a call is refused with."""
    with pytest.raises(ClientError) as raised:
        call(*args, **kwargs)
    answer = raised.value.response
    assert answer["ResponseMetadata"]["HTTPStatusCode"] == 400
    assert answer["ResponseMetadata"]["RequestId"]
    return answer["Error"]["Code"], answer["Error"]["Message"]


def test_the_client_knows_the_whole_model(sagemaker, operations):
    assert operations <= set(sagemaker.meta.service_model.operation_names)


def test_a_domain_lives(sagemaker):
    made = sagemaker.create_domain(
        DomainName="conformance",
        AuthMode="IAM",
        VpcId="vpc-1",
        SubnetIds=["subnet-1"],
        DefaultUserSettings={"ExecutionRole": ROLE},
        Tags=[{"Key": "made-by", "Value": "boto3"}],
    )
    domain = made["DomainId"]
    assert made["DomainArn"] == arn(f"domain/{domain}")

    def status():
        return sagemaker.describe_domain(DomainId=domain)["Status"]

    until(status, "InService")
    sagemaker.update_domain(DomainId=domain, DefaultUserSettings={"SecurityGroups": ["sg-1"]})
    until(status, "InService")
    described = sagemaker.describe_domain(DomainId=domain)
    expected = {"ExecutionRole": ROLE, "SecurityGroups": ["sg-1"]}
    assert expected.items() <= described["DefaultUserSettings"].items()
    assert described["CreationTime"] < described["LastModifiedTime"]
    pages = sagemaker.get_paginator("list_domains").paginate(PaginationConfig={"PageSize": 1})
    names = [item["DomainName"] for page in pages for item in page["Domains"]]
    assert sorted(names) == ["acme-ml-platform", "acme-research", "conformance"]
    sagemaker.delete_domain(DomainId=domain)

    def listed():
        return domain in [item["DomainId"] for item in sagemaker.list_domains(MaxResults=100)["Domains"]]

    until(listed, False)
    code, message = refused(sagemaker.describe_domain, DomainId=domain)
    assert (code, message) == ("ResourceNotFound", f"Domain [{domain}] does not exist.")


def test_a_user_works_in_a_space(sagemaker):
    user = {"DomainId": DOMAIN, "UserProfileName": "eve"}
    space = {"DomainId": DOMAIN, "SpaceName": "eve-lab"}
    app = {**space, "AppType": "JupyterLab", "AppName": "default"}

    profile_arn = sagemaker.create_user_profile(**user)["UserProfileArn"]
    until(lambda: sagemaker.describe_user_profile(**user)["Status"], "InService")
    sagemaker.update_user_profile(**user, UserSettings={"SecurityGroups": ["sg-2"]})
    until(lambda: sagemaker.describe_user_profile(**user)["Status"], "InService")
    assert sagemaker.describe_user_profile(**user)["UserSettings"]["SecurityGroups"] == ["sg-2"]

    sagemaker.create_space(
        **space,
        OwnershipSettings={"OwnerUserProfileName": "eve"},
        SpaceSharingSettings={"SharingType": "Private"},
        SpaceSettings={"AppType": "JupyterLab"},
    )
    until(lambda: sagemaker.describe_space(**space)["Status"], "InService")
    sagemaker.update_space(**space, SpaceDisplayName="Eve's")
    until(lambda: sagemaker.describe_space(**space)["Status"], "InService")
    listed = sagemaker.list_spaces(DomainIdEquals=DOMAIN, SpaceNameContains="eve")["Spaces"]
    assert [item["SpaceDisplayName"] for item in listed] == ["Eve's"]

    sagemaker.create_app(**app, ResourceSpec={"InstanceType": "ml.t3.medium", "SageMakerImageArn": DISTRIBUTION})
    until(lambda: sagemaker.describe_app(**app)["Status"], "InService")
    assert sagemaker.list_apps(SpaceNameEquals="eve-lab", DomainIdEquals=DOMAIN)["Apps"][0]["Status"] == "InService"

    code, message = refused(sagemaker.delete_space, **space)
    assert code == "ResourceInUse"
    assert (
        message == f"Unable to delete Space [{arn(f'space/{DOMAIN}/eve-lab')}] because App(s) are associated with it."
    )
    sagemaker.delete_app(**app)
    until(lambda: sagemaker.describe_app(**app)["Status"], "Deleted")
    code, message = refused(sagemaker.delete_user_profile, **user)
    assert code == "ResourceInUse"
    assert message == f"Unable to delete UserProfile [{profile_arn}] because Space(s) are associated with it."
    sagemaker.delete_space(**space)
    until(lambda: sagemaker.list_spaces(SpaceNameContains="eve-lab")["Spaces"], [])
    sagemaker.delete_user_profile(**user)
    until(lambda: sagemaker.list_user_profiles(UserProfileNameContains="eve")["UserProfiles"], [])


def test_a_lifecycle_configuration_lives(sagemaker):
    name = {"StudioLifecycleConfigName": "hello"}
    content = base64.b64encode(b"echo hello").decode()
    made = {**name, "StudioLifecycleConfigContent": content, "StudioLifecycleConfigAppType": "CodeEditor"}
    sagemaker.create_studio_lifecycle_config(**made)
    assert made.items() <= sagemaker.describe_studio_lifecycle_config(**name).items()
    listed = sagemaker.list_studio_lifecycle_configs(AppTypeEquals="CodeEditor")["StudioLifecycleConfigs"]
    assert [item["StudioLifecycleConfigName"] for item in listed] == ["hello"]
    code, message = refused(sagemaker.create_studio_lifecycle_config, **made)
    assert code == "ResourceInUse"
    sagemaker.delete_studio_lifecycle_config(**name)
    assert refused(sagemaker.describe_studio_lifecycle_config, **name)[0] == "ResourceNotFound"
    code, message = refused(
        sagemaker.delete_studio_lifecycle_config, StudioLifecycleConfigName="install-studiolo-jupyterlab"
    )
    assert code == "ResourceInUse"
    assert message.endswith(f"because it is attached to [{arn(f'domain/{DOMAIN}')}].")


def test_an_image_lives(sagemaker):
    name = {"ImageName": "conformance"}
    sagemaker.create_image(**name, RoleArn=ROLE, DisplayName="Conformance")
    sagemaker.get_waiter("image_created").wait(**name, WaiterConfig=QUICK)
    sagemaker.update_image(**name, DeleteProperties=["DisplayName"])
    sagemaker.get_waiter("image_updated").wait(**name, WaiterConfig=QUICK)
    assert "DisplayName" not in sagemaker.describe_image(**name)
    assert "conformance" in [item["ImageName"] for item in sagemaker.list_images(NameContains="conf")["Images"]]

    base = f"{ACCOUNT}.dkr.ecr.us-east-1.amazonaws.com/conformance:1"
    for alias in ("1.0", "2.0"):
        sagemaker.create_image_version(**name, BaseImage=base, ClientToken=alias[0], Aliases=[alias])
        sagemaker.get_waiter("image_version_created").wait(**name, WaiterConfig=QUICK)
    sagemaker.update_image_version(**name, Version=2, AliasesToAdd=["stable"])
    assert sagemaker.describe_image_version(**name, Alias="stable")["Version"] == 2
    pages = sagemaker.get_paginator("list_aliases").paginate(**name, PaginationConfig={"PageSize": 2})
    assert [page["SageMakerImageVersionAliases"] for page in pages] == [["1.0", "2.0"], ["stable"]]
    pages = sagemaker.get_paginator("list_image_versions").paginate(**name, PaginationConfig={"PageSize": 1})
    assert [item["Version"] for page in pages for item in page["ImageVersions"]] == [2, 1]

    sagemaker.delete_image_version(**name, Version=1)
    sagemaker.get_waiter("image_version_deleted").wait(**name, Version=1, WaiterConfig=QUICK)
    sagemaker.delete_image(**name)
    sagemaker.get_waiter("image_deleted").wait(**name, WaiterConfig=QUICK)
    assert refused(sagemaker.describe_image, **name)[0] == "ResourceNotFound"


def test_an_app_image_config_lives(sagemaker):
    name = {"AppImageConfigName": "conformance"}
    sagemaker.create_app_image_config(**name, JupyterLabAppImageConfig={"FileSystemConfig": {"DefaultUid": 1000}})
    sagemaker.update_app_image_config(
        **name, CodeEditorAppImageConfig={"ContainerConfig": {"ContainerArguments": ["x"]}}
    )
    described = sagemaker.describe_app_image_config(**name)
    assert described["JupyterLabAppImageConfig"] == {"FileSystemConfig": {"DefaultUid": 1000}}
    assert described["CodeEditorAppImageConfig"] == {"ContainerConfig": {"ContainerArguments": ["x"]}}
    code, message = refused(sagemaker.create_app_image_config, **name)
    assert (code, message) == ("ResourceInUse", "The ID or Name specified is already in use.")
    assert (
        sagemaker.list_app_image_configs(NameContains="conf")["AppImageConfigs"][0]["AppImageConfigName"]
        == "conformance"
    )
    sagemaker.delete_app_image_config(**name)
    assert refused(sagemaker.describe_app_image_config, **name)[0] == "ResourceNotFound"


def test_tags_come_and_go(sagemaker):
    space = arn(f"space/{DOMAIN}/ana-archive")
    sagemaker.add_tags(ResourceArn=space, Tags=[{"Key": "keep", "Value": "yes"}, {"Key": "drop", "Value": "yes"}])
    sagemaker.delete_tags(ResourceArn=space, TagKeys=["drop"])
    shouted = arn(f"SPACE/{DOMAIN}/Ana-Archive".upper())
    assert sagemaker.list_tags(ResourceArn=shouted)["Tags"] == [{"Key": "keep", "Value": "yes"}]


def test_a_presigned_url_is_good_once(sagemaker, endpoint):
    url = sagemaker.create_presigned_domain_url(DomainId=DOMAIN, UserProfileName="ana")["AuthorizedUrl"]
    origin, path = url.split("/auth", 1)
    assert origin == f"https://{DOMAIN}.studio.us-east-1.sagemaker.aws"
    with urllib.request.urlopen(f"{endpoint}/auth{path}") as response:
        assert response.status == 200
    with pytest.raises(urllib.error.HTTPError) as raised:
        urllib.request.urlopen(f"{endpoint}/auth{path}")
    assert raised.value.code == 403
    raised.value.close()
    code, message = refused(sagemaker.create_presigned_domain_url, DomainId="d-acmeresearch", UserProfileName="chen")
    assert code == "ValidationException"
    assert "SSO" in message


def test_everything_is_validated_by_the_service(client_of, sagemaker):
    with pytest.raises(ParamValidationError):
        sagemaker.create_space(DomainId=DOMAIN)
    careless = client_of(ADMIN, parameter_validation=False)
    code, message = refused(careless.create_space, DomainId="D-UPPER")
    assert code == "ValidationException"
    assert message.startswith("2 validation errors detected: ")
    assert (
        "Value 'D-UPPER' at 'domainId' failed to satisfy constraint: Member must satisfy regular expression" in message
    )
    assert "Value null at 'spaceName' failed to satisfy constraint: Member must not be null" in message


def test_a_quota_is_kept(sagemaker):
    app = {"DomainId": DOMAIN, "SpaceName": "ana-archive", "AppType": "JupyterLab", "AppName": "default"}
    spec = {"InstanceType": "ml.p4d.24xlarge", "SageMakerImageArn": DISTRIBUTION}
    assert refused(sagemaker.create_app, **app, ResourceSpec=spec) == (
        "ResourceLimitExceeded",
        "The account-level service limit 'Studio JupyterLab Apps running on ml.p4d.24xlarge instances' is 0 Apps, with "
        "current utilization of 0 Apps and a request delta of 1 Apps. Please use AWS Service Quotas to request an "
        "increase for this quota. If AWS Service Quotas is not available, contact AWS support to request an increase "
        "for this quota.",
    )


def test_a_classic_app_is_only_left_over(sagemaker):
    user = {"DomainId": DOMAIN, "UserProfileName": "ana"}
    paginator = sagemaker.get_paginator("list_apps")
    pages = paginator.paginate(DomainIdEquals=DOMAIN, UserProfileNameEquals="ana", PaginationConfig={"PageSize": 1})
    left = [(item["AppType"], item["AppName"]) for page in pages for item in page["Apps"]]
    assert ("JupyterServer", "default") in left
    for app_type, name in left:
        sagemaker.delete_app(**user, AppType=app_type, AppName=name)
        assert refused(sagemaker.create_app, **user, AppType=app_type, AppName=name) == (
            "ValidationException",
            f"Invalid AppType [{app_type}]. This AppType has been deprecated.",
        )


@pytest.mark.parametrize(
    ("list_name", "members", "arguments"),
    [
        ("list_apps", "Apps", {}),
        ("list_spaces", "Spaces", {}),
        ("list_user_profiles", "UserProfiles", {}),
        ("list_images", "Images", {}),
        ("list_app_image_configs", "AppImageConfigs", {}),
        ("list_studio_lifecycle_configs", "StudioLifecycleConfigs", {}),
        ("list_tags", "Tags", {"ResourceArn": arn(f"domain/{DOMAIN}")}),
    ],
)
def test_pages_add_up_to_the_whole(sagemaker, list_name, members, arguments):
    def all_at_once():
        return getattr(sagemaker, list_name)(**arguments, MaxResults=100)[members]

    def paged():
        size = 50 if list_name == "list_tags" else 1
        pages = sagemaker.get_paginator(list_name).paginate(**arguments, PaginationConfig={"PageSize": size})
        return [item for page in pages for item in page[members]]

    # Time goes on between the calls: what is compared is seen in a moment in which nothing changed.
    whole, items = all_at_once(), paged()
    while whole != all_at_once():
        whole, items = all_at_once(), paged()
    assert items == whole
    assert whole


# Of the whole file: it counts what the tests above have called.
def test_every_operation_was_called(called, operations):
    assert operations - called == set()
