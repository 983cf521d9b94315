#!/bin/bash
# git-identity: gives git the name and the e-mail address of the space's owner. README.md beside this file says the rest.
#
# Parameters. `studiolo domain install` fills them in; by hand, write between the quotes.
EMAIL_DOMAIN='' # the part of the address behind the @, such as example.com; required
ENFORCE=''      # yes: the app does not start when this fails
# End of parameters.
SCRIPT=git-identity LIMIT=40

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
  local owner
  [[ $EMAIL_DOMAIN =~ ^[A-Za-z0-9][A-Za-z0-9.-]*$ ]] ||
    fail "EMAIL_DOMAIN is '$EMAIL_DOMAIN', and must be a domain name such as example.com"
  { exec 9>"/tmp/studiolo-git-identity-$UID.lock" && flock -w 35 9; } || fail 'no lock could be taken in /tmp'
  if present user.name && present user.email; then
    say "git knows $(present user.name) <$(present user.email)>"
    return
  fi
  owner=$(owner_of_space) || exit 1
  keep_or_set user.name "$owner"
  keep_or_set user.email "$owner@$EMAIL_DOMAIN"
}

# Wherever git finds it, except in a repository that the home folder might be.
present() { git -C / config --get "$1"; }

# The metadata of a JupyterLab space names the space and not its owner: SageMaker is asked.
owner_of_space() {
  local file=/opt/ml/metadata/resource-metadata.json domain space answer owner sharing
  domain=$(value DomainId "$file") space=${SAGEMAKER_SPACE_NAME-}
  space=${space:-$(value SpaceName "$file")}
  [[ -n $domain && -n $space ]] || fail "$file names no DomainId, or no SpaceName" >&2
  answer=$(within 30 aws sagemaker describe-space --domain-id "$domain" --space-name "$space" --cli-connect-timeout 10 \
    --query '[OwnershipSettings.OwnerUserProfileName, SpaceSharingSettings.SharingType]' --output text 2>&1) ||
    fail "the owner of the space $space is not known: ${answer##*$'\n'} (sagemaker:DescribeSpace is needed)" >&2
  read -r owner sharing <<<"$answer"
  [[ $sharing != Shared ]] || fail "the space $space is shared: its commits are not all its owner's, so git stays as it is" >&2
  [[ $owner =~ ^[A-Za-z0-9][A-Za-z0-9-]*$ && $owner != None ]] || fail "SageMaker names no owner of the space $space: $answer" >&2
  printf '%s' "$owner"
}

value() { sed -n "s/.*\"$1\"[[:space:]]*:[[:space:]]*\"\([^\"]*\)\".*/\1/p" "$2" 2>/dev/null | head -n 1; }

# What the user set stays.
keep_or_set() {
  local now
  if now=$(present "$1"); then
    say "$1 stays $now"
  else
    now=$(git config --global "$1" "$2" 2>&1) || fail "git did not take $1 $2: $now"
    say "$1 is $2"
  fi
}

start main
