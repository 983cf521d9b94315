#!/bin/bash
# check-extensions: says which required extensions are there and enabled. README.md beside this file says the rest.
#
# Parameters. `studiolo domain install` fills them in; by hand, write between the quotes.
REQUIRED='' # package names, each with >= and a version if need be, such as studiolo>=0.1.0 jupyterlab-git; required
ENFORCE=''  # yes: the app does not start when an extension is not there and enabled
# End of parameters.
SCRIPT=check-extensions LIMIT=20

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
  local python error
  python=$(server_python) || fail 'no Python with jupyter_server in /opt/conda or on the PATH'
  { error=$(within 15 "$python" -c "$check" "$REQUIRED" 2>&1 >&3); } 3>&1 || fail "${error##*$'\n'}"
}

# The one that has the Jupyter server, whose own modules read its configuration.
server_python() {
  local each
  for each in /opt/conda/bin/python "$(type -P python3)"; do
    [[ -x $each ]] && "$each" -c 'import jupyter_server' 2>/dev/null && echo "$each" && return
  done
  return 1
}

# JupyterLab's and the server's files are read, which takes a tenth of what `jupyter labextension list` takes.
check='
import glob, importlib.metadata as metadata, json, os, re, sys
from jupyter_core.paths import jupyter_config_path, jupyter_path
from jupyter_server.extension.config import ExtensionConfigManager
from jupyter_server.services.config.manager import ConfigManager
from packaging.version import Version

def canonical(name):
    return re.sub(r"[-_.]+", "-", name).lower()

def read(path):
    try:
        with open(path, encoding="utf-8") as file:
            return json.load(file)
    except (OSError, ValueError):
        return {}

def lab_parts(name):
    for folder in jupyter_path("labextensions"):
        for pattern in ("[!@]*", "@*/*"):
            for install in glob.glob(os.path.join(folder, pattern, "install.json")):
                if canonical(read(install).get("packageName", "")) == name:
                    yield read(os.path.join(os.path.dirname(install), "package.json")).get("name")

def server_parts(distribution):
    for file in distribution.files or []:
        if file.match("jupyter_server_config.d/*.json"):
            yield from read(distribution.locate_file(file)).get("ServerApp", {}).get("jpserver_extensions", {})

def state(name, least):
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]*", name):
        raise ValueError(f"{name} is no package name")
    try:
        distribution = metadata.distribution(name)
    except metadata.PackageNotFoundError:
        return "", "missing"
    if least and Version(distribution.version) < Version(least):
        return distribution.version, "too-old"
    on = all(not disabled.get(part) for part in lab_parts(canonical(name))) and all(
        servers.get(part) for part in server_parts(distribution))
    return distribution.version, "enabled" if on else "disabled"

try:
    with open("/opt/ml/metadata/resource-metadata.json", encoding="utf-8") as file:
        app = json.load(file)["ResourceArn"]
except (OSError, ValueError, KeyError) as problem:
    sys.exit(f"the app has no name: /opt/ml/metadata/resource-metadata.json has no ResourceArn: {problem}")
old = read(os.path.join(sys.prefix, "share/jupyter/lab/settings/page_config.json")).get("disabledExtensions", [])
labconfig = ConfigManager(read_config_path=[os.path.join(each, "labconfig") for each in jupyter_config_path()])
disabled = {**dict.fromkeys(old, True), **labconfig.get("page_config").get("disabledExtensions", {})}
servers = ExtensionConfigManager(read_config_path=jupyter_config_path()).get_jpserver_extensions()
wrong = []
for each in sys.argv[1].split():
    name, _, least = each.partition(">=")
    try:
        found, how = state(name, least)
    except ValueError as problem:
        sys.exit(f"REQUIRED has {each}, and must have names such as studiolo or studiolo>=0.1.0: {problem}")
    required = f">={least}" if least else ""
    line = {"app": app, "extension": name, "required": required, "found": found, "state": how}
    print("studiolo-check", json.dumps(line, separators=(",", ":")), flush=True)
    if how != "enabled":
        wrong.append(f"{each} is {how}")
if wrong or not sys.argv[1].split():
    sys.exit("; ".join(wrong) or "REQUIRED is empty, and must name extensions, such as studiolo>=0.1.0 jupyterlab-git")
'

start main
