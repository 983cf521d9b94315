#!/bin/sh
# Takes a look for work each minute where no Jupyter server does, as in Code Editor, until it is ended.
# looks.sh FOLDER NODE LOOK STARTUP [SECONDS]: FOLDER is this user's alone; STARTUP is the line that tells LOOK where to look.
# Of two in one folder the later goes on, and the other ends at its next turn. What the last look said is in FOLDER/looks.said;
# since when none has succeeded, and why, in FOLDER/looks.failed; looks that failed three times are in FOLDER/looks.log.
folder=$1 node=$2 look=$3 startup=$4 every=${5:-60}
export NODE_COMPILE_CACHE="$folder/compiled"
umask 077

# A cleaner of /tmp may take the folder away; one that is somebody else's by then is not written to.
ours() { mkdir -p "$folder" 2>/dev/null && [ -O "$folder" ] && [ ! -L "$folder" ]; }

now() { date -u +%Y-%m-%dT%H:%M:%SZ; }

take() {
  begin=$(now)
  printf '%s\n' "$startup" | timeout 40 "$node" "$look" 2>"$folder/looks.said"
  code=$?
  if [ "$code" -eq 0 ]; then
    failed=0
    rm -f "$folder/looks.failed"
    return
  fi
  why=$(sed -n 's/^studiolo agent: //p' "$folder/looks.said" | tail -n 1)
  [ "$failed" -gt 0 ] || since=$begin
  failed=$((failed + 1))
  why=${why:-it ended with code $code}
  # Whoever reads it meanwhile finds all of it.
  printf '%s\n%s\n' "$since" "$why" >"$folder/looks.new" && mv -f "$folder/looks.new" "$folder/looks.failed"
  [ "$failed" -ne 3 ] ||
    printf '%s\n' "since $since no look for work has succeeded, and nothing keeps this app awake: $why" >>"$folder/looks.log"
}

failed=0
ours && echo $$ >"$folder/looks.pid"
while :; do
  if ours; then
    [ -s "$folder/looks.pid" ] || echo $$ >"$folder/looks.pid"
    read -r latest <"$folder/looks.pid"
    [ "$latest" = $$ ] || exit 0
    take
  fi
  sleep "$every"
done
