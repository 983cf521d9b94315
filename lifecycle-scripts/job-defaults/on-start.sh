#!/bin/bash
# job-defaults: what the SageMaker Python SDK fills into jobs that do not say it. README.md beside this file says the rest.
#
# Parameters. `studiolo domain install` fills them in; by hand, write between the quotes.
SUBNETS=''           # subnet ids for jobs and models, separated by spaces; with SECURITY_GROUPS
SECURITY_GROUPS=''   # security group ids for jobs and models, separated by spaces; with SUBNETS
ROLE=''              # ARN of the role that jobs run with; empty: the SDK takes the app's execution role
OUTPUT_KEY=''        # KMS key (ARN, id or alias) for what jobs write to S3
VOLUME_KEY=''        # KMS key for the volumes of jobs; instance types with local NVMe disks refuse any
TAGS=''              # tags of jobs, models and endpoints: key=value, separated by spaces
ENCRYPT_TRAFFIC=''   # yes: traffic between the containers of a job is encrypted
NETWORK_ISOLATION='' # yes: containers of jobs and models reach no network, S3 included
BUCKET=''            # the SDK's default bucket, or bucket/prefix
NO_TELEMETRY=''      # yes: the SDK does not report its use to AWS, which takes a way to the internet
CONFIG=''            # in place of all of these: your own config.yaml, as s3://bucket/key or a path
ENFORCE=''           # yes: the app does not start when this fails
# End of parameters.
SCRIPT=job-defaults LIMIT=20

# Prelude: the same lines in every script.
set -u
say() { printf '%s %s: %s\n' "$(date -u +%FT%TZ)" "$SCRIPT" "$*"; }
fail() {
  say "$*"
  exit 1
}
# Runs a command for at most so many seconds, in the script's own process group.
within() { timeout --foreground -k 5 "$@"; }
# Runs the function as a process group of its own, which ends whole when it fails or when LIMIT seconds are over. Whatever
# comes of it, the app starts, unless ENFORCE says otherwise.
start() {
  set -m
  "$1" </dev/null &
  local job=$! began=$SECONDS clock result=0
  (sleep "$LIMIT" && say "not done after $LIMIT s: ended" && end "$job") &
  clock=$!
  wait "$job" 2>/dev/null || result=$?
  kill -KILL -- "-$clock"
  wait "$clock" 2>/dev/null
  if ((result == 0)); then
    say "done in $((SECONDS - began)) s"
    return
  fi
  end "$job"
  if [[ $ENFORCE == yes ]]; then
    say 'failed, and ENFORCE is yes: the app does not start'
    exit 1
  fi
  say 'failed: the app starts all the same'
}
# Ends a process group: it is asked to, and what is still there 2 s later is made to, even what sudo runs.
end() {
  {
    send TERM "$1" || return 0
    for _ in {1..20}; do
      sleep 0.1
      kill -0 -- "-$1" || break
    done
    send KILL "$1" && sleep 0.1 && send KILL "$1"
  } 2>/dev/null
}
send() { kill "-$1" -- "-$2" || timeout 2 sudo -n kill "-$1" -- "-$2"; }
# Writes a file of root's that all can read, whole or not at all, unless it is as it should be; its name goes to `changed`.
put() {
  [[ $(cat "$1" 2>/dev/null) == "${2%$'\n'}" ]] && return
  { (umask 022 && sudo -n mkdir -p "${1%/*}") && sudo -n install -m 0644 /dev/stdin "$1.new~" <<<"${2%$'\n'}" && sudo -n mv "$1.new~" "$1"; } ||
    fail "$1 could not be written"
  changed="${changed-} $1"
}
# Restarts the Jupyter server, in at most so many seconds: one that started before has the old configuration, and one that
# is not yet running will read the new one. It does not inherit a lock that is held by descriptor 9.
restart() {
  local server='supervisorctl -c /etc/supervisor/conf.d/supervisord.conf status jupyterlabserver'
  if $server 2>/dev/null | grep -Eq 'RUNNING|STARTING'; then
    within "$1" restart-jupyter-server >/dev/null 2>&1 9>&- || fail 'the Jupyter server did not restart: restart-jupyter-server failed'
    say 'restarted the Jupyter server'
  fi
}
# The same of Code Editor.
restart_editor() {
  local control=(supervisorctl -c /etc/supervisor/conf.d/supervisord-code-editor.conf)
  if "${control[@]}" status codeeditorserver 2>/dev/null | grep -Eq 'RUNNING|STARTING'; then
    within "$1" "${control[@]}" restart codeeditorserver >/dev/null 2>&1 9>&- || fail 'Code Editor did not restart'
    say 'restarted Code Editor'
  fi
}
# End of prelude.

main() {
  local python new error
  python=$(type -P /opt/conda/bin/python || type -P python3) || fail 'no Python in /opt/conda or on the PATH'
  [[ -z ${SAGEMAKER_ADMIN_CONFIG_OVERRIDE-} ]] ||
    fail "the image sets SAGEMAKER_ADMIN_CONFIG_OVERRIDE to $SAGEMAKER_ADMIN_CONFIG_OVERRIDE: the SDK would not read this script's file"
  { exec 9>"/tmp/studiolo-jobs-$UID.lock" && flock -w 15 9; } || fail 'no lock could be taken in /tmp'
  new=$(mktemp -d) || fail '/tmp cannot be written'
  trap 'rm -rf "${new-}"' EXIT
  if [[ -n $CONFIG ]]; then
    [[ -z $SUBNETS$SECURITY_GROUPS$ROLE$OUTPUT_KEY$VOLUME_KEY$TAGS$ENCRYPT_TRAFFIC$NETWORK_ISOLATION$BUCKET$NO_TELEMETRY ]] ||
      fail 'CONFIG is given, and other parameters too: put their values into that file'
    fetch "$new/config.yaml"
  else
    error=$("$python" -I -c "$config" "$SUBNETS" "$SECURITY_GROUPS" "$ROLE" "$OUTPUT_KEY" "$VOLUME_KEY" "$TAGS" \
      "$ENCRYPT_TRAFFIC" "$NETWORK_ISOLATION" "$BUCKET" "$NO_TELEMETRY" 2>&1 >"$new/config.yaml") || fail "${error##*$'\n'}"
  fi
  put_config "$new/config.yaml"
}

fetch() {
  local error
  if [[ $CONFIG =~ ^s3://[a-z0-9.-]+/[^[:space:]]+$ ]]; then
    error=$(within 12 aws s3 cp --only-show-errors --cli-connect-timeout 5 --cli-read-timeout 10 "$CONFIG" "$1" 2>&1) ||
      fail "$CONFIG could not be fetched: ${error##*$'\n'} (s3:GetObject is needed)"
  elif [[ $CONFIG == /* ]]; then
    head -c 1000000 -- "$CONFIG" >"$1" 2>/dev/null || fail "$CONFIG could not be read"
  else
    fail "CONFIG is '$CONFIG', and must be s3://bucket/key or a path that begins with /"
  fi
  # What does not fit would stop every program that uses the SDK.
  error=$("$python" -I -c "$check" "$1" 2>&1) || fail "$CONFIG is no configuration of the SDK: ${error##*$'\n'}"
}

# Whole or not at all. The folder is one that everybody may write in SageMaker Distribution, and root's elsewhere.
put_config() {
  local site=${XDG_CONFIG_DIRS:-/etc/xdg} file mark as=()
  file=${site%%:*}/sagemaker/config.yaml mark=${site%%:*}/sagemaker/.studiolo
  if [[ -e $file || -L $file ]] && ! sha256sum --check --status "$mark" 2>/dev/null; then
    fail "$file is there and is not this script's: left alone"
  fi
  if cmp -s "$1" "$file"; then
    say "$file is as it should be"
    return
  fi
  { (umask 022 && mkdir -p "${file%/*}") && [[ -w ${file%/*} ]]; } 2>/dev/null || as=(sudo -n)
  { "${as[@]}" install -D -m 0644 "$1" "$file.new" && (cd / && sha256sum "$1") | sed "s,  .*,  $file," |
    "${as[@]}" install -m 0644 /dev/stdin "$mark" && "${as[@]}" mv "$file.new" "$file"; } || fail "$file could not be written"
  say "$file is written: $("$python" -I -c "$summary" "$file")"
}

config='
import json, re, sys
subnets, groups, role, output, volume, tags, traffic, isolation, bucket, silent = sys.argv[1:]

def wrong(name, value, must):
    sys.exit(f"{name} is {value!r}, and must be {must}")

def listed(name, text, form, example, most):
    values = text.split()
    if len(values) > most or not all(re.fullmatch(form, value, re.ASCII) for value in values):
        wrong(name, text, f"at most {most} ids such as {example}, separated by spaces")
    return values

def fits(name, value, form, must):
    if value and not re.fullmatch(form, value, re.ASCII):
        wrong(name, value, must)
    return value

subnets_, groups_ = listed("SUBNETS", subnets, r"subnet-[0-9a-f]{8,17}", "subnet-0a1b2c3d", 16), \
    listed("SECURITY_GROUPS", groups, r"sg-[0-9a-f]{8,17}", "sg-0a1b2c3d", 5)
if bool(subnets_) != bool(groups_):
    sys.exit("SUBNETS and SECURITY_GROUPS go together: one of them is empty")
key = r"(arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:(key|alias)/|alias/)?[A-Za-z0-9/_-]{1,256}"
fits("ROLE", role, r"arn:aws[a-z-]*:iam::[0-9]{12}:role/[A-Za-z0-9_+=,.@/-]{1,576}", "the ARN of a role")
fits("OUTPUT_KEY", output, key, "the ARN, id or alias of a KMS key")
fits("VOLUME_KEY", volume, key, "the ARN, id or alias of a KMS key")
for name, value in ("ENCRYPT_TRAFFIC", traffic), ("NETWORK_ISOLATION", isolation), ("NO_TELEMETRY", silent):
    fits(name, value, "yes|no", "yes or no")
fits("BUCKET", bucket, r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](/[A-Za-z0-9._/=-]{1,512})?", "such as bucket or bucket/prefix")
tagged = []
for each in tags.split():
    name, equals, value = each.partition("=")
    if not equals or not re.fullmatch(r"(?!aws:)[\w.:/+@-]{1,128}", name) or not re.fullmatch(r"[\w.:/=+@-]{0,256}", value):
        wrong("TAGS", tags, "key=value, separated by spaces, with letters, digits and . : / = + @ - _ in them")
    if name in [tag["Key"] for tag in tagged]:
        sys.exit(f"TAGS names {name} twice")
    tagged.append({"Key": name, "Value": value})
if len(tagged) > 50:
    sys.exit(f"TAGS has {len(tagged)} tags, and SageMaker takes 50")

sagemaker = {}
def put(value, *paths):
    for path in paths if value else ():
        *folders, last = path.split(".")
        node = sagemaker
        for folder in folders:
            node = node.setdefault(folder, {})
        node[last] = value

jobs = "TrainingJob ProcessingJob TransformJob AutoMLJob AutoMLJobV2 CompilationJob MonitoringSchedule"
module, monitor = "PythonSDK.Modules.", "MonitoringSchedule.MonitoringScheduleConfig.MonitoringJobDefinition."
automl, automl2 = "AutoMLJob.AutoMLJobConfig.SecurityConfig.", "AutoMLJobV2.SecurityConfig."
network = "ProcessingJob.NetworkConfig.", monitor + "NetworkConfig."
put({"SecurityGroupIds": groups_, "Subnets": subnets_} if subnets_ else None, *(place + "VpcConfig" for place in (
    "TrainingJob.", *network, automl, automl2, "CompilationJob.", "Model.", module + "RemoteFunction.", module + "NotebookJob.")))
put(role, *(f"{job}.RoleArn" for job in "TrainingJob ProcessingJob AutoMLJob AutoMLJobV2 CompilationJob Pipeline FeatureGroup".split()),
    monitor + "RoleArn", "Model.ExecutionRoleArn", module + "RemoteFunction.RoleArn", module + "NotebookJob.RoleArn",
    module + "Serve.RoleArn", "ModelPackage.ValidationSpecification.ValidationRole")
put(output, "TrainingJob.OutputDataConfig.KmsKeyId", "ProcessingJob.ProcessingOutputConfig.KmsKeyId",
    "TransformJob.TransformOutput.KmsKeyId", "AutoMLJob.OutputDataConfig.KmsKeyId", "AutoMLJobV2.OutputDataConfig.KmsKeyId",
    "CompilationJob.OutputConfig.KmsKeyId", monitor + "MonitoringOutputConfig.KmsKeyId",
    "FeatureGroup.OfflineStoreConfig.S3StorageConfig.KmsKeyId", module + "RemoteFunction.S3KmsKeyId", module + "NotebookJob.S3KmsKeyId")
put(volume, "TrainingJob.ResourceConfig.VolumeKmsKeyId", "ProcessingJob.ProcessingResources.ClusterConfig.VolumeKmsKeyId",
    "TransformJob.TransformResources.VolumeKmsKeyId", automl + "VolumeKmsKeyId", automl2 + "VolumeKmsKeyId",
    monitor + "MonitoringResources.ClusterConfig.VolumeKmsKeyId", "EndpointConfig.KmsKeyId",
    module + "RemoteFunction.VolumeKmsKeyId", module + "NotebookJob.VolumeKmsKeyId")
put(tagged, *(f"{each}.Tags" for each in f"{jobs} Pipeline Model Endpoint EndpointConfig FeatureGroup {module}RemoteFunction".split()))
encrypt = "EnableInterContainerTrafficEncryption"
put(traffic == "yes", *(place + encrypt for place in ("TrainingJob.", *network, automl, automl2, module + "RemoteFunction.")))
put(isolation == "yes", *(place + "EnableNetworkIsolation" for place in ("TrainingJob.", *network, "Model.")))
put(silent == "yes", module + "TelemetryOptOut")
name, _, prefix = bucket.partition("/")
put(name, module + "Session.DefaultS3Bucket")
put(prefix.strip("/"), module + "Session.DefaultS3ObjectKeyPrefix")
if not sagemaker:
    sys.exit("every parameter is empty: nothing to do")
json.dump({"SchemaVersion": "1.0", "SageMaker": sagemaker}, sys.stdout, indent=2)
print()
'

check='
import sys, yaml
try:
    with open(sys.argv[1], encoding="utf-8") as file:
        found = yaml.safe_load(file)
except (yaml.YAMLError, UnicodeDecodeError) as problem:
    sys.exit("it is no YAML: " + " ".join(str(problem).split()))
if not isinstance(found, dict) or found.get("SchemaVersion") != "1.0":
    sys.exit("SchemaVersion is not \"1.0\"")
other = sorted(map(str, set(found) - {"SchemaVersion", "SageMaker", "CustomParameters"}))
if other:
    sys.exit(f"it has {other[0]}, which the SDK does not take beside SchemaVersion, CustomParameters and SageMaker")
if not isinstance(found.get("SageMaker", {}), dict):
    sys.exit("SageMaker is no mapping in it")
'

summary='
import sys, yaml
with open(sys.argv[1], encoding="utf-8") as file:
    print(", ".join(sorted(yaml.safe_load(file).get("SageMaker") or {})))
'

start main
