#!/bin/bash
# idle-shutdown-classic: stops an idle app whose image knows no idle settings. README.md beside this file says the rest.
#
# Parameters. `studiolo domain install` fills them in; by hand, write between the quotes.
IDLE_MINUTES='120' # minutes without activity after which the app is stopped
POLL_SECONDS='60'  # how often the Jupyter server is asked
ENFORCE=''         # yes: the app does not start when it cannot be watched
# End of parameters.
SCRIPT=idle-shutdown-classic LIMIT=15

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
  local python error log=/var/log/apps/app_container.log number='^[0-9]+(\.[0-9]+)?$'
  [[ $IDLE_MINUTES =~ $number ]] || fail "IDLE_MINUTES is '$IDLE_MINUTES', and must be a number such as 120"
  [[ $POLL_SECONDS =~ $number ]] || fail "POLL_SECONDS is '$POLL_SECONDS', and must be a number such as 60"
  python=$(type -P /opt/conda/bin/python || type -P python3) || fail 'no Python in /opt/conda or on the PATH'
  if "$python" -c 'import importlib.util as u; raise SystemExit(not u.find_spec("jupyter_activity_monitor_extension"))'; then
    say 'this image has idle shutdown of its own: the IdleSettings of the domain, the profile or the space decide'
    return
  fi
  # What this appends to reaches CloudWatch.
  [[ -w $log ]] || log=/tmp/studiolo-idle-shutdown-$UID.log
  exec 9>"/tmp/studiolo-idle-shutdown-$UID.lock" || fail 'no lock could be taken in /tmp'
  flock -n 9 || {
    say 'the app is watched already'
    return
  }
  error=$(within 10 "$python" -c "$watcher" check 2>&1) || fail "this app cannot be watched: ${error##*$'\n'}"
  # The lock is the watcher's as long as it lives. It is no child of the Jupyter server, and outlives its restarts.
  setsid bash -c 'until "$@"; do sleep 60; done' watch "$python" -c "$watcher" "$IDLE_MINUTES" "$POLL_SECONDS" \
    </dev/null >>"$log" 2>&1 &
  say "watching: the app is stopped after $IDLE_MINUTES minutes without activity; the watcher's log is $log"
}

watcher='
import json, shutil, subprocess, sys, time, urllib.error, urllib.request
from datetime import datetime, timezone

try:
    with open("/opt/ml/metadata/resource-metadata.json", encoding="utf-8") as file:
        metadata = json.load(file)
    kind, region = metadata["AppType"], metadata["ResourceArn"].split(":")[3]
    base = {"JupyterLab": "/jupyterlab/default", "JupyterServer": "/jupyter/default"}[kind]
    space = metadata.get("SpaceName")
    owner = ["space-name", space] if space else ["user-profile-name", metadata["UserProfileName"]]
    name, domain = metadata["ResourceName"], metadata["DomainId"]
except (OSError, ValueError, LookupError) as problem:
    sys.exit(f"resource-metadata.json is not that of a JupyterLab or JupyterServer app: {problem!r}")
if not shutil.which("aws"):
    sys.exit("the AWS CLI is not on the PATH")
if sys.argv[1] == "check":
    sys.exit()

said = set()

def tell(text):
    if text not in said:
        print(f"{datetime.now(timezone.utc):%FT%TZ} idle-shutdown-classic: {text}", flush=True)
    said.add(text)

direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))

def get(what):
    url = f"http://127.0.0.1:8888{base}/api/{what}?no_track_activity=1"
    try:
        with direct.open(url, timeout=30) as answer:
            return json.load(answer)
    except urllib.error.HTTPError as problem:
        if problem.code == 404 and what == "terminals":
            return []
        raise RuntimeError(f"{url} answers {problem.code}") from problem

def activity(before):
    try:
        kernels, terminals = get("kernels"), get("terminals")
    except urllib.error.URLError as problem:
        if isinstance(problem.reason, ConnectionRefusedError):
            return False, before
        raise
    try:
        with open("/tmp/.sagemaker-last-active-timestamp", encoding="utf-8") as file:
            awake = file.read()
    except (OSError, ValueError):
        awake = ""
    return any(each["execution_state"] == "busy" for each in kernels), [
        awake, *sorted((each["id"], each["last_activity"], each.get("connections")) for each in kernels),
        *sorted((each["name"], each.get("last_activity")) for each in terminals)]

def aws(*words):
    done = subprocess.run(["aws", "sagemaker", *words, "--region", region, "--output", "json"],
        stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=120)
    if done.returncode:
        raise RuntimeError((done.stderr.strip() or "the AWS CLI failed").splitlines()[-1])
    return json.loads(done.stdout or "null")

def delete(kind, name):
    tell(f"deleting the {kind} app {name}")
    aws("delete-app", "--domain-id", domain, "--" + owner[0], owner[1], "--app-type", kind, "--app-name", name)

def stop():
    if kind == "JupyterServer":
        for app in aws("list-apps", "--domain-id-equals", domain, f"--{owner[0]}-equals", owner[1])["Apps"]:
            if app["AppType"] == "KernelGateway" and app["Status"] == "InService":
                delete("KernelGateway", app["AppName"])
    delete(kind, name)

limit, poll = float(sys.argv[1]) * 60, float(sys.argv[2])
seen, active = None, time.monotonic()
tell(f"watching {base}")
while True:
    try:
        busy, now = activity(seen)
        if busy or now != seen:
            seen, active = now, time.monotonic()
            said.clear()
    except Exception as problem:
        active = time.monotonic()
        tell(f"it cannot be seen whether the app is idle, so that it runs on: {problem!r}")
    if time.monotonic() - active >= limit:
        try:
            tell(f"no activity for {sys.argv[1]} minutes")
            stop()
            break
        except Exception as problem:
            tell(f"the app could not be stopped: {problem}")
    time.sleep(poll)
'

start main
