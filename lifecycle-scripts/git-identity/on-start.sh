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

main() {
  local owner
  [[ $EMAIL_DOMAIN =~ ^[A-Za-z0-9.-]+$ ]] || fail "EMAIL_DOMAIN is '$EMAIL_DOMAIN', and must be a domain name such as example.com"
  owner=$(owner_of_space) || exit 1
  keep_or_set user.name "$owner"
  keep_or_set user.email "$owner@$EMAIL_DOMAIN"
}

# A JupyterLab space's metadata names the space and not its owner: SageMaker is asked.
owner_of_space() {
  local file=/opt/ml/metadata/resource-metadata.json profile domain space answer
  profile=$(value UserProfileName "$file") domain=$(value DomainId "$file") space=$(value SpaceName "$file")
  if [[ -z $profile ]]; then
    [[ -n $domain && -n $space ]] || fail "$file names neither a UserProfileName nor a SpaceName" >&2
    answer=$(within 30 aws sagemaker describe-space --domain-id "$domain" --space-name "$space" \
      --query OwnershipSettings.OwnerUserProfileName --output text 2>&1) ||
      fail "the owner of the space $space is not known: ${answer##*$'\n'} (sagemaker:DescribeSpace is needed)" >&2
    profile=$answer
  fi
  printf '%s' "$profile"
}

value() { sed -n "s/.*\"$1\"[[:space:]]*:[[:space:]]*\"\([^\"]*\)\".*/\1/p" "$2" | head -n 1; }

# What the user set stays.
keep_or_set() {
  local now
  now=$(git config --global --get "$1") && say "$1 stays $now" && return
  git config --global "$1" "$2" || fail "git did not take $1 $2"
  say "$1 is $2"
}

start main
