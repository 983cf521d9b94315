#!/bin/bash
# install-jupyterlab-extensions: a pinned list of extensions into the app's JupyterLab, from a source without internet.
# README.md beside this file says the rest.
#
# Parameters. `studiolo domain install` fills them in; by hand, write between the quotes.
PACKAGES='' # name==version, separated by spaces; #sha256=… after it for a wheel that must be that very one; required
SOURCE=''   # s3://bucket/prefix or a folder with wheels, or the https address of a package index; empty: pip's configuration
PROFILES='' # user profiles that get them, separated by spaces; empty: everybody
ENFORCE=''  # yes: the app does not start when one of them is not installed
# End of parameters.
SCRIPT=install-jupyterlab-extensions LIMIT=120

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
  local python work kept state each list=() missing=() failed=0 done=0 from=()
  check
  for_this_person || return 0
  python=$(lab_python) || fail 'no Python with JupyterLab in /opt/conda or on the PATH'
  { exec 9>"/tmp/studiolo-extensions-$UID.lock" && flock -w 100 9; } || fail 'another start is still installing'
  work=$(mktemp -d) || fail '/tmp cannot be written'
  trap 'rm -rf "${work-}"' EXIT
  "$python" -I -c "$installed" >"$work/installed" || fail 'what is installed could not be listed'
  # What was found for this very image: another one is asked anew.
  kept=$HOME/.cache/studiolo/extensions/$(sha256sum <"$work/installed" | cut -c 1-16)
  while read -r state each; do
    case $state in
      there) say "${each%%#*} is there" ;;
      missing) missing+=("$each") ;;
      *)
        say "${each%%#*}: not installed, since the image has $state, and what it has stays as it is"
        failed=$((failed + 1))
        ;;
    esac
  done < <("$python" -I -c "$compare" "$work/installed" "${list[@]}")
  ((${#missing[@]} == 0)) || from_kept || one_by_one
  ((done == 0)) || restart 60
  ((failed == 0)) || fail "$failed of ${#list[@]} extensions are not as they were asked for"
}

check() {
  local each
  read -ra list <<<"$PACKAGES"
  ((${#list[@]})) || fail 'PACKAGES is empty, and must name an extension such as jupyterlab-git==0.51.2'
  for each in "${list[@]}"; do
    [[ $each =~ ^[A-Za-z0-9][A-Za-z0-9._-]*==[A-Za-z0-9][A-Za-z0-9.!+_-]*(#sha256=[0-9a-f]{64})?$ ]] ||
      fail "'$each' in PACKAGES is not name==version or name==version#sha256=…"
  done
  [[ $SOURCE =~ ^(|s3://[a-z0-9.-]+(/[^[:space:]]*)?|/[^[:space:]]*|https://[A-Za-z0-9][A-Za-z0-9.-]*(:[0-9]+)?(/[A-Za-z0-9._~%+-]+)*/?)$ ]] ||
    fail "SOURCE is '$SOURCE', and must be s3://bucket/prefix, a folder, or an https address without user name and password"
  [[ $PROFILES =~ ^[A-Za-z0-9\ -]*$ ]] || fail "PROFILES is '$PROFILES', and must be names of user profiles, separated by spaces"
}

# A JupyterLab space's metadata names the space and not its owner: SageMaker is asked.
for_this_person() {
  local file=/opt/ml/metadata/resource-metadata.json answer owner sharing space
  if [[ ${SAGEMAKER_APP_TYPE-} == CodeEditor ]]; then
    say 'Code Editor has no JupyterLab: nothing to do'
    return 1
  fi
  [[ $PROFILES == *[!\ ]* ]] || return 0
  space=$(value SpaceName "$file")
  answer=$(within 20 aws sagemaker describe-space --domain-id "$(value DomainId "$file")" --space-name "$space" --cli-connect-timeout 10 \
    --query '[OwnershipSettings.OwnerUserProfileName, SpaceSharingSettings.SharingType]' --output text 2>&1) ||
    fail "the owner of the space $space is not known: ${answer##*$'\n'} (sagemaker:DescribeSpace is needed)"
  read -r owner sharing <<<"$answer"
  # The names of user profiles are not case sensitive.
  [[ $sharing != Shared && " ${PROFILES,,} " == *" ${owner,,} "* ]] && return
  say "the space $space is ${sharing,,}, of $owner, and PROFILES names ${PROFILES}: nothing to do"
  return 1
}

value() { sed -n "s/.*\"$1\"[[:space:]]*:[[:space:]]*\"\([^\"]*\)\".*/\1/p" "$2" 2>/dev/null | head -n 1; }

lab_python() {
  local each
  for each in /opt/conda/bin/python "$(type -P python3)"; do
    [[ -x $each ]] && "$each" -c 'import importlib.util as u; raise SystemExit(not u.find_spec("jupyterlab"))' && echo "$each" && return
  done
  return 1
}

# All at once from the home volume, where each has a list of its wheels and their hashes.
from_kept() {
  local each files=() hash wheel
  for each in "${missing[@]}"; do
    [[ -f $kept/${each%%#*}.txt ]] || return
    # The list is the user's, and the hash that was asked for is not.
    [[ $each != *'#'* || $(head -n 1 "$kept/${each%%#*}.txt") == "${each##*=} "* ]] || return
    while read -r hash wheel; do
      [[ $wheel != */* ]] && echo "$hash  $kept/$wheel" | sha256sum --check --status || return
      files+=("$kept/$wheel")
    done <"$kept/${each%%#*}.txt"
  done
  mapfile -t files < <(printf '%s\n' "${files[@]}" | sort -u)
  pip 60 --isolated install --no-index --no-deps "${files[@]}" >"$work/said" 2>&1 || return
  done=${#missing[@]}
  say "${missing[*]%%#*}: installed from $kept"
}

# Each by itself: what one costs, the others have. Nothing that is installed is changed for it.
one_by_one() {
  local each why
  options || return
  for each in "${missing[@]}"; do
    if why=$(one "$each"); then
      done=$((done + 1))
      say "${each%%#*}: installed"
    else
      say "${each%%#*}: not installed: ${why##*$'\n'}"
      failed=$((failed + 1))
    fi
    "$python" -I -c "$installed" >"$work/installed"
  done
}

# How pip is to look for packages.
options() {
  local error
  from=(--only-binary :all: --retries 1 --timeout 10)
  if [[ $SOURCE == s3://* ]]; then
    error=$(within 90 aws s3 cp --recursive --only-show-errors --cli-connect-timeout 10 --cli-read-timeout 30 \
      --exclude '*' --include '*.whl' "${SOURCE%/}/" "$work/source" 2>&1) || {
      say "$SOURCE could not be fetched: ${error##*$'\n'} (s3:ListBucket and s3:GetObject are needed)"
      failed=$((failed + ${#missing[@]}))
      return 1
    }
    mkdir -p "$work/source"
    from+=(--no-index --find-links "$work/source")
  elif [[ $SOURCE == /* ]]; then
    from+=(--no-index --find-links "$SOURCE")
  elif [[ -n $SOURCE ]]; then
    from+=(--index-url "$SOURCE")
  fi
}

one() {
  local get=$work/${1%%#*} isolated=() found wheel
  [[ -z $SOURCE ]] || isolated=(--isolated)
  mkdir "$get" || return
  pip 60 "${isolated[@]}" install --dry-run "${from[@]}" --constraint "$work/installed" --report "$get/report" "${1%%#*}" >"$work/said" 2>&1 ||
    { reason && return 1; }
  mapfile -t found < <("$python" -I -c "$new" "$get/report" "$work/installed" "${1%%==*}" 2>&1)
  [[ ${#found[@]} -gt 0 && ${found[0]} == *==* ]] || { echo "${found[*]-nothing was found}" && return 1; }
  pip 60 "${isolated[@]}" download --no-deps "${from[@]}" --dest "$get" "${found[@]}" >"$work/said" 2>&1 || { reason && return 1; }
  # The extension itself is the first of them, and its wheel is named first.
  wheel=$("$python" -I -c "$wheels" "$get" "${found[@]}" 2>&1) || { echo "$wheel" && return 1; }
  (cd "$get" && while read -r each; do sha256sum "$each"; done <<<"$wheel" | sed 's/  / /') >"$get/list"
  [[ $1 != *'#'* || $(head -n 1 "$get/list") == "${1##*=} "* ]] ||
    { echo "its wheel is not the one whose SHA-256 is ${1##*=}" && return 1; }
  (cd "$get" && mapfile -t each <<<"$wheel" && pip 60 --isolated install --no-index --no-deps "${each[@]/#/./}") >"$work/said" 2>&1 ||
    { reason && return 1; }
  keep "$get" "${1%%#*}" 2>/dev/null || say "${kept%/*} cannot be written: the next start asks the source again" >&2
}

pip() { within "$1" "$python" -I -m pip --disable-pip-version-check --no-input "${@:2}"; }

# What pip said, as one line that tells most.
reason() {
  local line has
  line=$(grep -m 1 ' depends on ' "$work/said" || grep -m 1 '^ERROR' "$work/said" || tail -n 1 "$work/said")
  has=$(sed -n 's/.*requested (constraint) //p' "$work/said" | head -n 1)
  sed -E "s/^(ERROR: |[[:space:]]+)//; s/( depends on .*)/\\1${has:+, and $has is installed}/" <<<"$line"
}

# The list comes last, and under its name it is whole. What was for another image goes.
keep() {
  local wheel
  mkdir -p "$kept" && find "${kept%/*}" -mindepth 1 -maxdepth 1 ! -name "${kept##*/}" -exec rm -rf {} + || return
  for wheel in "$1"/*.whl; do
    cp "$wheel" "$kept/.new.$$" && mv "$kept/.new.$$" "$kept/${wheel##*/}" || return
  done
  cp "$1/list" "$kept/.new.$$" && mv "$kept/.new.$$" "$kept/$2.txt"
}

installed='
import importlib.metadata, re
from pip._vendor.packaging.version import InvalidVersion, Version
found = set()
for each in importlib.metadata.distributions():
    try:
        found.add(re.sub("[-_.]+", "-", each.metadata["Name"]).lower() + "==" + str(Version(each.version)))
    except (InvalidVersion, KeyError, TypeError):
        pass
print(*sorted(found), sep="\n")
'

compare='
import re, sys
from pip._vendor.packaging.version import InvalidVersion, Version
installed = dict(line.split("==") for line in open(sys.argv[1]).read().split())
for each in dict.fromkeys(sys.argv[2:]):
    name, version = each.split("#")[0].split("==")
    now = installed.get(re.sub("[-_.]+", "-", name).lower())
    try:
        same = now and Version(now) == Version(version)
    except InvalidVersion:
        same = False
    print("there" if same else now or "missing", each)
'

new='
import json, re, sys
plain = lambda name: re.sub("[-_.]+", "-", name).lower()
report, installed, wanted = json.load(open(sys.argv[1])), dict(line.split("==") for line in open(sys.argv[2]).read().split()), sys.argv[3]
found = {plain(each["metadata"]["name"]): each["metadata"]["version"] for each in report["install"]}
changed = sorted(set(found) & set(installed))
if changed:
    sys.exit(f"it would replace {changed[0]} {installed[changed[0]]}")
first = plain(wanted)
print(*(f"{name}=={found[name]}" for name in [first, *sorted(set(found) - {first})]), sep="\n")
'

wheels='
import os, re, sys
plain = lambda name: re.sub("[-_.]+", "-", name).lower()
there = {plain(file.split("-")[0]): file for file in os.listdir(sys.argv[1]) if file.endswith(".whl")}
for each in sys.argv[2:]:
    print(there[each.split("==")[0]])
'

start main
