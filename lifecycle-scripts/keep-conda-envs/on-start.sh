#!/bin/bash
# keep-conda-envs: puts conda environments on the home volume, and their kernels into the launcher. README.md beside
# this file says the rest.
#
# Parameters. `studiolo domain install` fills them in; by hand, write between the quotes.
KEEP_PACKAGES='' # yes: the package cache is on the home volume too (quicker installs, more space taken)
ENFORCE=''       # yes: the app does not start when this fails
# End of parameters.
SCRIPT=keep-conda-envs LIMIT=60

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
  local line
  { exec 9>"/tmp/studiolo-conda-$UID.lock" && flock -w 50 9; } || fail 'no lock could be taken in /tmp'
  mkdir -p "$HOME/.conda/envs" || fail "$HOME/.conda/envs could not be made"
  configure 'envs_(dirs|path)' $'envs_dirs:\n  - ~/.conda/envs'
  [[ $KEEP_PACKAGES != yes ]] || configure pkgs_dirs $'pkgs_dirs:\n  - ~/.conda/pkgs'
  set -o pipefail
  within 55 "$(lab_python)" -I -c "$kernels" 2>&1 | while IFS= read -r line; do say "$line"; done ||
    fail 'the kernels could not be looked through'
}

lab_python() { if [[ -x /opt/conda/bin/python ]]; then echo /opt/conda/bin/python; else type -P python3; fi; }

# Adds a key that the user's file does not have. What stands in it, comments included, stays as it is.
configure() {
  local file new
  file=$(realpath -m "$HOME/.condarc")
  grep -Eqs "^[\"']?$1[\"']? *:" "$file" && return
  if grep -Eqs '^(\{|\.\.\.)' "$file"; then
    say "$file is not written one key a line: ${2%%:*} was not added"
    return
  fi
  new=$(mktemp "$file.XXXXXX") || fail "$file could not be changed"
  if { [[ ! -f $file ]] || cp -p "$file" "$new"; } && { [[ -z $(tail -c 1 "$new") ]] || echo >>"$new"; } &&
    printf '%s\n' "$2" >>"$new" && mv "$new" "$file"; then
    say "$file: added ${2%%:*}"
  else
    rm -f "$new"
    fail "$file could not be changed"
  fi
}

# The names and titles are those that studiolo's panel gives. An environment of a user's that does not work is told and
# no failure: with ENFORCE, nobody could ever repair it.
kernels='
import glob, json, os, re, shutil, subprocess, sys
from jupyter_core.paths import jupyter_data_dir, jupyter_path
real = os.path.realpath
home = os.path.expanduser("~")
own = os.path.join(jupyter_data_dir(), "kernels")
names, titles, started = set(), set(), set()
for folder in jupyter_path("kernels"):
    for file in glob.glob(os.path.join(glob.escape(folder), "*", "kernel.json")):
        spec = os.path.dirname(file)
        try:
            kernel = json.load(open(file))
            argv, title = list(kernel["argv"]), str(kernel["display_name"])
            python = str(argv[0])
        except Exception as error:
            print(f"{file} cannot be used: {error!r}")
            names.add(os.path.basename(spec).lower())
            continue
        prefix = os.path.dirname(os.path.dirname(python))
        if os.path.isabs(python) and not os.path.exists(python):
            rest = [f for f in os.listdir(spec) if f != "kernel.json" and not f.startswith("logo-")]
            if folder == own and python.startswith(home + "/") and "ipykernel_launcher" in argv and not rest:
                shutil.rmtree(spec)
                print(f"removed the kernel {title}: {prefix} is gone")
                continue
            print(f"the kernel {title} in {spec} does not work: {python} is gone")
        names.add(os.path.basename(spec).lower())
        titles.add(title)
        started.add(real(prefix))

def free(wanted, taken, numbered):
    number = 1
    name = wanted
    while name in taken:
        number += 1
        name = numbered(number)
    taken.add(name)
    return name

prefixes = glob.glob(os.path.join(glob.escape(home), ".conda", "envs", "*"))
try:
    prefixes += [p.strip() for p in open(os.path.join(home, ".conda", "environments.txt")) if p.startswith(home + "/")]
except OSError:
    pass
if glob.glob(os.path.join(sys.prefix, "lib", "python3*", "site-packages", "nb_conda_kernels")):
    print("nb_conda_kernels shows the environments as kernels: none is registered")
    prefixes = []
for prefix in sorted(prefixes):
    place = glob.escape(prefix)
    python = os.path.join(prefix, "bin", "python")
    if not glob.glob(place + "/conda-meta/*.json") or not os.path.exists(python) or real(prefix) in started:
        continue
    if not glob.glob(place + "/conda-meta/ipykernel-*.json") + glob.glob(place + "/lib/python3*/site-packages/ipykernel"):
        continue
    started.add(real(prefix))
    base = os.path.basename(prefix)
    safe = re.sub(r"^[-.]+|[-.]+$", "", re.sub(r"[^a-z0-9._-]+", "-", base.lower())) or "environment"
    name = free(safe, names, lambda n, safe=safe: f"{safe}-{n}")
    title = free(f"Python ({base})", titles, lambda n, base=base: f"Python ({base}, {n})")
    install = [python, "-m", "ipykernel", "install", "--user", "--name", name, "--display-name", title]
    try:
        subprocess.run(install, check=True, timeout=50, stdin=subprocess.DEVNULL, capture_output=True, text=True)
        print(f"registered {prefix} as the kernel {title}")
    except subprocess.CalledProcessError as error:
        print(f"{prefix} could not be registered as a kernel: {(error.stderr.strip() or str(error)).splitlines()[-1]}")
    except (OSError, subprocess.TimeoutExpired) as error:
        print(f"{prefix} could not be registered as a kernel: {error}")
'

start main
