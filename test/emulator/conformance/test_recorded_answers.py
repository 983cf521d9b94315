"""Answers that AWS is recorded to give, through boto3. Each names where it was seen.

TF is hashicorp/terraform-provider-aws, FB aws/amazon-sagemaker-feedback.
"""

import json
import time
import uuid
from pathlib import Path

import pytest
from botocore.exceptions import ClientError

# A volume rests for minutes at the emulator's speed, not for seconds.
SEED = "{ durations: { volumeRest: 30d }, regionsWithoutStudio: [eu-west-3] }"
ROLE = "arn:aws:iam::123456789012:role/studio"
LAB = {"InstanceType": "ml.t3.medium"}
BETWEEN = {"Pending", "Updating", "CREATING"}


def answer(call, **request):
    """("OK", the answer), or the error's code and message."""
    try:
        return "OK", call(**request)
    except ClientError as error:
        return error.response["Error"]["Code"], error.response["Error"]["Message"]


def at_rest(call, **request):
    """What it is when it is no longer under way."""
    while True:
        described = call(**request)
        state = next(described[k] for k in ("Status", "ImageStatus", "ImageVersionStatus") if k in described)
        if state not in BETWEEN:
            return described
        time.sleep(0.02)


@pytest.fixture
def make(sagemaker):
    """Makes a domain, a profile `u` and her private space `lab`, each at rest."""

    class Make:
        def domain(self, **more):
            request = {
                "DomainName": "h" + uuid.uuid4().hex[:10],
                "AuthMode": "IAM",
                "VpcId": "vpc-1",
                "SubnetIds": ["subnet-1"],
                "DefaultUserSettings": {"ExecutionRole": ROLE},
                **more,
            }
            made = sagemaker.create_domain(**request)["DomainId"]
            at_rest(sagemaker.describe_domain, DomainId=made)
            return made

        def profile(self, domain):
            sagemaker.create_user_profile(DomainId=domain, UserProfileName="u")
            return at_rest(sagemaker.describe_user_profile, DomainId=domain, UserProfileName="u")

        def private(self, domain, **settings):
            self.profile(domain)
            sagemaker.create_space(
                DomainId=domain,
                SpaceName="lab",
                OwnershipSettings={"OwnerUserProfileName": "u"},
                SpaceSharingSettings={"SharingType": "Private"},
                SpaceSettings={"AppType": "JupyterLab", **settings},
            )
            at_rest(sagemaker.describe_space, DomainId=domain, SpaceName="lab")

    return Make()


@pytest.mark.parametrize("app_type", ["JupyterLab", "CodeEditor"])
def test_no_update_names_the_app_type_of_a_space(sagemaker, make, app_type):
    """boto/boto3#4375, TF#38370."""
    domain = make.domain()
    make.private(domain)
    seen = answer(sagemaker.update_space, DomainId=domain, SpaceName="lab", SpaceSettings={"AppType": app_type})
    assert seen == ("ValidationException", "Updating AppType for Space is not supported.")


def test_a_private_space_needs_settings(sagemaker, make):
    """TF#38370."""
    domain = make.domain()
    make.profile(domain)
    arn = f"arn:aws:sagemaker:us-east-1:123456789012:space/{domain}/p"
    assert answer(
        sagemaker.create_space,
        DomainId=domain,
        SpaceName="p",
        OwnershipSettings={"OwnerUserProfileName": "u"},
        SpaceSharingSettings={"SharingType": "Private"},
    ) == ("ValidationException", f"SpaceSettings must be provided for creating private space [{arn}]")


@pytest.mark.parametrize("more", [{}, {"SubnetIds": ["subnet-1"]}, {"VpcId": "vpc-1"}])
def test_an_update_to_vpc_only_names_vpc_and_subnets(sagemaker, make, more):
    """TF#45528; that both together are taken, TF PR#45530."""
    domain = make.domain(AppNetworkAccessType="VpcOnly")
    seen = answer(sagemaker.update_domain, DomainId=domain, AppNetworkAccessType="VpcOnly", **more)
    sentence = "VpcId and Subnet IDs are required for updating domains to VpcOnly mode."
    assert seen == ("ValidationException", sentence)
    both = {"VpcId": "vpc-1", "SubnetIds": ["subnet-1"]}
    sagemaker.update_domain(DomainId=domain, AppNetworkAccessType="VpcOnly", **both)


def test_security_groups_are_managed_for_rstudio_alone(sagemaker, make):
    """TF#39923."""
    assert answer(sagemaker.update_domain, DomainId=make.domain(), AppSecurityGroupManagement="Service") == (
        "ValidationException",
        "AppSecurityGroupManagement can only be set for Rstudio enabled domains.",
    )


@pytest.mark.parametrize(
    "change",
    [
        {
            "AppSecurityGroupManagement": "Service",
            "DomainSettingsForUpdate": {"RStudioServerProDomainSettingsForUpdate": {"DomainExecutionRoleArn": ROLE}},
        },
        {"AppNetworkAccessType": "VpcOnly", "VpcId": "vpc-1", "SubnetIds": ["subnet-1"]},
        {"DomainSettingsForUpdate": {"ExecutionRoleIdentityConfig": "USER_PROFILE_NAME"}},
        {"DefaultUserSettings": {"ExecutionRole": ROLE + "2"}},
    ],
    ids=["RStudio", "network", "identity", "role"],
)
def test_what_cannot_change_while_apps_run_is_a_validation_exception(sagemaker, make, change):
    """TF#31912, of RStudio's settings."""
    domain = make.domain()
    make.private(domain)
    app = {"DomainId": domain, "SpaceName": "lab", "AppType": "JupyterLab", "AppName": "default"}
    image = "arn:aws:sagemaker:us-east-1:885854791233:image/sagemaker-distribution-cpu"
    sagemaker.create_app(**app, ResourceSpec={**LAB, "SageMakerImageArn": image})
    at_rest(sagemaker.describe_app, **app)
    assert answer(sagemaker.update_domain, DomainId=domain, **change) == (
        "ValidationException",
        f"Unable to update Domain [arn:aws:sagemaker:us-east-1:123456789012:domain/{domain}] with InService App. "
        "Delete all InService apps in the domain including shared Apps for [domain-shared] User Profile, and try "
        "again.",
    )


@pytest.mark.parametrize(
    "config",
    [{}, {"EFSFileSystemConfig": {"FileSystemId": "fs-12345678"}, "S3FileSystemConfig": {"S3Uri": "s3://b/k"}}],
    ids=["none", "two"],
)
def test_a_union_has_one_member(unchecked, make, config):
    """The service model, `union`: boto3 cannot read an answer with none or two."""
    code, _ = answer(
        unchecked.create_domain,
        DomainName="union" + uuid.uuid4().hex[:8],
        AuthMode="IAM",
        VpcId="vpc-1",
        SubnetIds=["subnet-1"],
        DefaultUserSettings={"CustomFileSystemConfigs": [config]},
    )
    assert code == "ValidationException"


def test_settings_that_nobody_gave_are_absent(sagemaker, make):
    """Terraform's acceptance tests, TF PR#17123 and PR#28154."""
    domain = make.domain()
    assert "UserSettings" not in make.profile(domain)
    sagemaker.create_space(DomainId=domain, SpaceName="s")
    assert "SpaceSettings" not in at_rest(sagemaker.describe_space, DomainId=domain, SpaceName="s")
    [space] = sagemaker.list_spaces(DomainIdEquals=domain)["Spaces"]
    assert "SpaceSettingsSummary" not in space


def test_a_script_of_another_app_type_can_be_attached(sagemaker, make):
    """Terraform's acceptance tests kernelGatewayAppSettings_lifecycleConfig, TF PR#28154."""
    domain = make.domain()
    arn = sagemaker.create_studio_lifecycle_config(
        StudioLifecycleConfigName="js" + uuid.uuid4().hex[:8],
        StudioLifecycleConfigAppType="JupyterServer",
        StudioLifecycleConfigContent="ZWNobw==",
    )["StudioLifecycleConfigArn"]
    spec = {"InstanceType": "ml.t3.micro", "LifecycleConfigArn": arn}
    block = {"KernelGatewayAppSettings": {"DefaultResourceSpec": spec, "LifecycleConfigArns": [arn]}}
    sagemaker.update_domain(DomainId=domain, DefaultUserSettings=block)
    at_rest(sagemaker.describe_domain, DomainId=domain)
    sagemaker.create_space(DomainId=domain, SpaceName="kg", SpaceSettings=block)


def test_code_repositories_of_jupyter_server_are_no_setting_of_spaces(sagemaker, make):
    """TF#36089."""
    domain = make.domain(DefaultSpaceSettings={"ExecutionRole": ROLE})
    repositories = [{"RepositoryUrl": "https://github.com/a/b.git"}]
    spec = {"InstanceType": "system"}
    block = {"JupyterServerAppSettings": {"DefaultResourceSpec": spec, "CodeRepositories": repositories}}
    text = "Unknown parameter CodeRepositories in JupyterServerAppSettings for "
    seen = answer(sagemaker.update_domain, DomainId=domain, DefaultSpaceSettings=block)
    assert seen == ("ValidationException", text + "DefaultSpaceSettings.")
    sagemaker.create_space(DomainId=domain, SpaceName="s")
    at_rest(sagemaker.describe_space, DomainId=domain, SpaceName="s")
    seen = answer(sagemaker.update_space, DomainId=domain, SpaceName="s", SpaceSettings=block)
    assert seen == ("ValidationException", text + "SpaceSettings.")


def test_the_network_of_rstudio(sagemaker, make):
    """The service model's documentation of CreateDomain and UpdateDomain; the sentences are ours."""
    rstudio = {
        "AppNetworkAccessType": "VpcOnly",
        "DomainSettings": {"RStudioServerProDomainSettings": {"DomainExecutionRoleArn": ROLE}},
    }
    for more in ({}, {"AppSecurityGroupManagement": "Customer"}):
        assert answer(make.domain, **rstudio, **more)[0] == "ValidationException"
    domain = make.domain(**rstudio, AppSecurityGroupManagement="Service")
    seen = answer(sagemaker.update_domain, DomainId=domain, AppNetworkAccessType="PublicInternetOnly")
    assert seen[0] == "ValidationException"


def test_a_volume_is_enlarged_once_in_six_hours(sagemaker, make):
    """FB#100, #160, #187; that the space is Update_Failed with it is an assumption."""
    domain = make.domain()
    make.private(domain)
    for size in (10, 20):
        storage = {"EbsStorageSettings": {"EbsVolumeSizeInGb": size}}
        settings = {"SpaceStorageSettings": storage}
        sagemaker.update_space(DomainId=domain, SpaceName="lab", SpaceSettings=settings)
        space = at_rest(sagemaker.describe_space, DomainId=domain, SpaceName="lab")
    assert space["Status"] == "Update_Failed"
    assert "VolumeModificationRateExceeded" in space["FailureReason"]
    assert space["SpaceSettings"]["SpaceStorageSettings"]["EbsStorageSettings"]["EbsVolumeSizeInGb"] == 10


def test_patterns_are_printed_with_the_anchors_of_the_older_model(unchecked):
    """aws-samples/sagemaker-ssh-helper#70, TF#27990."""
    _, message = answer(unchecked.describe_user_profile, DomainId="x", UserProfileName="_")
    assert "^[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}" in message
    assert "^d-(-*[a-z0-9]){1,61}" in message
    _, message = answer(unchecked.create_image, ImageName="i", RoleArn="")
    assert r"^arn:aws[a-z\-]*:iam::\d{12}:role/?[a-zA-Z_0-9+=,.@\-_/]+$" in message


def test_deleting_an_image_that_is_not_there(sagemaker):
    """What Terraform looks for in the answer (its image.go, until 2023)."""
    assert "No Image with the name" in answer(sagemaker.delete_image, ImageName="gone")[1]


def test_deleting_no_version_of_an_image_is_refused(sagemaker):
    """Doubtful: Terraform expects the latest to go."""
    sagemaker.create_image(ImageName="of-no-version", RoleArn=ROLE)
    at_rest(sagemaker.describe_image, ImageName="of-no-version")
    sagemaker.create_image_version(ImageName="of-no-version", BaseImage="1.dkr/x:1", ClientToken="t")
    at_rest(sagemaker.describe_image_version, ImageName="of-no-version")
    assert answer(sagemaker.delete_image_version, ImageName="of-no-version")[0] == "ValidationException"


def test_a_domain_does_not_mount_as_the_domain_says(make):
    """The service model's documentation of AutoMountHomeEFS."""
    settings = {"ExecutionRole": ROLE, "AutoMountHomeEFS": "DefaultAsDomain"}
    assert answer(make.domain, DefaultUserSettings=settings)[0] == "ValidationException"


def test_a_domain_is_filled_in_as_aws_does(sagemaker, make):
    """A recorded answer of March 2024, of a domain of which the role alone was asked for; ids and account replaced."""
    recorded = json.loads((Path(__file__).parent / "recorded-describe-domain.json").read_text())
    role = recorded["DefaultUserSettings"]["ExecutionRole"]
    named = {"VpcId": recorded["VpcId"], "SubnetIds": recorded["SubnetIds"], "KmsKeyId": recorded["KmsKeyId"]}
    domain = make.domain(DefaultUserSettings={"ExecutionRole": role}, **named)
    answered = sagemaker.describe_domain(DomainId=domain)
    settings, expected = answered["DefaultUserSettings"], recorded["DefaultUserSettings"]
    # The random end of a name, and the account of AWS's images, which was replaced in the record.
    for each in (settings, expected):
        output = each["SharingSettings"]["S3OutputPath"]
        each["SharingSettings"]["S3OutputPath"] = output[: output.rindex("-")]
        spec = each["JupyterServerAppSettings"]["DefaultResourceSpec"]
        spec["SageMakerImageArn"] = spec["SageMakerImageArn"].split(":image/")[1]
    assert settings == expected
    same = ("AuthMode", "AppNetworkAccessType", "SubnetIds", "VpcId", "KmsKeyId", "Status")
    assert {name: answered[name] for name in same} == {name: recorded[name] for name in same}
    assert answered["Url"] == f"https://{domain}.studio.us-east-1.sagemaker.aws"


def test_an_update_of_a_space_keeps_what_it_does_not_name(sagemaker, make):
    """aws/aws-toolkit-vscode PR#8173."""
    domain = make.domain()
    idle = {"AppLifecycleManagement": {"IdleSettings": {"IdleTimeoutInMinutes": 90}}}
    make.private(domain, JupyterLabAppSettings={"DefaultResourceSpec": LAB, **idle})
    lab = {"DomainId": domain, "SpaceName": "lab"}
    changed = {"JupyterLabAppSettings": {"DefaultResourceSpec": {"InstanceType": "ml.t3.large"}}}
    sagemaker.update_space(**lab, SpaceSettings=changed)
    settings = at_rest(sagemaker.describe_space, **lab)["SpaceSettings"]
    assert settings["AppType"] == "JupyterLab"
    assert settings["JupyterLabAppSettings"] == {"DefaultResourceSpec": {"InstanceType": "ml.t3.large"}, **idle}


def test_the_two_times_of_a_script_differ_by_milliseconds(sagemaker):
    """FB#25."""
    content = "ZWNobw=="
    name = {"StudioLifecycleConfigName": "times"}
    sagemaker.create_studio_lifecycle_config(
        **name, StudioLifecycleConfigContent=content, StudioLifecycleConfigAppType="JupyterLab"
    )
    script = sagemaker.describe_studio_lifecycle_config(**name)
    apart = (script["LastModifiedTime"] - script["CreationTime"]).total_seconds()
    assert 0 < apart < 1


def test_a_region_without_studio(client_of):
    """TF PR#21041."""
    elsewhere = client_of("AKIAELSEWHERE0000000", region_name="eu-west-3")
    assert answer(elsewhere.list_domains) == (
        "UnknownOperationException",
        "The requested operation is not supported in the called region.",
    )
