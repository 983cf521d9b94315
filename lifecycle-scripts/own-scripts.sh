# Own scripts: each runs as it would alone, and stops neither the next one nor, unless it is enforced, the app.
clock() {
  local seconds
  read -r seconds _ </proc/uptime
  echo "${seconds%.*}"
}
began=$(clock)
# own NAME DECODER UNTIL ENFORCE INTERPRETER…: the script comes on stdin in a form that the decoder reads, and must be done
# so many seconds after the start of all.
own() {
  local name=$1 decoder=$2 enforce=$4 from limit folder file='' mark="$RANDOM $RANDOM $RANDOM ends" result=1
  from=$(clock) limit=$(($3 - $(clock) + began))
  limit=$((limit < 5 ? 5 : limit))
  shift 4
  for folder in /tmp /dev/shm; do
    folder=$(mktemp -d "$folder/studiolo-own.XXXXXX" 2>/dev/null) && head -c 65536 /dev/zero 2>/dev/null >"$folder/script" &&
      file=$folder/script && break
  done
  if [[ -n $file ]] && $decoder >"$file"; then
    tell "starts, and may take $limit s"
    watched "$@" "$file" | passed_on
    result=${PIPESTATUS[0]}
  else
    tell 'there is no room for it in /tmp'
  fi
  if ((result == 0)); then
    tell "done in $(($(clock) - from)) s"
  elif [[ $enforce == yes ]]; then
    tell "failed with exit code $result, and scripts are enforced: the app does not start"
  else
    tell "failed with exit code $result: the app starts all the same"
    result=0
  fi
  return "$result"
}
# What this sets is nothing that the script sees.
tell() { SCRIPT=$name say "$@"; }
# Runs a command in a session of its own, which ends whole when it fails or when its time is over. What tells that time needs
# no file and no command: a script may clear /tmp, and end whatever is named sleep.
watched() {
  local job clock late result=0
  exec {late}<> <(:)
  # A shell has its background jobs ignore these.
  (trap - INT QUIT && STUDIOLO_OWN_SCRIPT=$file exec setsid "$@") </dev/null 2>&1 {late}<&- &
  job=$!
  set -m
  (read -rt "$limit" -u "$late" || echo >&"$late" && tell "not done after $limit s: ended" && end_session "$job") &
  clock=$!
  set +m
  wait "$job" 2>/dev/null || result=$?
  # Once it is late, it has failed, whatever it says, and the clock knows what is to be ended.
  if read -t 0 -u "$late"; then
    result=$((result == 0 ? 124 : result))
  else
    kill -KILL -- "-$clock"
  fi
  wait "$clock" 2>/dev/null
  ((result == 0)) || end_session "$job"
  echo "$mark"
  return "$result"
}
# Passes on what is said until the command is done. What that left in the background may go on talking: nobody waits for it.
passed_on() {
  local line
  while IFS= read -r line || [[ -n $line ]]; do
    [[ $line != "$mark" ]] || break
    printf '%s\n' "${line%"$mark"}"
    [[ $line != *"$mark" ]] || break
  done
  cat <&0 >/dev/null 2>&1 &
}
# Ends the processes of a session and those that they started outside of it: asked to, and 2 s later made to.
end_session() {
  local signal pid found=''
  for signal in TERM KILL KILL; do
    for pid in $(alive "$1" "$found"); do
      found+=" $pid"
      kill "-$signal" "$pid" || timeout 2 sudo -n kill "-$signal" "$pid"
    done 2>/dev/null
    for _ in {1..20}; do
      [[ -n $(alive "$1" "$found") ]] || return 0
      sleep 0.1
    done
  done
}
# The processes of a session, those of a list, all that they started, and all that the script started, as their environment
# tells, without zombies.
alive() {
  local found=' ' before='' process stat state parent session environment
  until [[ $found == "$before" ]]; do
    before=$found
    for process in /proc/[0-9]*; do
      stat='' environment=()
      IFS= read -rd '' stat <"$process/stat"
      read -r state parent _ session _ <<<"${stat##*) }"
      [[ -z $stat || $state == Z || $found == *" ${stat%% *} "* ]] && continue
      mapfile -td '' environment <"$process/environ"
      [[ $session == "$1" || " $2 " == *" ${stat%% *} "* || $found == *" $parent "* ||
        " ${environment[*]} " == *" STUDIOLO_OWN_SCRIPT=$file "* ]] && found+="${stat%% *} "
    done 2>/dev/null
  done
  echo "${found# }"
}
# End of own scripts.
