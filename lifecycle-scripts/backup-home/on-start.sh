#!/bin/bash
# backup-home: copies the home folder to S3, in the background. README.md beside this file says the rest.
#
# Parameters. `studiolo domain install` fills them in; by hand, write between the quotes.
DESTINATION=''                                        # s3://bucket/prefix under which each space has its place; required
EXCLUDE='.cache .conda/pkgs .local/share/Trash .venv' # paths in the home folder, * allowed, that are not copied
PERSON=''                                             # profile or session: each person has a place of their own, which a policy can hold
ENFORCE=''                                            # yes: the app does not start when S3 cannot be reached
# End of parameters.
SCRIPT=backup-home LIMIT=30

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
  local python person='' place error log=/var/log/apps/app_container.log
  [[ $DESTINATION =~ ^s3://[a-z0-9.-]+(/[^[:space:]]*)?$ ]] ||
    fail "DESTINATION is '$DESTINATION', and must be such as s3://bucket/prefix"
  python=$(type -P /opt/conda/bin/python || type -P python3) || fail 'no Python in /opt/conda or on the PATH'
  [[ $PERSON =~ ^(profile|session)?$ ]] || fail "PERSON is '$PERSON', and must be profile, session or empty"
  [[ -z $PERSON ]] || person=$(person) || exit 1
  place=$("$python" -c "$place_of" "${DESTINATION%/}" "$person" 2>&1) || fail "the space is not known: ${place##*$'\n'}"
  error=$(within 20 aws s3api list-objects-v2 --bucket "$(cut -d / -f 3 <<<"$place")" --prefix "${place#s3://*/}/" \
    --max-items 1 2>&1) || fail "$place cannot be listed: ${error##*$'\n'} (s3:ListBucket is needed)"
  if [[ -e $HOME/.studiolo-restore && ! -e $HOME/.studiolo-restored ]]; then
    say 'the home folder is being restored: no backup is made until that is done'
    return
  fi
  # What this appends to reaches CloudWatch.
  [[ -w $log ]] || log=/tmp/studiolo-backup-home-$UID.log
  exec 9>"/tmp/studiolo-backup-home-$UID.lock" || fail 'no lock could be taken in /tmp'
  flock -n 9 || {
    say 'a backup is being made already'
    return
  }
  setsid nice "$python" -c "$backup" "$HOME" "$place" "$EXCLUDE" </dev/null >>"$log" 2>&1 &
  say "copying $HOME to $place; the log of that is $log"
}

# The folder of the person whose home this is. What all who work in a shared space have is nobody's own.
person() {
  local file=/opt/ml/metadata/resource-metadata.json domain space answer owner sharing
  domain=$(value DomainId "$file") space=$(value SpaceName "$file")
  if [[ ${SAGEMAKER_SPACE_TYPE_LOWERCASE-} == shared ]]; then
    echo _shared
  elif [[ $PERSON == session ]]; then
    answer=$(within 20 aws sts get-caller-identity --query UserId --output text 2>&1) ||
      fail "whose session this is is not known: ${answer##*$'\n'}" >&2
    [[ $answer =~ ^[A-Z0-9]+:[A-Za-z0-9_+=,.@-]+$ ]] || fail "this is no role's session, but $answer" >&2
    [[ ${answer#*:} != SageMaker ]] ||
      fail 'every session is called SageMaker: PERSON=session needs ExecutionRoleSessionNameMode USER_IDENTITY in the domain' >&2
    echo "$answer"
  elif [[ -z $space ]]; then
    value UserProfileName "$file"
  else
    answer=$(within 20 aws sagemaker describe-space --domain-id "$domain" --space-name "$space" --cli-connect-timeout 10 \
      --query '[OwnershipSettings.OwnerUserProfileName, SpaceSharingSettings.SharingType]' --output text 2>&1) ||
      fail "the owner of the space $space is not known: ${answer##*$'\n'} (sagemaker:DescribeSpace is needed)" >&2
    read -r owner sharing <<<"$answer"
    [[ $owner =~ ^[A-Za-z0-9][A-Za-z0-9-]*$ && $owner != None ]] || fail "SageMaker names no owner of the space $space: $answer" >&2
    if [[ $sharing == Shared ]]; then echo _shared; else echo "$owner"; fi
  fi
}

value() { sed -n "s/.*\"$1\"[[:space:]]*:[[:space:]]*\"\([^\"]*\)\".*/\1/p" "$2" 2>/dev/null | head -n 1; }

place_of='
import json, sys
with open("/opt/ml/metadata/resource-metadata.json", encoding="utf-8") as file:
    metadata = json.load(file)
print(sys.argv[1], metadata["DomainId"], *filter(None, sys.argv[2:]), metadata.get("SpaceName") or metadata["UserProfileName"], sep="/")
'

backup='
import hashlib, json, os, shutil, subprocess, sys, tempfile, zlib
from datetime import datetime, timezone

home, place, excluded = os.path.realpath(sys.argv[1]), sys.argv[2], sys.argv[3].split()
bucket, prefix = place[5:].split("/", 1)
PIECE, GROUP = 32 << 20, 64 << 20

def now(form="%FT%TZ"):
    return datetime.now(timezone.utc).strftime(form)

def tell(text):
    print(f"{now()} backup-home: {text}", flush=True)

def stop(why):
    tell(f"not done, and the next start goes on from here: {why}")
    sys.exit(1)

sys.excepthook = lambda kind, problem, trace: tell(f"not done, and the next start goes on from here: {problem!r}")

def aws(*words, data=None):
    done = subprocess.run(["aws", *words], input=data, capture_output=True)
    if done.returncode:
        stop((done.stderr.decode(errors="replace").strip().splitlines() or ["the AWS CLI failed"])[-1])
    return done.stdout

def put(name, data):
    aws("s3", "cp", "--only-show-errors", "-", f"{place}/{name}", data=data)

def stored():
    listed = aws("s3api", "list-objects-v2", "--bucket", bucket, "--prefix", f"{prefix}/pieces/",
        "--query", "Contents[].[Key,Size]", "--output", "json")
    return {key.rsplit("/", 1)[1]: size for key, size in json.loads(listed or b"null") or []}

def find(*sudo):
    skip = [word for path in [*excluded, "lost+found", ".studiolo-restore*"] for word in ("-path", f"./{path}", "-o")]
    form = "%y %s %T@ %C@ %m %U %G %i %n %P\\0"
    done = subprocess.run([*sudo, "find", ".", "-xdev", "-mindepth", "1", "(", *skip[:-1], ")", "-prune", "-o",
        "-type", "f,d,l", "-printf", form], cwd=home, capture_output=True)
    return done, [(line, *line.split(b" ", 9)) for line in done.stdout.split(b"\0")[:-1]]

def readable(found):
    done, entries = found
    return done.returncode == 0 and all(
        os.access(os.path.join(os.fsencode(home), each[-1]), os.R_OK) for each in entries if each[1] == b"f")

sudo, found = [], find()
if not readable(found) and shutil.which("sudo"):
    with_sudo = find("sudo", "-n")
    if with_sudo[0].returncode == 0:
        sudo, found = ["sudo", "-n"], with_sudo
for line in found[0].stderr.decode(errors="replace").splitlines()[:5]:
    tell(f"not copied: {line}")
entries = found[1]
if all(each[-1].startswith(b".") for each in entries):
    tell("the home folder has nothing but hidden files: nothing is copied")
    sys.exit()

# Names of one file stay together. Folders come last, the deepest first, so that restoring sets what they are at the end.
first: dict = {}
for each in sorted(entries, key=lambda each: each[-1]):
    first.setdefault(each[8], each[-1])
files = sorted((each for each in entries if each[1] != b"d"), key=lambda each: (first[each[8]], each[-1]))
folders = sorted((each for each in entries if each[1] == b"d"), key=lambda each: each[-1], reverse=True)

# Where a group ends depends on names, so that a new file changes its own group and not all that follow.
groups = []
for kind in (files, folders):
    size = GROUP + 1
    for each in kind:
        length = int(each[2]) if each[1] == b"f" else 0
        linked = groups and groups[-1][-1][8] == each[8]
        if not linked and (size + length > GROUP or zlib.crc32(each[-1]) % 512 == 0):
            groups.append([])
            size = 0
        groups[-1].append(each)
        size += length

notes = os.path.join(home, ".cache/studiolo", f"backup-{hashlib.sha256(place.encode()).hexdigest()[:16]}")
known, there, sent = {}, stored(), 0
try:
    with open(notes, encoding="utf-8") as file:
        for line in file:
            key, *pieces = line.split()
            known[key] = pieces
except (OSError, ValueError):
    pass

def note(key, pieces):
    try:
        os.makedirs(os.path.dirname(notes), exist_ok=True)
        with open(notes, "a", encoding="utf-8") as file:
            print(key, *pieces, file=file)
    except OSError:
        pass

def copy(group):
    global sent
    pieces = []
    with tempfile.TemporaryFile() as names, tempfile.TemporaryFile() as said:
        names.write(b"".join(each[-1] + b"\0" for each in group))
        names.seek(0)
        tar = subprocess.Popen([*sudo, "tar", "--create", "--file=-", "--directory", home, "--no-recursion", "--null",
            "--verbatim-files-from", "--files-from=-", "--format=posix", "--numeric-owner", "--ignore-failed-read",
            "--pax-option=exthdr.name=%d/PaxHeaders/%f,delete=atime,delete=ctime"], stdin=names, stdout=subprocess.PIPE, stderr=said)
        assert tar.stdout
        while True:
            data = tar.stdout.read(PIECE)
            if not data:
                break
            piece = f"{hashlib.sha256(data).hexdigest()}-{len(data)}"
            if there.get(piece) != len(data):
                put(f"pieces/{piece}", data)
                there[piece] = len(data)
                sent += len(data)
            pieces.append(piece)
        steady = tar.wait() == 0
        said.seek(0)
        for line in said.read().decode(errors="replace").splitlines()[:5]:
            tell(line)
        if tar.returncode > 1:
            stop("tar failed")
    return pieces, steady

made = []
for group in groups:
    key = hashlib.sha256(b"\0".join(each[0] for each in group)).hexdigest()
    pieces = known.get(key, [])
    if not pieces or any(there.get(piece) != int(piece[65:]) for piece in pieces):
        pieces, steady = copy(group)
        if steady:
            note(key, pieces)
    made.append(pieces)

there = stored()
lost = [piece for pieces in made for piece in pieces if there.get(piece) != int(piece[65:])]
if lost:
    stop(f"{len(lost)} pieces are not in {place}/pieces, such as {lost[0]}")
bytes_ = sum(int(each[2]) for each in files)
manifest = json.dumps({"home": home, "entries": len(entries), "bytes": bytes_, "groups": made}).encode()
name = now("%Y%m%dT%H%M%SZ-") + hashlib.sha256(manifest).hexdigest() + ".json"
put(f"manifests/{name}", manifest)
tell(f"{len(entries)} files and folders, {bytes_ >> 20} MB, are in {place}; new among that: {sent >> 20} MB; manifest {name}")
'

start main
