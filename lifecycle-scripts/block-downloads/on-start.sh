#!/bin/bash
# block-downloads: takes downloading out of JupyterLab. README.md beside this file says the rest, and what it cannot do.
#
# Parameters. `studiolo domain install` fills them in; by hand, write between the quotes.
ENFORCE='' # yes: the app does not start when this fails
# End of parameters.
SCRIPT=block-downloads LIMIT=40

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
  local python site changed=''
  python=$(server_python) || fail 'no Python with jupyter_server in /opt/conda or on the PATH'
  site=$("$python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))') || fail "$python does not run"
  put "$site/studiolo_block_downloads.py" "$extension"
  put /etc/jupyter/jupyter_server_config.d/studiolo-block-downloads.json \
    '{"ServerApp": {"jpserver_extensions": {"studiolo_block_downloads": true}}}'
  put /etc/jupyter/labconfig/page_config.d/studiolo-block-downloads.json "$plugins"
  if [[ -z $changed ]]; then
    say 'downloads are blocked already'
    return
  fi
  say "JupyterLab has no download commands, and the server's /files and /nbconvert answer 403"
  restart 30
}

server_python() {
  local each
  for each in /opt/conda/bin/python "$(type -P python3)"; do
    [[ -x $each ]] && "$each" -c 'import jupyter_server' 2>/dev/null && echo "$each" && return
  done
  return 1
}

# What an extension adds comes before the server's own handlers.
extension='from tornado.web import ErrorHandler

def _jupyter_server_extension_points():
    return [{"module": "studiolo_block_downloads"}]

def _load_jupyter_server_extension(server):
    base = server.web_app.settings["base_url"].rstrip("/")
    server.web_app.add_handlers(".*$", [(base + r"/(?:files|nbconvert)(?:/.*)?", ErrorHandler, {"status_code": 403})])'

# Download, Copy Download Link, Open in New Browser Tab, Save and Export Notebook As.
plugins='{"disabledExtensions": {
  "@jupyterlab/docmanager-extension:download": true,
  "@jupyterlab/docmanager-extension:open-browser-tab": true,
  "@jupyterlab/filebrowser-extension:download": true,
  "@jupyterlab/filebrowser-extension:open-browser-tab": true,
  "@jupyterlab/notebook-extension:export": true
}}'

start main
