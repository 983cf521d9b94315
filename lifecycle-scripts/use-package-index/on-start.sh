#!/bin/bash
# use-package-index: pip, npm and conda take packages from CodeArtifact or a mirror. README.md beside this file says the
# rest.
#
# Parameters. `studiolo domain install` fills them in; by hand, write between the quotes.
PIP_INDEX=''    # pip's index, such as https://pypi.example.com/simple, or the word codeartifact; empty: as it is
NPM_REGISTRY='' # npm's registry, such as https://npm.example.com/, or the word codeartifact; empty: as it is
CONDA_MIRROR='' # where conda's channels are: conda-forge from this https address and /conda-forge; empty: as it is
CODEARTIFACT='' # domain/repository in CodeArtifact, or account/domain/repository
ENFORCE=''      # yes: the app does not start when this fails
# End of parameters.
SCRIPT=use-package-index LIMIT=60

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
  local stamp=/tmp/studiolo-index-$UID wanted="$PIP_INDEX $NPM_REGISTRY $CONDA_MIRROR $CODEARTIFACT" npmrc='' lifetime file work
  local me=$BASHPID domain='' owner='' repository=''
  umask 077
  check
  { exec 9>"$stamp.lock" && flock -w 50 9; } || fail 'no lock could be taken in /tmp'
  if [[ $(tail -n +2 "$stamp" 2>/dev/null) == "$wanted" ]]; then
    say 'everything is set already'
    return
  fi
  if [[ -n $NPM_REGISTRY ]]; then
    npmrc=$(within 20 npm config get globalconfig 2>/dev/null)
    [[ $npmrc == /* ]] || fail 'NPM_REGISTRY is given, and npm does not run'
  fi
  for file in ${PIP_INDEX:+/etc/xdg/pip/pip.conf} ${npmrc:+"$npmrc"} ${CONDA_MIRROR:+/opt/conda/condarc.d/studiolo.yml}; do
    [[ ! -e $file || $(head -n 1 "$file") == "$mark" ]] || fail "$file is there and is not this script's"
  done
  lifetime=$(renew) || exit 1
  say "set for${PIP_INDEX:+ pip}${NPM_REGISTRY:+ npm}${CONDA_MIRROR:+ conda}"
  printf '%s\n' "$me" "$wanted" >"$stamp" || fail "$stamp could not be written"
  [[ -n $domain ]] || return 0
  # A session of its own, which lives as long as the app.
  work="set -u; $(declare -p SCRIPT PIP_INDEX NPM_REGISTRY CONDA_MIRROR mark stamp npmrc domain owner repository lifetime)
    $(declare -f say fail within put_private codeartifact endpoint renew refresh)"
  setsid bash -c "$work; refresh $me" "$SCRIPT" </dev/null >"$stamp.log" 2>&1 9>&- &
}

mark='# studiolo: use-package-index'

check() {
  local url='^https://[A-Za-z0-9][A-Za-z0-9.-]*(:[0-9]+)?(/[A-Za-z0-9._~%+-]+)*/?$' name or
  [[ -n $PIP_INDEX$NPM_REGISTRY$CONDA_MIRROR ]] || fail 'PIP_INDEX, NPM_REGISTRY and CONDA_MIRROR are empty: nothing to do'
  for name in PIP_INDEX NPM_REGISTRY CONDA_MIRROR; do
    [[ $name == CONDA_MIRROR ]] && or='' || or=', or the word codeartifact'
    [[ -z ${!name} || ${!name} =~ $url || (-n $or && ${!name} == codeartifact) ]] ||
      fail "$name is '${!name}', and must be an https address without user name and password$or"
  done
  [[ $PIP_INDEX == codeartifact || $NPM_REGISTRY == codeartifact ]] || return 0
  [[ $CODEARTIFACT =~ ^(([0-9]{12})/)?([a-z][a-z0-9-]+)/([A-Za-z0-9][A-Za-z0-9._-]+)$ ]] ||
    fail "CODEARTIFACT is '$CODEARTIFACT', and must be domain/repository or account/domain/repository"
  owner=${BASH_REMATCH[2]} domain=${BASH_REMATCH[3]} repository=${BASH_REMATCH[4]}
}

# Sets everything, with a new token where one is needed; prints for how many seconds that is good.
renew() {
  local answer token='' until=0 pip=$PIP_INDEX npm=${NPM_REGISTRY%/}
  if [[ -n $domain ]]; then
    answer=$(codeartifact get-authorization-token --query '[authorizationToken, expiration]') || exit 1
    read -r token until <<<"$answer"
    [[ $token =~ ^[A-Za-z0-9._=+/-]+$ ]] || fail 'CodeArtifact gave no token' >&2
    until=$(date -d "$([[ $until == *-* ]] || echo @)$until" +%s) || fail "CodeArtifact's token has no time at which it ends: $until" >&2
    until=$((until - $(date +%s)))
  fi
  if [[ $pip == codeartifact ]]; then
    answer=$(endpoint pypi) || exit 1
    pip=https://aws:$token@${answer#https://}/simple/
  fi
  [[ -z $pip ]] || put_private /etc/xdg/pip/pip.conf "[global]"$'\n'"index-url = $pip"
  if [[ $npm == codeartifact ]]; then
    npm=$(endpoint npm) || exit 1
    put_private "$npmrc" "registry=$npm/"$'\n'"//${npm#https://}/:_authToken=$token"
  elif [[ -n $npm ]]; then
    put_private "$npmrc" "registry=$npm/"
  fi
  [[ -z $CONDA_MIRROR ]] || put_private /opt/conda/condarc.d/studiolo.yml "channel_alias: ${CONDA_MIRROR%/}
default_channels: ['${CONDA_MIRROR%/}/main', '${CONDA_MIRROR%/}/r']"
  echo "$until"
}

endpoint() {
  local answer
  answer=$(codeartifact get-repository-endpoint --repository "$repository" --format "$1" --query repositoryEndpoint) || exit 1
  [[ $answer == https://* ]] || fail "CodeArtifact has no address for $1 in $repository: $answer" >&2
  echo "${answer%/}"
}

codeartifact() {
  local answer
  answer=$(within 20 aws codeartifact "$1" --domain "$domain" ${owner:+--domain-owner "$owner"} "${@:2}" --output text \
    --cli-connect-timeout 10 2>&1) || fail "$1 of $domain failed: ${answer##*$'\n'} (codeartifact:${1//-/} is needed)" >&2
  echo "$answer"
}

# Whole or not at all, for nobody else to read. What may not be written needs sudo.
put_private() {
  local folder=${1%/*} as=()
  (umask 022 && mkdir -p "$folder") 2>/dev/null
  [[ -w $folder ]] || as=(sudo -n)
  { (umask 022 && "${as[@]}" mkdir -p "$folder") && "${as[@]}" install -m 0600 -o "$UID" /dev/stdin "$1.new" <<<"$mark"$'\n'"$2" &&
    "${as[@]}" mv "$1.new" "$1"; } || fail "$1 could not be written" >&2
}

# A new token after a third of the old one's life, by the clock on the wall, since an instance may sleep. It ends with
# the app, or when a later start has other settings.
refresh() {
  local due=$(($(date +%s) + lifetime / 3)) pause=$((lifetime / 6)) new
  pause=$((pause < 1 ? 1 : pause > 300 ? 300 : pause))
  while sleep "$pause" && [[ $(head -n 1 "$stamp") == "$1" ]]; do
    if (($(date +%s) >= due)) && new=$(renew); then
      due=$(($(date +%s) + new / 3))
      say 'a new token is set'
    fi
  done
}

start main
