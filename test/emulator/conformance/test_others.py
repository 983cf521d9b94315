"""What the emulator does not serve goes on to a moto server behind it, through one address, and is decided first."""

import http.server
import io
import json
import os
import socket
import subprocess
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
import zipfile
from datetime import datetime, timedelta, timezone

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import ClientError
from conftest import ADMIN, REGION

ANA, NOBODY = "AKIAOTHERSANA0000000", "AKIAOTHERSNOBODY0000"
ROLE = "arn:aws:iam::123456789012:role/studio"
SESSION = "arn:aws:sts::123456789012:assumed-role/DataScientist/ana"
VPC = {"SecurityGroupIds": ["sg-1"], "Subnets": ["subnet-1"]}
OTHERS = True
SEED = f"""
callers:
  {NOBODY}: {{ principal: '{SESSION}', policies: [] }}
  {ANA}:
    principal: {SESSION}
    tags: {{ owner: ana }}
    policies:
      - AdministratorAccess
      - Version: '2012-10-17'
        Statement:
          - {{ Effect: Deny, Action: 's3:*', Resource: 'arn:aws:s3:::secret*' }}
          - Effect: Deny
            Action: s3:ListBucket
            Resource: '*'
            Condition: {{ StringLike: {{ 's3:prefix': 'private/*' }} }}
          - {{ Effect: Deny, Action: iam:CreateRole, Resource: 'arn:aws:iam::123456789012:role/admin*' }}
          - {{ Effect: Deny, Action: ec2:RunInstances, Resource: '*' }}
          - Effect: Deny
            Action: ec2:CreateVpc
            Resource: '*'
            Condition: {{ StringEquals: {{ 'aws:RequestTag/closed': 'yes' }} }}
          - {{ Effect: Deny, Action: 's3:DeleteObject', Resource: 'arn:aws:s3:::many/kept/*' }}
          - {{ Effect: Deny, Action: lambda:CreateFunction, Resource: '*' }}
          - {{ Effect: Deny, Action: logs:CreateLogGroup, Resource: 'arn:aws:logs:*:*:log-group:secret:*' }}
          - Effect: Deny
            Action: cloudwatch:PutMetricData
            Resource: '*'
            Condition: {{ StringNotLike: {{ 'cloudwatch:namespace': 'Acme/*' }} }}
          - Effect: Deny
            Action: [sagemaker:CreateTrainingJob, sagemaker:CreateProcessingJob, sagemaker:CreateModel,
              sagemaker:CreateHyperParameterTuningJob, sagemaker:CreateAutoMLJob, sagemaker:CreateAutoMLJobV2,
              sagemaker:CreateMonitoringSchedule, sagemaker:CreateEndpointConfig]
            Resource: '*'
            Condition: {{ 'ForAllValues:StringNotLike': {{ 'sagemaker:VpcSubnets': '*' }} }}
          - Effect: Deny
            Action: sagemaker:CreateTransformJob
            Resource: '*'
            Condition: {{ 'ForAnyValue:StringLike': {{ 'sagemaker:InstanceTypes': 'ml.p*' }} }}
          - Effect: Deny
            Action: iam:PassRole
            NotResource: {ROLE}
          - Effect: Deny
            Action: sagemaker:AddTags
            Resource: 'arn:aws:sagemaker:*:*:model/fixed'
"""


@pytest.fixture(scope="module")
def connect(endpoint):
    """Makes a boto3 client of any service, by access key; AWS_ENDPOINT_URL is all that it is told."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AWS_ENDPOINT_URL", endpoint)
        patch.setenv("AWS_CONFIG_FILE", "/nonexistent")

        def client(service, access_key=ANA, **config):
            return boto3.client(
                service,
                region_name=REGION,
                aws_access_key_id=access_key,
                aws_secret_access_key="emulated",
                config=Config(retries={"total_max_attempts": 1}, **config),
            )

        yield client


def refused(call, **members):
    """The code and the message that a call is refused with."""
    with pytest.raises(ClientError) as raised:
        call(**members)
    error = raised.value.response["Error"]
    return error["Code"], error["Message"]


def denied(action, resource):
    """AWS's sentence."""
    asked = f"User: {SESSION} is not authorized to perform: {action} on resource: {resource}"
    return f"{asked} with an explicit deny in an identity-based policy"


def test_one_address_serves_every_protocol(connect):
    assert connect("sts").get_caller_identity()["Account"] == "123456789012"
    role = connect("iam").create_role(RoleName="maker", AssumeRolePolicyDocument="{}")["Role"]["RoleName"]
    assert role in [each["RoleName"] for each in connect("iam").list_roles()["Roles"]]
    vpc = connect("ec2").create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    assert connect("ec2").describe_vpcs(VpcIds=[vpc])["Vpcs"]
    connect("logs").create_log_group(logGroupName="open")
    assert [group["logGroupName"] for group in connect("logs").describe_log_groups()["logGroups"]] == ["open"]
    assert connect("lambda").list_functions()["Functions"] == []
    assert connect("kms").create_key()["KeyMetadata"]["KeyId"]
    connect("cloudwatch").put_metric_data(Namespace="Acme/x", MetricData=[{"MetricName": "a", "Value": 1}])
    assert connect("athena").list_work_groups()["WorkGroups"]
    assert connect("cloudformation").list_stacks()["StackSummaries"] == []
    assert connect("sagemaker").list_domains()["Domains"] == []


@pytest.fixture
def names_below_localhost(monkeypatch):
    """Leads names such as bucket.localhost to this machine, as its resolver may not."""
    resolve = socket.getaddrinfo

    def here(host, *rest, **more):
        return resolve("127.0.0.1" if str(host).endswith(".localhost") else host, *rest, **more)

    monkeypatch.setattr(socket, "getaddrinfo", here)


@pytest.mark.parametrize("style", ["path", "virtual"])
def test_objects_of_any_size_go_through(connect, endpoint, style, names_below_localhost):
    bucket = f"data-{style}"
    s3 = connect("s3", s3={"addressing_style": style})
    if style == "virtual":
        # A name below localhost leads to this machine.
        s3 = boto3.client(
            "s3",
            region_name=REGION,
            endpoint_url=endpoint.replace("127.0.0.1", "localhost"),
            aws_access_key_id=ANA,
            aws_secret_access_key="emulated",
            config=Config(s3={"addressing_style": "virtual"}, retries={"total_max_attempts": 1}),
        )
    s3.create_bucket(Bucket=bucket)
    body = os.urandom(9 * 1024 * 1024)
    s3.put_object(Bucket=bucket, Key="big & odd/ü.bin", Body=body)
    assert s3.get_object(Bucket=bucket, Key="big & odd/ü.bin")["Body"].read() == body
    s3.upload_fileobj(io.BytesIO(body), bucket, "parts")
    assert s3.head_object(Bucket=bucket, Key="parts")["ContentLength"] == len(body)
    assert s3.get_object(Bucket=bucket, Key="parts", Range="bytes=5-9")["Body"].read() == body[5:10]
    url = s3.generate_presigned_url("get_object", Params={"Bucket": bucket, "Key": "parts"})
    if style == "path":
        with urllib.request.urlopen(url) as answer:
            assert answer.read() == body
    assert [each["Key"] for each in s3.list_objects_v2(Bucket=bucket)["Contents"]] == ["big & odd/ü.bin", "parts"]
    s3.delete_object(Bucket=bucket, Key="parts")


def test_refuses_in_each_services_own_form(connect):
    s3 = connect("s3")
    assert refused(s3.create_bucket, Bucket="secrets") == (
        "AccessDenied",
        denied("s3:CreateBucket", "arn:aws:s3:::secrets"),
    )
    members = {"RoleName": "admin-x", "AssumeRolePolicyDocument": "{}"}
    assert refused(connect("iam").create_role, **members) == (
        "AccessDenied",
        denied("iam:CreateRole", "arn:aws:iam::123456789012:role/admin-x"),
    )
    code, message = refused(connect("ec2").run_instances, ImageId="ami-1", MinCount=1, MaxCount=1)
    assert code == "UnauthorizedOperation"
    assert message.startswith("You are not authorized to perform this operation. User: ")
    assert refused(connect("logs").create_log_group, logGroupName="secret") == (
        "AccessDeniedException",
        denied("logs:CreateLogGroup", f"arn:aws:logs:{REGION}:123456789012:log-group:secret:log-stream:"),
    )
    code, message = refused(
        connect("lambda").create_function,
        FunctionName="f",
        Role=ROLE,
        Code={"ZipFile": archive()},
        Handler="a.b",
        Runtime="python3.12",
    )
    assert (code, message) == (
        "AccessDeniedException",
        denied("lambda:CreateFunction", f"arn:aws:lambda:{REGION}:123456789012:function:f"),
    )
    code, _ = refused(
        connect("cloudwatch").put_metric_data, Namespace="Other", MetricData=[{"MetricName": "a", "Value": 1}]
    )
    assert code in {"AccessDenied", "AccessDeniedException"}


def test_refusals_of_what_is_passed_on_can_be_looked_up(connect):
    refused(connect("ec2").run_instances, ImageId="ami-1", MinCount=1, MaxCount=1)
    refused(connect("logs").create_log_group, logGroupName="secret")
    refused(connect("s3").create_bucket, Bucket="secrets")
    refused(connect("s3").get_object, Bucket="secrets", Key="a")
    connect("ec2").describe_regions()
    trail = connect("cloudtrail")

    def events(source):
        attribute = {"AttributeKey": "EventSource", "AttributeValue": f"{source}.amazonaws.com"}
        found = trail.lookup_events(LookupAttributes=[attribute])["Events"]
        return [json.loads(each["CloudTrailEvent"]) for each in found]

    event = events("ec2")[0]
    assert (event["eventName"], event["errorCode"]) == ("RunInstances", "Client.UnauthorizedOperation")
    assert event["userIdentity"]["arn"] == SESSION
    assert event["requestParameters"] is None
    assert "not authorized to perform: ec2:RunInstances" in event["errorMessage"]
    assert {each["eventName"] for each in events("ec2")} == {"RunInstances"}
    time.sleep(1)
    assert events("logs")[0]["errorCode"] == "AccessDeniedException"
    # What becomes of objects is no event that can be looked up.
    assert {(each["eventName"], each["errorCode"]) for each in events("s3")} == {("CreateBucket", "AccessDenied")}


def test_who_changed_policies_and_their_attachments_can_be_looked_up(connect):
    nothing = {"Effect": "Deny", "Action": "s3:*", "Resource": "*"}
    iam, document = connect("iam"), json.dumps({"Version": "2012-10-17", "Statement": nothing})
    arn = iam.create_policy(PolicyName="seen", PolicyDocument=document)["Policy"]["Arn"]
    iam.create_role(RoleName="seen", AssumeRolePolicyDocument="{}", Tags=[{"Key": "team", "Value": "ml"}])
    iam.attach_role_policy(RoleName="seen", PolicyArn=arn)
    iam.create_user(UserName="seen")
    iam.create_login_profile(UserName="seen", Password="not-to-be-seen")
    refused(iam.get_role, RoleName="unseen")
    connect("organizations").create_organization(FeatureSet="ALL")
    time.sleep(1)

    def events(source):
        attribute = {"AttributeKey": "EventSource", "AttributeValue": f"{source}.amazonaws.com"}
        found = connect("cloudtrail").lookup_events(LookupAttributes=[attribute])["Events"]
        # Of each name the newest, which come first.
        return {each["EventName"]: json.loads(each["CloudTrailEvent"]) for each in reversed(found)}

    told = events("iam")
    assert told["AttachRolePolicy"]["requestParameters"] == {"roleName": "seen", "policyArn": arn}
    assert told["AttachRolePolicy"]["userIdentity"]["arn"] == SESSION
    assert told["CreateRole"]["requestParameters"]["tags"] == [{"key": "team", "value": "ml"}]
    assert told["CreatePolicy"]["requestParameters"]["policyDocument"] == document
    assert "not-to-be-seen" not in json.dumps(told)
    # What the other server refuses is told in its own words, which are not read.
    assert "GetRole" not in told
    assert events("organizations")["CreateOrganization"]["requestParameters"] == {"featureSet": "ALL"}


def test_the_groups_of_a_domain_are_in_the_other_servers_ec2(connect):
    ec2, efs = connect("ec2"), connect("efs", ADMIN)
    sagemaker = connect("sagemaker", ADMIN)
    vpc = ec2.create_vpc(CidrBlock="10.1.0.0/16")["Vpc"]["VpcId"]
    subnet = ec2.create_subnet(VpcId=vpc, CidrBlock="10.1.0.0/24")["Subnet"]["SubnetId"]
    settings = {"ExecutionRole": ROLE}
    made = {"AuthMode": "IAM", "SubnetIds": [subnet], "DefaultUserSettings": settings}
    domain = sagemaker.create_domain(DomainName="homes", VpcId=vpc, **made)["DomainArn"].split("/")[1]

    def groups():
        found = ec2.describe_security_groups(Filters=[{"Name": "vpc-id", "Values": [vpc]}])["SecurityGroups"]
        return {group["GroupName"]: group for group in found if group["GroupName"] != "default"}

    inbound = groups()[f"security-group-for-inbound-nfs-{domain}"]
    outbound = groups()[f"security-group-for-outbound-nfs-{domain}"]
    assert [rule["FromPort"] for rule in inbound["IpPermissions"]] == [2049, 988]
    assert inbound["IpPermissions"][0]["UserIdGroupPairs"][0]["GroupId"] == outbound["GroupId"]
    assert outbound["IpPermissionsEgress"][-1]["UserIdGroupPairs"][0]["GroupId"] == inbound["GroupId"]

    [home] = efs.describe_file_systems(CreationToken=domain)["FileSystems"]
    [target] = efs.describe_mount_targets(FileSystemId=home["FileSystemId"])["MountTargets"]
    of_target = efs.describe_mount_target_security_groups(MountTargetId=target["MountTargetId"])
    assert of_target["SecurityGroups"] == [inbound["GroupId"]]
    # A file system of somebody's own is the other server's.
    own = efs.create_file_system(CreationToken="own")["FileSystemId"]
    assert efs.describe_file_systems(FileSystemId=own)["FileSystems"][0]["FileSystemId"] == own

    # They go with a file system that goes with its domain.
    while sagemaker.describe_domain(DomainId=domain)["Status"] != "InService":
        pass
    sagemaker.delete_domain(DomainId=domain, RetentionPolicy={"HomeEfsFileSystem": "Delete"})
    while domain in {each["DomainId"] for each in sagemaker.list_domains()["Domains"]}:
        pass
    assert groups() == {}


def test_a_domain_in_a_vpc_that_is_not_there_keeps_its_groups(connect):
    made = {"VpcId": "vpc-0", "SubnetIds": ["subnet-1"], "DefaultUserSettings": {"ExecutionRole": ROLE}}
    arn = connect("sagemaker", ADMIN).create_domain(DomainName="nowhere", AuthMode="IAM", **made)["DomainArn"]
    efs = connect("efs", ADMIN)
    [home] = efs.describe_file_systems(CreationToken=arn.split("/")[1])["FileSystems"]
    [target] = efs.describe_mount_targets(FileSystemId=home["FileSystemId"])["MountTargets"]
    groups = efs.describe_mount_target_security_groups(MountTargetId=target["MountTargetId"])["SecurityGroups"]
    found = connect("ec2", ADMIN).describe_security_groups(GroupIds=groups)["SecurityGroups"]
    assert [group["GroupId"] for group in found] == groups


def archive():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as zipped:
        zipped.writestr("a.py", "")
    return file.getvalue()


def test_knows_what_a_list_of_objects_asks_for(connect):
    s3 = connect("s3")
    s3.create_bucket(Bucket="shared")
    s3.list_objects_v2(Bucket="shared", Prefix="public/")
    assert refused(s3.list_objects_v2, Bucket="shared", Prefix="private/x")[0] == "AccessDenied"
    s3.put_object(Bucket="shared", Key="a", Body=b"a")
    # A copy reads one object and writes another.
    assert refused(s3.copy_object, Bucket="shared", Key="b", CopySource="secret-bucket/a")[0] == "AccessDenied"


JOBS = {
    "create_training_job": {
        "TrainingJobName": "job",
        "RoleArn": ROLE,
        "AlgorithmSpecification": {"TrainingImage": "image", "TrainingInputMode": "File"},
        "OutputDataConfig": {"S3OutputPath": "s3://b/o"},
        "ResourceConfig": {"InstanceType": "ml.m5.large", "InstanceCount": 1, "VolumeSizeInGB": 1},
        "StoppingCondition": {"MaxRuntimeInSeconds": 60},
    },
    "create_processing_job": {
        "ProcessingJobName": "job",
        "RoleArn": ROLE,
        "AppSpecification": {"ImageUri": "image"},
        "ProcessingResources": {
            "ClusterConfig": {"InstanceCount": 1, "InstanceType": "ml.m5.large", "VolumeSizeInGB": 1}
        },
    },
    "create_model": {"ModelName": "model", "ExecutionRoleArn": ROLE, "PrimaryContainer": {"Image": "image"}},
}


@pytest.mark.parametrize("operation", JOBS)
def test_refuses_a_job_outside_the_vpc(connect, operation):
    call, members = getattr(connect("sagemaker"), operation), JOBS[operation]
    code, message = refused(call, **members)
    assert (code, message.split(" is not ")[1].split(" on ")[0]) == (
        "AccessDeniedException",
        f"authorized to perform: sagemaker:{connect('sagemaker').meta.method_to_api_mapping[operation]}",
    )
    within = {"NetworkConfig": {"VpcConfig": VPC}} if "ProcessingJobName" in members else {"VpcConfig": VPC}
    call(**members, **within)


@pytest.mark.parametrize(
    ("operation", "members"),
    [
        (
            "create_hyper_parameter_tuning_job",
            {
                "HyperParameterTuningJobName": "t",
                "HyperParameterTuningJobConfig": {
                    "Strategy": "Bayesian",
                    "ResourceLimits": {"MaxParallelTrainingJobs": 1},
                },
                "TrainingJobDefinition": {
                    "AlgorithmSpecification": {"TrainingInputMode": "File"},
                    "RoleArn": ROLE,
                    "OutputDataConfig": {"S3OutputPath": "s3://b"},
                    "StoppingCondition": {"MaxRuntimeInSeconds": 1},
                },
            },
        ),
        (
            "create_auto_ml_job",
            {
                "AutoMLJobName": "a",
                "InputDataConfig": [{"TargetAttributeName": "y"}],
                "OutputDataConfig": {"S3OutputPath": "s3://b"},
                "RoleArn": ROLE,
            },
        ),
        (
            "create_auto_ml_job_v2",
            {
                "AutoMLJobName": "a",
                "AutoMLJobInputDataConfig": [{}],
                "OutputDataConfig": {"S3OutputPath": "s3://b"},
                "AutoMLProblemTypeConfig": {},
                "RoleArn": ROLE,
            },
        ),
        (
            "create_monitoring_schedule",
            {"MonitoringScheduleName": "m", "MonitoringScheduleConfig": {"MonitoringJobDefinitionName": "d"}},
        ),
        (
            "create_endpoint_config",
            {"EndpointConfigName": "e", "ProductionVariants": [{"VariantName": "v", "ModelName": "m"}]},
        ),
        (
            "create_transform_job",
            {
                "TransformJobName": "t",
                "ModelName": "m",
                "TransformInput": {"DataSource": {"S3DataSource": {"S3DataType": "S3Prefix", "S3Uri": "s3://b"}}},
                "TransformOutput": {"S3OutputPath": "s3://b"},
                "TransformResources": {"InstanceType": "ml.p3.2xlarge", "InstanceCount": 1},
            },
        ),
    ],
)
def test_decides_every_kind_of_job(connect, operation, members):
    client = connect("sagemaker", parameter_validation=False)
    code, message = refused(getattr(client, operation), **members)
    action = client.meta.method_to_api_mapping[operation]
    assert (code, message.split(" on resource: ")[0].split(": ")[-1]) == (
        "AccessDeniedException",
        f"sagemaker:{action}",
    )


def test_decides_on_every_role_that_is_passed_on(connect):
    other = "arn:aws:iam::123456789012:role/other"
    members = {**JOBS["create_model"], "ModelName": "m2", "ExecutionRoleArn": other, "VpcConfig": VPC}
    assert refused(connect("sagemaker").create_model, **members) == (
        "AccessDeniedException",
        denied("iam:PassRole", other),
    )


def test_tags_of_what_the_other_server_has_go_there(connect):
    sagemaker = connect("sagemaker")
    name = "fixed"
    sagemaker.create_model(**{**JOBS["create_model"], "ModelName": name}, VpcConfig=VPC)
    arn = sagemaker.describe_model(ModelName=name)["ModelArn"]
    connect("sagemaker", ADMIN).add_tags(ResourceArn=arn, Tags=[{"Key": "a", "Value": "b"}])
    assert sagemaker.list_tags(ResourceArn=arn)["Tags"] == [{"Key": "a", "Value": "b"}]
    tags = [{"Key": "c", "Value": "d"}]
    assert refused(sagemaker.add_tags, ResourceArn=arn, Tags=tags)[0] == "AccessDeniedException"


def test_nothing_is_passed_on_for_who_may_do_nothing(connect):
    code, message = refused(connect("sts", NOBODY).get_caller_identity)
    assert (code, message.split(" because ")[1]) == (
        "AccessDenied",
        "no identity-based policy allows the sts:GetCallerIdentity action",
    )
    assert refused(connect("s3", NOBODY).list_buckets)[0] == "AccessDenied"


def test_a_web_page_is_refused_for_the_others_too(endpoint):
    for headers in ({"Origin": "http://evil.example"}, {"Host": "evil.example"}):
        request = urllib.request.Request(f"{endpoint}/bucket/key", headers=headers)
        with pytest.raises(urllib.error.HTTPError) as raised:
            urllib.request.urlopen(request)
        assert raised.value.code == 403
        assert "access-control-allow-origin" not in raised.value.headers
        assert "AccessDeniedException" in json.loads(raised.value.read())["__type"]


def test_says_when_the_other_server_does_not_answer(studiolo, tmp_path):
    seed = tmp_path / "seed.yaml"
    seed.write_text("{}")
    # Nothing listens on a port that has just been given back.
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        nowhere = f"http://127.0.0.1:{free.getsockname()[1]}"
    with subprocess.Popen(
        [*studiolo, "emulate", "--port", "0", "--seed", str(seed), "--others", nowhere],
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            url = process.stdout.readline().split()[-1]
            client = boto3.client(
                "sts",
                region_name=REGION,
                endpoint_url=url,
                aws_access_key_id=ADMIN,
                aws_secret_access_key="emulated",
                config=Config(retries={"total_max_attempts": 1}),
            )
            code, message = refused(client.get_caller_identity)
            assert code == "ServiceUnavailable"
            assert f"passes it on to {nowhere} (--others), which does not answer" in message
        finally:
            process.terminate()


def test_takes_only_the_address_of_a_server(studiolo):
    for wrong in ("moto", "file:///tmp", "127.0.0.1:5000"):
        done = subprocess.run([*studiolo, "emulate", "--others", wrong], capture_output=True, text=True, timeout=60)
        assert done.returncode == 2
        assert "--others takes the address of a server" in done.stderr


def test_tags_that_ec2_is_given_on_creation_are_known(connect):
    ec2 = connect("ec2")
    tags = [{"ResourceType": "vpc", "Tags": [{"Key": "Closed", "Value": "yes"}]}]
    code, _ = refused(ec2.create_vpc, CidrBlock="10.2.0.0/16", TagSpecifications=tags)
    assert code == "UnauthorizedOperation"
    ec2.create_vpc(CidrBlock="10.2.0.0/16")


@pytest.mark.parametrize("signature", ["s3", "s3v4"])
def test_presigned_urls_of_s3_are_decided_in_either_signature(connect, signature):
    s3 = connect("s3", signature_version=signature)
    connect("s3", ADMIN).create_bucket(Bucket="secret-urls")
    connect("s3", ADMIN).put_object(Bucket="secret-urls", Key="a", Body=b"a")
    url = s3.generate_presigned_url("get_object", Params={"Bucket": "secret-urls", "Key": "a"})
    with pytest.raises(urllib.error.HTTPError) as raised:
        urllib.request.urlopen(url)
    assert raised.value.code == 403
    assert b"s3:GetObject" in raised.value.read()


def test_each_of_many_objects_that_are_deleted_is_decided(connect):
    s3 = connect("s3")
    s3.create_bucket(Bucket="many")
    for key in ("a", "b", "kept/<c>"):
        s3.put_object(Bucket="many", Key=key, Body=b"a")
    several = {"Objects": [{"Key": "a"}, {"Key": "kept/<c>"}]}
    assert refused(s3.delete_objects, Bucket="many", Delete=several) == (
        "AccessDenied",
        denied("s3:DeleteObject", "arn:aws:s3:::many/kept/<c>"),
    )
    s3.delete_objects(Bucket="many", Delete={"Objects": [{"Key": "a"}, {"Key": "b"}]})
    assert [each["Key"] for each in s3.list_objects_v2(Bucket="many")["Contents"]] == ["kept/<c>"]


def test_metrics_quotas_and_tags_of_others_are_there(connect):
    cloudwatch = connect("cloudwatch")
    metric = {"Namespace": "Acme/jobs", "MetricName": "lateness"}
    cloudwatch.put_metric_data(Namespace="Acme/jobs", MetricData=[{"MetricName": "lateness", "Value": 7}])
    assert [each["MetricName"] for each in cloudwatch.list_metrics(Namespace="Acme/jobs")["Metrics"]] == ["lateness"]
    now = datetime.now(timezone.utc)
    times = {"StartTime": now - timedelta(hours=1), "EndTime": now + timedelta(hours=1)}
    query = {"Id": "m", "MetricStat": {"Metric": metric, "Period": 3600, "Stat": "Maximum"}}
    [found] = cloudwatch.get_metric_data(MetricDataQueries=[query], **times)["MetricDataResults"]
    assert found["Values"] == [7]
    statistics = cloudwatch.get_metric_statistics(**metric, **times, Period=3600, Statistics=["Maximum"])
    assert [each["Maximum"] for each in statistics["Datapoints"]] == [7]

    quotas = connect("service-quotas")
    assert quotas.get_service_quota(ServiceCode="vpc", QuotaCode="L-F678F1CE")["Quota"]["ServiceCode"] == "vpc"
    assert {
        each["ServiceCode"] for each in quotas.list_aws_default_service_quotas(ServiceCode="sagemaker")["Quotas"]
    } == {"sagemaker"}

    s3, tagging = connect("s3"), connect("resourcegroupstaggingapi")
    s3.create_bucket(Bucket="tagged")
    arn = "arn:aws:s3:::tagged"
    assert tagging.tag_resources(ResourceARNList=[arn], Tags={"team": "ml"})["FailedResourcesMap"] == {}
    found = tagging.get_resources(ResourceTypeFilters=["s3"])["ResourceTagMappingList"]
    assert found == [{"ResourceARN": arn, "Tags": [{"Key": "team", "Value": "ml"}]}]
    assert tagging.get_resources(ResourceTypeFilters=["sagemaker:domain"])["ResourceTagMappingList"] == []


def test_nothing_is_passed_on_to_another_server_than_the_one_that_is_named(endpoint):
    """A path may look like an address, and a request may name one."""
    asked = []

    class Elsewhere(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()

    with http.server.HTTPServer(("127.0.0.1", 0), Elsewhere) as elsewhere:
        threading.Thread(target=elsewhere.serve_forever, daemon=True).start()
        other = f"127.0.0.1:{elsewhere.server_port}"
        here = urllib.parse.urlsplit(endpoint)
        for target in (f"//{other}/a", f"http://{other}/a", f"http:{other}/a", f"/\\{other}/a"):
            with socket.create_connection((here.hostname, here.port)) as connection:
                head = f"GET {target} HTTP/1.1\r\nHost: {here.netloc}\r\nConnection: close\r\n\r\n"
                connection.sendall(head.encode())
                assert connection.makefile("rb").readline().startswith(b"HTTP/1.1 ")
        elsewhere.shutdown()
    assert asked == []
