"""boto3, and where it is short the AWS CLI, call every operation of every service beside SageMaker."""

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta, timezone
from pathlib import Path

import boto3
import pytest
from botocore import xform_name
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
ROLE = "arn:aws:iam::123456789012:role/studio"
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
    of_the_home = "ManagedByAmazonSageMakerResource"
    assert tagging.get_tag_keys()["TagKeys"] == [of_the_home, "cost", "team"]
    assert tagging.get_tag_values(Key="cost")["TagValues"] == ["1"]
    assert tagging.untag_resources(ResourceARNList=[DOMAIN], TagKeys=["cost"])["FailedResourcesMap"] == {}
    assert tagging.get_tag_keys()["TagKeys"] == [of_the_home, "team"]


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


def words_of(client, sagemaker):
    """What the AWS CLI is asked for, by service: one call for each operation, in an order that can be."""
    sso, store = client("sso-admin"), client("identitystore")
    [instance] = sso.list_instances()["Instances"]
    of_store = f"--identity-store-id {instance['IdentityStoreId']}"
    [ana] = [
        user
        for user in store.list_users(IdentityStoreId=instance["IdentityStoreId"])["Users"]
        if user["UserName"] == "ana"
    ]
    [group] = store.list_groups(IdentityStoreId=instance["IdentityStoreId"])["Groups"]
    application = sagemaker.describe_domain(DomainId="d-sso")["SingleSignOnApplicationArn"]
    member = f"--member-id UserId={ana['UserId']}"
    assignment = f"--application-arn {application} --principal-type USER --principal-id {ana['UserId']}"
    new = {
        "AuthMode": "IAM",
        "VpcId": "vpc-9",
        "SubnetIds": ["subnet-9"],
        "DefaultUserSettings": {"ExecutionRole": ROLE},
    }
    domain = sagemaker.create_domain(DomainName="of-the-cli", **new)["DomainArn"].split("/")[1]
    [home] = client("efs").describe_file_systems(CreationToken=domain)["FileSystems"]
    file_system = home["FileSystemId"]
    [target] = client("efs").describe_mount_targets(FileSystemId=file_system)["MountTargets"]
    of_target = f"--mount-target-id {target['MountTargetId']}"
    groups = client("ec2").describe_security_groups(Filters=[{"Name": "vpc-id", "Values": ["vpc-9"]}])["SecurityGroups"]
    inbound, outbound = sorted(groups, key=lambda group: group["GroupName"])
    quota = "--service-code sagemaker --quota-code L-B683BCB0"
    # One of another quota, of which none is asked for yet.
    other = client("service-quotas").list_service_quotas(ServiceCode="sagemaker")["Quotas"]
    [other] = [each["QuotaCode"] for each in other if each["QuotaCode"] != "L-B683BCB0"]
    request = client("service-quotas").list_requested_service_quota_change_history()["RequestedQuotas"][0]["Id"]
    hours = "--start-time 2026-01-01T00:00:00Z --end-time 2026-01-02T00:00:00Z --period 3600"
    metric = "--namespace AWS/Usage --metric-name ResourceCount"
    usage = {"Namespace": "AWS/Usage", "MetricName": "ResourceCount"}
    queries = compact([{"Id": "a", "MetricStat": {"Metric": usage, "Period": 3600, "Stat": "Maximum"}}])
    of_ana = f"--principal-type USER --principal-id {ana['UserId']}"
    ingress = f"--group-id {inbound['GroupId']} --ip-permissions {compact(inbound['IpPermissions'])}"
    egress = f"--group-id {outbound['GroupId']} --ip-permissions {compact(outbound['IpPermissionsEgress'])}"
    return {
        "resourcegroupstaggingapi": [
            f"tag-resources --resource-arn-list {DOMAIN} --tags cli=yes",
            "get-resources",
            "get-tag-keys",
            "get-tag-values --key cli",
            f"untag-resources --resource-arn-list {DOMAIN} --tag-keys cli",
        ],
        "cloudtrail": ["lookup-events --max-items 1"],
        "service-quotas": [
            "list-services",
            f"get-service-quota {quota}",
            f"get-aws-default-service-quota {quota}",
            "list-service-quotas --service-code sagemaker",
            "list-aws-default-service-quotas --service-code sagemaker --max-items 5",
            f"request-service-quota-increase --service-code sagemaker --quota-code {other} --desired-value 9000",
            f"get-requested-service-quota-change --request-id {request}",
            "list-requested-service-quota-change-history",
            f"list-requested-service-quota-change-history-by-quota {quota}",
        ],
        "cloudwatch": [
            "list-metrics --namespace AWS/Usage",
            f"get-metric-statistics {metric} {hours} --statistics Maximum",
            f"get-metric-data {hours.replace(' --period 3600', '')} --metric-data-queries {queries}",
        ],
        "sso-admin": [
            "list-instances",
            f"list-applications --instance-arn {instance['InstanceArn']}",
            f"describe-application --application-arn {application}",
            f"create-application-assignment {assignment}",
            f"describe-application-assignment {assignment}",
            f"list-application-assignments --application-arn {application}",
            f"list-application-assignments-for-principal --instance-arn {instance['InstanceArn']} {of_ana}",
            f"delete-application-assignment {assignment}",
        ],
        "identitystore": [
            f"list-users {of_store}",
            f"list-groups {of_store}",
            f"describe-user {of_store} --user-id {ana['UserId']}",
            f"describe-group {of_store} --group-id {group['GroupId']}",
            f"get-user-id {of_store} --alternate-identifier {alternative('UserName', 'ana')}",
            f"get-group-id {of_store} --alternate-identifier {alternative('DisplayName', 'data-scientists')}",
            f"list-group-memberships {of_store} --group-id {group['GroupId']}",
            f"list-group-memberships-for-member {of_store} {member}",
        ],
        "efs": [
            f"describe-file-systems --file-system-id {file_system}",
            f"describe-mount-targets --file-system-id {file_system}",
            f"describe-mount-target-security-groups {of_target}",
            f"tag-resource --resource-id {file_system} --tags Key=cli,Value=yes",
            f"list-tags-for-resource --resource-id {file_system}",
            f"untag-resource --resource-id {file_system} --tag-keys cli",
            f"delete-mount-target {of_target}",
            # Of the mount target there is no trace by the time that the AWS CLI has started again.
            f"delete-file-system --file-system-id {file_system}",
        ],
        "ec2": [
            f"describe-security-groups --group-ids {inbound['GroupId']}",
            f"revoke-security-group-ingress {ingress}",
            f"revoke-security-group-egress {egress}",
            f"delete-security-group --group-id {outbound['GroupId']}",
        ],
    }


def compact(value):
    return json.dumps(value, separators=(",", ":"))


def alternative(path, value):
    return compact({"UniqueAttribute": {"AttributePath": path, "AttributeValue": value}})


def test_the_aws_cli_calls_every_operation(endpoint, client, sagemaker):
    program = Path(sys.executable).with_name("aws")
    env = {**environment(endpoint), "AWS_ENDPOINT_URL": endpoint, "AWS_MAX_ATTEMPTS": "5"}
    calls = words_of(client, sagemaker)
    for service, folder in {name: folder for folder, name in FOLDERS.items()}.items():
        model = json.loads((ROOT / "src/emulator/services" / folder / "model.json").read_text())
        commands = {xform_name(operation, "-") for operation in model["operations"]}
        assert {words.split()[0] for words in calls[service]} == commands
    # The services one beside the other: the AWS CLI takes its time to start.
    with ThreadPoolExecutor() as pool:
        for done in pool.map(lambda service: [ask(program, env, service, words) for words in calls[service]], calls):
            assert [said for said in done if said is not None] == []


def ask(program, env, service, words):
    """What the AWS CLI says that is wrong; None: nothing is."""
    done = subprocess.run([program, service, *words.split()], env=env, capture_output=True, text=True, timeout=120)
    return None if (done.returncode, done.stderr) == (0, "") else f"{service} {words}: {done.stderr}"


def test_all_operations_were_called(called):
    for folder, name in FOLDERS.items():
        model = json.loads((ROOT / "src/emulator/services" / folder / "model.json").read_text())
        missing = {operation for operation in model["operations"] if (name, operation) not in called}
        assert not missing, f"{name}: {missing}"
