#!/bin/bash
# suggest-repositories: clones the team's Git repositories into the home folder and keeps them up to date, in the
# background. README.md beside this file says the rest.
#
# Parameters. `studiolo domain install` fills them in; by hand, write between the quotes.
REPOSITORIES=''       # https addresses with spaces between; for a branch that is not the default, address#branch; required
FOLDER='repositories' # where they are put, in the home folder
ENFORCE=''            # yes: the app does not start when this cannot begin
# End of parameters.
SCRIPT=suggest-repositories LIMIT=20

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
  local each name names=' ' list work state=$HOME/.local/state/studiolo
  read -ra list <<<"$REPOSITORIES"
  ((${#list[@]})) || fail 'REPOSITORIES is empty, and must name a repository such as https://git.example.com/team/code.git'
  [[ $FOLDER =~ ^[A-Za-z0-9_][A-Za-z0-9._/-]*$ && /$FOLDER/ != */../* ]] ||
    fail "FOLDER is '$FOLDER', and must be a folder in the home folder, such as repositories"
  for each in "${list[@]}"; do
    [[ $each =~ ^https://[A-Za-z0-9][A-Za-z0-9.-]*(:[0-9]+)?/([A-Za-z0-9._~%+-]+/)*[A-Za-z0-9_][A-Za-z0-9._-]*(#[A-Za-z0-9_][A-Za-z0-9._/-]*)?$ ]] ||
      fail "'$each' in REPOSITORIES is not https://host/path or https://host/path#branch (no user name, no password)"
    name=$(name_of "$each")
    [[ $names != *" $name "* ]] || fail "REPOSITORIES has two with the name $name"
    names+="$name "
  done
  mkdir -p "$HOME/$FOLDER" "$state" || fail "$HOME/$FOLDER or $state could not be made"
  # A session of its own: the app starts meanwhile, and what ends this script does not end it.
  work="set -u; SCRIPT=$SCRIPT; $(declare -f say name_of git_quietly update_all update clone forward)"
  setsid bash -c "$work; update_all \"\$@\"" "$SCRIPT" "$state/$SCRIPT" "$HOME/$FOLDER" "${list[@]}" </dev/null >/dev/null 2>&1 &
  say "${#list[@]} repositories are brought up to date in the background; $state/$SCRIPT.log tells how"
}

name_of() {
  local url=${1%%#*}
  url=${url##*/}
  echo "${url%.git}"
}

# The rest runs in the background: one at a time for a home volume.
update_all() {
  local state=$1 each
  exec 9>"$state.lock" && flock -n 9 && exec >"$state.log" 2>&1 && cd "$2" || exit
  shift 2
  for each in "$@"; do update "$each"; done
  say 'done'
}

# Nobody is there to answer, and nothing but https is spoken, whatever a repository says.
git_quietly() {
  GIT_TERMINAL_PROMPT=0 GIT_ASKPASS='' GIT_ALLOW_PROTOCOL=https GIT_HTTP_LOW_SPEED_LIMIT=1000 GIT_HTTP_LOW_SPEED_TIME=60 \
    timeout -k 5 1800 git -c core.hooksPath=/dev/null "$@" 9>&-
}

update() {
  local url=${1%%#*} branch='' name
  name=$(name_of "$1")
  [[ $1 == *'#'* ]] && branch=${1#*#}
  if [[ ! -e $name && ! -L $name ]]; then
    clone
  elif [[ ! -e $name/.git || $(git -C "$name" config --get remote.origin.url) != "$url" ]]; then
    say "$name is no clone of $url: left alone"
  elif ! git_quietly -C "$name" fetch --quiet origin; then
    say "$name: git fetch failed"
  else
    forward
  fi
}

# Under its name once it is whole. A clone from CodeCommit gets its credentials from the execution role, for good.
clone() {
  local options=(--quiet)
  [[ -z $branch ]] || options+=(--branch "$branch")
  # shellcheck disable=SC2016 # git gives its helper's arguments to a shell
  [[ ! $url =~ ^https://git-codecommit[a-z-]*\.[a-z0-9-]+\.amazonaws\.com(\.cn)?/ ]] ||
    options+=(-c 'credential.helper=!aws codecommit credential-helper $@' -c credential.UseHttpPath=true)
  rm -rf .new
  if git_quietly clone "${options[@]}" -- "$url" .new && mv -T .new "$name"; then
    say "$name: cloned"
  else
    rm -rf .new
    say "$name: $url was not cloned"
  fi
}

# Only the branch that the team uses, only where the user changed nothing, and only forward.
forward() {
  local head before
  head=$(git -C "$name" symbolic-ref --quiet --short HEAD) before=$(git -C "$name" rev-parse HEAD)
  branch=${branch:-$(git -C "$name" symbolic-ref --short refs/remotes/origin/HEAD | cut -d / -f 2-)}
  if [[ -z $head || $head != "$branch" ]]; then
    say "$name is on ${head:-no branch}, not on $branch: fetched only"
  elif [[ -n $(git -C "$name" status --porcelain --untracked-files=no) ]]; then
    say "$name has changes: fetched only"
  elif ! git_quietly -C "$name" merge --ff-only --quiet "refs/remotes/origin/$branch"; then
    say "$name: $branch and origin/$branch do not fit together: fetched only"
  elif [[ $(git -C "$name" rev-parse HEAD) == "$before" ]]; then
    say "$name is up to date"
  else
    say "$name: brought up to date"
  fi
}

start main
