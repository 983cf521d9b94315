#!/bin/bash
# install-studiolo: puts the studiolo wheel into the app's JupyterLab. README.md beside this file says the rest.
#
# Parameters. `studiolo domain install` fills them in; by hand, write between the quotes.
SOURCE=''   # s3://bucket/prefix that holds the wheel, or the URL of a package index; empty: pip's own configuration
WHEEL=''    # the wheel's file name, such as studiolo-0.1.0-py3-none-any.whl; required
SHA256=''   # the wheel's SHA-256 in hexadecimal digits; required
SETTINGS='' # JSON for /etc/studiolo/settings.json: the bounds that administrators set
ENFORCE=''  # yes: the app does not start when this fails
# End of parameters.
SCRIPT=install-studiolo LIMIT=150

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
  local python wheel
  [[ $WHEEL =~ ^studiolo-[A-Za-z0-9.+_-]+\.whl$ ]] || fail "WHEEL is '$WHEEL', and must be a wheel of studiolo"
  [[ $SHA256 =~ ^[0-9a-f]{64}$ ]] || fail "SHA256 is '$SHA256', and must be 64 hexadecimal digits"
  python=$(lab_python) || fail 'no Python with JupyterLab in /opt/conda or on the PATH'
  exec 9>"/tmp/studiolo-install-$UID.lock" || fail 'no lock could be taken in /tmp'
  flock -w 100 9 || fail 'another start is still installing'
  settings
  if installed; then
    say "$WHEEL is there"
  else
    wheel=$(cached) || wheel=$(fetched) || exit 1
    install_it
    [[ $wheel == "$(cache)"/* ]] || rm -rf "${wheel%/*}"
    installed || fail "pip ended well, and $WHEEL is not what Python finds"
    say "$WHEEL is in ${python%/bin/*}"
    restart 60
  fi
  editor
}

lab_python() {
  local each
  for each in /opt/conda/bin/python "$(type -P python3)"; do
    [[ -x $each ]] && "$each" -c 'import importlib.util as u; raise SystemExit(not u.find_spec("jupyterlab"))' && echo "$each" && return
  done
  return 1
}

# pip notes the hash of what it installed from a file (PEP 610).
installed() {
  "$python" -c 'import importlib.metadata as m; print(m.distribution("studiolo").read_text("direct_url.json"))' 2>/dev/null |
    grep -q "$SHA256"
}

# Where the wheel is kept: the home volume outlives the app.
cache() { echo "$HOME/.cache/studiolo"; }

cached() {
  local file
  file=$(cache)/$WHEEL
  right "$file" && echo "$file"
}

right() { [[ -f $1 ]] && echo "$SHA256  $1" | sha256sum --check --status; }

fetched() {
  local new error began=$SECONDS
  new=$(mktemp -d) || fail '/tmp cannot be written' >&2
  error=$(download "$new" 2>&1) || fail "$WHEEL could not be fetched from ${SOURCE:-the package index}: ${error##*$'\n'}" >&2
  right "$new/$WHEEL" || fail "$WHEEL from ${SOURCE:-the package index} is not the one whose SHA-256 is $SHA256: not installed" >&2
  say "fetched $WHEEL in $((SECONDS - began)) s" >&2
  keep "$new/$WHEEL" 2>/dev/null || say "$(cache) cannot be written: the next start fetches $WHEEL again" >&2
  echo "$new/$WHEEL"
}

# Other apps may share the home: what stands under the final name is always whole.
keep() {
  local folder part
  folder=$(cache)
  mkdir -p "$folder" && part=$(mktemp "$folder/.new.XXXXXX") || return
  if cp "$1" "$part" && mv "$part" "$folder/$WHEEL"; then
    find "$folder" -name 'studiolo-*.whl' ! -name "$WHEEL" -delete
  else
    rm -f "$part"
    return 1
  fi
}

download() {
  local index=()
  if [[ $SOURCE == s3://* ]]; then
    within 90 aws s3 cp --only-show-errors --cli-connect-timeout 10 --cli-read-timeout 30 "${SOURCE%/}/$WHEEL" "$1/$WHEEL"
  else
    [[ -n $SOURCE ]] && index=(--index-url "$SOURCE")
    echo "studiolo==$(cut -d - -f 2 <<<"$WHEEL") --hash=sha256:$SHA256" >"$1/requirements.txt" &&
      within 90 "$python" -m pip download --quiet --no-deps --require-hashes --disable-pip-version-check --no-input \
        "${index[@]}" --dest "$1" -r "$1/requirements.txt"
  fi
}

install_it() {
  local error
  error=$(within 90 "$python" -m pip --isolated install --quiet --no-deps --no-index --no-input --disable-pip-version-check \
    --force-reinstall "studiolo @ file://$wheel#sha256=$SHA256" 2>&1) || fail "pip did not install $WHEEL: ${error##*$'\n'}"
}

# Root's, so that it is not changed by accident; a user with sudo can change it all the same.
settings() {
  local file=/etc/studiolo/settings.json
  [[ -z $SETTINGS || $(cat "$file" 2>/dev/null) == "$SETTINGS" ]] && return
  sudo -n install -D -m 0644 /dev/stdin "$file" <<<"$SETTINGS" || fail "$file could not be written"
  say "settings are in $file"
}

# In Code Editor no Jupyter server starts the looks that keep the app awake while a job runs in a terminal: a small shell does,
# once a minute. It outlives this script, and must not hold the lock.
editor() {
  [[ ${SAGEMAKER_APP_TYPE-} == CodeEditor ]] || return 0
  if within 30 "${python%/*}/studiolo" agent start >/dev/null 2>&1 9>&-; then
    say 'work is looked for each minute'
  else
    say 'work is not looked for; studiolo agent start says why'
  fi
}

start main
