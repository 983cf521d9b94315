# Prelude: the same lines in every script.
set -u
say() { printf '%s %s: %s\n' "$(date -u +%FT%TZ)" "$SCRIPT" "$*"; }
fail() {
  say "$*"
  exit 1
}
# Runs a command for at most so many seconds, in the script's own process group.
within() { timeout --foreground -k 5 "$@"; }
# Runs the function as a process group of its own, which ends whole when LIMIT seconds are over. Whatever comes of it,
# the app starts, unless ENFORCE says otherwise.
start() {
  set -m
  "$1" </dev/null &
  local job=$! began=$SECONDS clock result=0
  (sleep "$LIMIT" && say "not done after $LIMIT s: ended" && kill -TERM -- "-$job" && sleep 2 && kill -KILL -- "-$job") &
  clock=$!
  wait "$job" 2>/dev/null || result=$?
  kill -KILL -- "-$clock"
  wait "$clock" 2>/dev/null
  if ((result == 0)); then
    say "done in $((SECONDS - began)) s"
  elif [[ $ENFORCE == yes ]]; then
    say 'failed, and ENFORCE is yes: the app does not start'
    exit 1
  else
    say 'failed: the app starts all the same'
  fi
}
# End of prelude.
