#!/bin/bash
# set-proxy: lets shells, the Jupyter server, its kernels and Code Editor use the company's proxy. README.md beside this
# file says the rest, and where this does not reach.
#
# Parameters. `studiolo domain install` fills them in; by hand, write between the quotes.
PROXY=''   # the proxy's address, such as http://proxy.example.com:3128; required
EXCEPT=''  # hosts that are reached without it, with spaces between; .example.com is everything below example.com
ENFORCE='' # yes: the app does not start when this fails
# End of parameters.
SCRIPT=set-proxy LIMIT=60

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
  local exceptions except value name lower shell='' python='' changed='' mark='# studiolo: set-proxy' file
  local server=/usr/local/etc/jupyter/jupyter_server_config.py activation=/opt/conda/etc/conda/activate.d/studiolo-proxy.sh
  [[ $PROXY =~ ^https?://[A-Za-z0-9][A-Za-z0-9.-]*(:[0-9]+)?/?$ ]] ||
    fail "PROXY is '$PROXY', and must be an address such as http://proxy.example.com:3128, without user name and password"
  [[ $EXCEPT =~ ^[A-Za-z0-9.:/\ -]*$ ]] || fail "EXCEPT is '$EXCEPT', and must be host names, with spaces between"
  { exec 9>"/tmp/studiolo-proxy-$UID.lock" && flock -w 50 9; } || fail 'no lock could be taken in /tmp'
  read -ra exceptions <<<"$EXCEPT"
  # Instance metadata, the execution role's credentials, and the app itself are never behind a proxy.
  except="169.254.169.254,169.254.170.2,localhost,127.0.0.1,::1"
  ((${#exceptions[@]} == 0)) || except+=$(printf ',%s' "${exceptions[@]}")
  # Some programs read one spelling, some the other.
  for name in HTTP_PROXY HTTPS_PROXY NO_PROXY; do
    value=${PROXY%/}
    [[ $name != NO_PROXY ]] || value=$except
    for lower in "$name" "${name,,}"; do
      shell+="export $lower='$value'"$'\n'
      python+="os.environ['$lower'] = '$value'"$'\n'
    done
  done
  if [[ -e $server ]] && ! grep -qsxF "$mark" "$server"; then
    fail "$server is there and is not this script's: the Jupyter server would not use the proxy"
  fi
  put "$server" "$mark"$'\n'"import os"$'\n'"$python"
  [[ ! -d /opt/conda ]] || put "$activation" "$mark"$'\n'"$shell"
  put /etc/profile.d/studiolo-proxy.sh "$mark"$'\n'"$shell"
  file=/etc/bash.bashrc
  grep -qsF studiolo-proxy.sh "$file" ||
    put "$file" "$(echo '[ ! -f /etc/profile.d/studiolo-proxy.sh ] || . /etc/profile.d/studiolo-proxy.sh' && cat "$file" 2>/dev/null)"
  put /etc/sudoers.d/studiolo-proxy 'Defaults env_keep += "HTTP_PROXY HTTPS_PROXY NO_PROXY http_proxy https_proxy no_proxy"'
  if [[ -z $changed ]]; then
    say "$PROXY is set already"
    return
  fi
  say "$PROXY is the proxy, except for $except"
  restart 40
}

start main
