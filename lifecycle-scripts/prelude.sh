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
