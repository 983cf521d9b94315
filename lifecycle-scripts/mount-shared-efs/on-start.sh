#!/bin/bash
# mount-shared-efs: puts the team's EFS file system into the home folder. README.md beside this file says the rest.
#
# Parameters. `studiolo domain install` fills them in; by hand, write between the quotes.
FILE_SYSTEM=''     # the id of the EFS file system, such as fs-0123456789abcdef0; required
LINK_NAME='shared' # what it is called in the home folder
ENFORCE=''         # yes: the app does not start without it
# End of parameters.
SCRIPT=mount-shared-efs LIMIT=20

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
  local mount=/mnt/custom-file-systems/efs/$FILE_SYSTEM
  [[ $FILE_SYSTEM =~ ^fs-[0-9a-f]{8,}$ ]] ||
    fail "FILE_SYSTEM is '$FILE_SYSTEM', and must be an id such as fs-0123456789abcdef0"
  [[ $LINK_NAME =~ ^[A-Za-z0-9_][A-Za-z0-9._-]*$ ]] || fail "LINK_NAME is '$LINK_NAME', and must be a plain name such as shared"
  mounted "$mount"
  accessible "$mount"
  link "$mount" "$HOME/$LINK_NAME"
}

# An app may not mount anything itself: it lacks CAP_SYS_ADMIN. Studio mounts what domain and space say, and only then.
# A server that does not answer must not hold up the app, hence the time limit on whatever touches the mount.
mounted() {
  within 5 mountpoint -q "$1" && return
  (($? < 124)) || fail "$1 does not answer: look at the security groups (NFS, TCP 2049) and at the file system"
  fail "$1 is not mounted. The domain or the user profile needs CustomFileSystemConfigs with an EFSFileSystemConfig of" \
    "FileSystemId $FILE_SYSTEM, the space needs CustomFileSystems with an EFSFileSystem of the same FileSystemId, and then" \
    'the app must be restarted'
}

accessible() {
  local owner
  owner=$(within 5 stat -c 'owner %u, group %g, mode %a' "$1") || fail "$1 does not answer"
  within 5 test -r "$1" -a -x "$1" ||
    fail "user $(id -u), group $(id -g) may not read $1 ($owner): chmod or chown its folder on the file system"
  within 5 test -w "$1" || say "user $(id -u), group $(id -g) may read $1 and not write at its top ($owner)"
}

# What the user has under that name stays; a link of an earlier start to another file system is put right.
link() {
  local now new
  now=$(readlink "$2")
  if [[ $now == "$1" ]]; then
    say "$2 is $1 already"
    return
  fi
  if [[ $now == /mnt/custom-file-systems/efs/fs-* ]]; then
    new=$(mktemp -u "$2.XXXXXX")
    { ln -s "$1" "$new" && mv -T "$new" "$2"; } || fail "$2 could not be changed"
  elif ! ln -sT "$1" "$2" 2>/dev/null && [[ $(readlink "$2") != "$1" ]]; then
    [[ -e $2 || -L $2 ]] && fail "$2 is there and is not this script's: choose another LINK_NAME, or move it away"
    fail "$2 could not be made: the home folder cannot be written"
  fi
  say "$2 is $1"
}

start main
