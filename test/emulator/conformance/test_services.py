"""boto3, and where it is short the AWS CLI, call every operation of every service beside SageMaker."""

import json
import subprocess
import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path

import boto3
import pytest
from botocore.config import Config
from conftest import ADMIN, REGION, ROOT, environment

SEED = """
accountQuotas: { Total domains: 3, Studio JupyterLab Apps running on ml.g5.xlarge instances: 5 }
identityCenter:
  users: { ana: { email: ana@acme.example }, bo: {} }
  groups: { data-scientists: [ana] }
domains:
  d-sso:
    DomainName: acme
    AuthMode: SSO
    VpcId: vpc-1
    SubnetIds: [subnet-1]
    DefaultUserSettings: { ExecutionRole: 'arn:aws:iam::123456789012:role/studio' }
    created: 3d ago
    tags: { team: ml }
    userProfiles: { ana: { SingleSignOnUserIdentifier: UserName, SingleSignOnUserValue: ana, created: 2d ago } }
"""
DOMAIN = "arn:aws:sagemaker:us-east-1:123456789012:domain/d-sso"
USAGE = [
    {"Name": name, "Value": value}
    for name, value in {
        "Service": "SageMaker",
        "Class": "None",
        "Type": "Resource",
        "Resource": "studio/total_domains",
    }.items()
]
FOLDERS = {
    "tagging": "resourcegroupstaggingapi",
    "cloudtrail": "cloudtrail",
    "service-quotas": "service-quotas",
    "cloudwatch": "cloudwatch",
    "sso-admin": "sso-admin",
    "identitystore": "identitystore",
    "efs": "efs",
    "ec2": "ec2",
}


@pytest.fixture(scope="module")
def client(endpoint, called):
    def make(name):
        made = boto3.client(
            name,
            region_name=REGION,
            endpoint_url=endpoint,
            aws_access_key_id=ADMIN,
            aws_secret_access_key="emulated",
            config=Config(retries={"total_max_attempts": 5, "mode": "standard"}),
        )
        made.meta.events.register("before-call", lambda model, **_: called.add((name, model.name)))
        return made

    return make


def test_tags(client):
    tagging = client("resourcegroupstaggingapi")
    pages = tagging.get_paginator("get_resources").paginate(ResourceTypeFilters=["sagemaker:domain"])
    found = [item for page in pages for item in page["ResourceTagMappingList"]]
    assert found == [{"ResourceARN": DOMAIN, "Tags": [{"Key": "team", "Value": "ml"}]}]
    assert tagging.tag_resources(ResourceARNList=[DOMAIN], Tags={"cost": "1"})["FailedResourcesMap"] == {}
    assert tagging.get_tag_keys()["TagKeys"] == ["cost", "team"]
    assert tagging.get_tag_values(Key="cost")["TagValues"] == ["1"]
    assert tagging.untag_resources(ResourceARNList=[DOMAIN], TagKeys=["cost"])["FailedResourcesMap"] == {}
    assert tagging.get_tag_keys()["TagKeys"] == ["team"]


def test_events(client, sagemaker):
    sagemaker.describe_domain(DomainId="d-sso")
    trail = client("cloudtrail")
    pages = trail.get_paginator("lookup_events").paginate(
        LookupAttributes=[{"AttributeKey": "EventName", "AttributeValue": "DescribeDomain"}],
        StartTime=datetime.now(timezone.utc) - timedelta(hours=1),
    )
    [event] = [event for page in pages for event in page["Events"]]
    assert event["Username"] == ADMIN
    record = json.loads(event["CloudTrailEvent"])
    assert record["requestParameters"] == {"domainId": "d-sso"}
    assert "Boto3" in record["userAgent"]


def test_quotas(client):
    quotas = client("service-quotas")
    code = {"ServiceCode": "sagemaker", "QuotaCode": "L-B683BCB0"}
    assert [one["ServiceCode"] for one in quotas.list_services()["Services"]] == ["sagemaker"]
    assert quotas.get_service_quota(**code)["Quota"]["Value"] == 3
    assert quotas.get_aws_default_service_quota(**code)["Quota"]["Value"] == 2
    assert len(quotas.list_service_quotas(ServiceCode="sagemaker")["Quotas"]) == 2
    pages = quotas.get_paginator("list_aws_default_service_quotas").paginate(ServiceCode="sagemaker")
    names = [quota["QuotaName"] for page in pages for quota in page["Quotas"]]
    assert len(names) == len(set(names)) > 100
    with pytest.raises(quotas.exceptions.NoSuchResourceException):
        quotas.get_service_quota(ServiceCode="sagemaker", QuotaCode="L-00000000")
    request = quotas.request_service_quota_increase(**code, DesiredValue=4)["RequestedQuota"]
    found = quotas.get_requested_service_quota_change(RequestId=request["Id"])["RequestedQuota"]
    assert found["DesiredValue"] == 4
    for history in (
        quotas.list_requested_service_quota_change_history(ServiceCode="sagemaker"),
        quotas.list_requested_service_quota_change_history_by_quota(**code),
    ):
        assert [one["Id"] for one in history["RequestedQuotas"]] == [request["Id"]]


def test_usage(client):
    watch = client("cloudwatch")
    now = datetime.now(timezone.utc)
    metric = {"Namespace": "AWS/Usage", "MetricName": "ResourceCount", "Dimensions": USAGE}
    data = watch.get_metric_data(
        MetricDataQueries=[{"Id": "m1", "MetricStat": {"Metric": metric, "Period": 3600, "Stat": "Maximum"}}],
        StartTime=now - timedelta(days=1),
        EndTime=now,
    )
    [result] = data["MetricDataResults"]
    assert set(result["Values"]) == {1.0}
    assert all(isinstance(time, datetime) for time in result["Timestamps"])
    assert len(watch.list_metrics(Namespace="AWS/Usage")["Metrics"]) == 2
    statistics = watch.get_metric_statistics(
        **metric, StartTime=now - timedelta(days=1), EndTime=now, Period=86400, Statistics=["Maximum"]
    )
    assert {point["Maximum"] for point in statistics["Datapoints"]} == {1.0}


def test_who_may_sign_in(client, sagemaker):
    sso = client("sso-admin")
    [instance] = sso.list_instances()["Instances"]
    store = {"IdentityStoreId": instance["IdentityStoreId"]}
    people = client("identitystore")
    unique = {"UniqueAttribute": {"AttributePath": "userName", "AttributeValue": "ana"}}
    user = people.get_user_id(**store, AlternateIdentifier=unique)["UserId"]
    named = {"UniqueAttribute": {"AttributePath": "displayName", "AttributeValue": "data-scientists"}}
    group = people.get_group_id(**store, AlternateIdentifier=named)["GroupId"]
    assert people.describe_user(**store, UserId=user)["UserName"] == "ana"
    assert people.describe_group(**store, GroupId=group)["DisplayName"] == "data-scientists"
    assert [one["UserName"] for one in people.list_users(**store)["Users"]] == ["ana", "bo"]
    assert [one["GroupId"] for one in people.list_groups(**store)["Groups"]] == [group]
    members = people.list_group_memberships(**store, GroupId=group)["GroupMemberships"]
    assert [one["MemberId"]["UserId"] for one in members] == [user]
    of = people.list_group_memberships_for_member(**store, MemberId={"UserId": user})["GroupMemberships"]
    assert [one["GroupId"] for one in of] == [group]

    application = sagemaker.describe_domain(DomainId="d-sso")["SingleSignOnApplicationArn"]
    owned = sso.list_applications(InstanceArn=instance["InstanceArn"])["Applications"]
    assert [one["ApplicationArn"] for one in owned] == [application]
    assert sso.describe_application(ApplicationArn=application)["Status"] == "ENABLED"
    assignment = {"ApplicationArn": application, "PrincipalType": "USER", "PrincipalId": user}
    sso.create_application_assignment(**assignment)
    assert sso.describe_application_assignment(**assignment)["PrincipalId"] == user
    assert len(sso.list_application_assignments(ApplicationArn=application)["ApplicationAssignments"]) == 1
    mine = sso.list_application_assignments_for_principal(
        InstanceArn=instance["InstanceArn"], PrincipalType="USER", PrincipalId=user
    )
    assert len(mine["ApplicationAssignments"]) == 1
    sso.delete_application_assignment(**assignment)
    assert sso.list_application_assignments(ApplicationArn=application)["ApplicationAssignments"] == []


def test_what_a_domain_brings(client, sagemaker):
    efs, ec2 = client("efs"), client("ec2")
    home = sagemaker.describe_domain(DomainId="d-sso")["HomeEfsFileSystemId"]
    [found] = efs.describe_file_systems()["FileSystems"]
    assert (found["FileSystemId"], found["Tags"][0]["Value"]) == (home, DOMAIN)
    [target] = efs.describe_mount_targets(FileSystemId=home)["MountTargets"]
    inside = {"MountTargetId": target["MountTargetId"]}
    groups = ec2.describe_security_groups()["SecurityGroups"]
    inbound, outbound = sorted(groups, key=lambda group: group["GroupName"])
    assert efs.describe_mount_target_security_groups(**inside)["SecurityGroups"] == [inbound["GroupId"]]
    efs.tag_resource(ResourceId=home, Tags=[{"Key": "a", "Value": "b"}])
    assert len(efs.list_tags_for_resource(ResourceId=home)["Tags"]) == 2
    efs.untag_resource(ResourceId=home, TagKeys=["a"])
    with pytest.raises(efs.exceptions.FileSystemInUse):
        efs.delete_file_system(FileSystemId=home)
    # As an administrator clears up what a domain has left behind.
    ec2.revoke_security_group_ingress(GroupId=inbound["GroupId"], IpPermissions=inbound["IpPermissions"])
    ec2.revoke_security_group_egress(GroupId=outbound["GroupId"], IpPermissions=outbound["IpPermissionsEgress"])
    efs.delete_mount_target(**inside)
    while efs.describe_mount_targets(FileSystemId=home)["MountTargets"]:
        pass
    efs.delete_file_system(FileSystemId=home)
    for group in groups:
        ec2.delete_security_group(GroupId=group["GroupId"])
    assert ec2.describe_security_groups()["SecurityGroups"] == []


@pytest.mark.parametrize(
    "words",
    [
        "resourcegroupstaggingapi get-resources",
        "cloudtrail lookup-events --max-items 1",
        "service-quotas list-service-quotas --service-code sagemaker",
        "cloudwatch list-metrics --namespace AWS/Usage",
        "sso-admin list-instances",
    ],
)
def test_the_aws_cli(endpoint, words):
    program = Path(sys.executable).with_name("aws")
    env = {**environment(endpoint), "AWS_ENDPOINT_URL": endpoint, "AWS_MAX_ATTEMPTS": "5"}
    done = subprocess.run([program, *words.split()], env=env, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)


def test_all_operations_were_called(called):
    for folder, name in FOLDERS.items():
        model = json.loads((ROOT / "src/emulator/services" / folder / "model.json").read_text())
        missing = {operation for operation in model["operations"] if (name, operation) not in called}
        assert not missing, f"{name}: {missing}"
