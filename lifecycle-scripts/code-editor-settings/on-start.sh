#!/bin/bash
# code-editor-settings: settings and extensions of Code Editor stay on the home volume, with the administrator's defaults
# and extensions among them. README.md beside this file says the rest.
#
# Parameters. `studiolo domain install` fills them in; by hand, write between the quotes.
SETTINGS=''   # default settings, as JSON on one line: {"editor.fontSize": 14}; what the user sets goes first
EXTENSIONS='' # file names of extensions (.vsix), separated by spaces; #sha256=… after one that must be that very file
SOURCE=''     # where these files are: s3://bucket/prefix or a folder
ENFORCE=''    # yes: the app does not start when this fails
# End of parameters.
SCRIPT=code-editor-settings LIMIT=90

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
  local image=/opt/amazon/sagemaker/sagemaker-code-editor-server-data kept=$HOME/sagemaker-code-editor-server-data
  local python error list=() failed=0 changed='' brought=$image/extensions data=$image extensions=$image/extensions
  check
  if [[ ${SAGEMAKER_APP_TYPE-} != CodeEditor || -n ${SAGEMAKER_RECOVERY_MODE-} ]]; then
    say 'this is no Code Editor app, or it is in recovery mode: nothing to do'
    return
  fi
  { exec 9>"/tmp/studiolo-code-editor-$UID.lock" && flock -w 80 9; } || fail 'no lock could be taken in /tmp'
  [[ -d $image ]] || fail "$image is missing: the image has no Code Editor of SageMaker Distribution"
  python=$(type -P /opt/conda/bin/python || type -P python3) || fail 'no Python in /opt/conda or on the PATH'
  stay
  error=$("$python" -I -c "$renew" "$brought" "$kept/extensions" 2>&1) || fail "the extensions of the image could not be brought along: ${error##*$'\n'}"
  [[ -z $error ]] || say "$error"
  settings
  extensions
  [[ -z $changed ]] || restart_editor 40
  ((failed == 0)) || fail "$failed of ${#list[@]} extensions are not installed"
}

check() {
  local each
  read -ra list <<<"$EXTENSIONS"
  for each in "${list[@]}"; do
    [[ $each =~ ^[A-Za-z0-9_@][A-Za-z0-9._@+-]*\.vsix(#sha256=[0-9a-f]{64})?$ ]] ||
      fail "'$each' in EXTENSIONS is not the name of a .vsix file, or of one with #sha256=… after it"
  done
  [[ ${#list[@]} == 0 || $SOURCE =~ ^(s3://[a-z0-9.-]+(/[^[:space:]]*)?|/[^[:space:]]*)$ ]] ||
    fail "SOURCE is '$SOURCE', and must be s3://bucket/prefix or a folder"
}

# Where the editor of this image has its data: in the image up to SageMaker Distribution 2.2, settings on the home volume
# since 2.3, extensions too since 2.5 and 3.1, as its start script says. What is in the image becomes a link to the home
# volume, where newer images look.
stay() {
  local part begin=/usr/local/bin/start-code-editor
  # shellcheck disable=SC2016 # the text of the start script
  ! grep -qsE 'server-data-dir "?\$\{?persistent_settings_folder' $begin || data=$kept
  # shellcheck disable=SC2016
  ! grep -qsE 'extensions-dir "?\$\{?persistent_settings_folder' $begin || extensions=$kept/extensions
  mkdir -p "$kept/data/User" "$kept/data/Machine" || fail 'the home folder cannot be written'
  for part in User Machine; do
    # As the start script does it, which leaves what is there.
    [[ -e $kept/data/$part/settings.json || ! -e $image/data/$part/settings.json ]] ||
      cp "$image/data/$part/settings.json" "$kept/data/$part/settings.json" || fail 'the home folder cannot be written'
    [[ $data == "$kept" ]] || linked "$image/data/$part" "$kept/data/$part"
  done
  if [[ $extensions != "$kept"/* ]]; then
    brought=$image/extensions.image
    linked "$image/extensions" "$kept/extensions"
  fi
}

linked() {
  [[ ! -L $1 ]] || return 0
  { mkdir -p "$1" "$2" && mv -T "$1" "$1.image" && ln -s "$2" "$1"; } || fail "$1 could not be put on the home volume"
  changed=yes
}

settings() {
  local said
  [[ -n $SETTINGS ]] || return 0
  said=$("$python" -I -c "$merge" "$kept/data/User/settings.json" "$HOME/.local/state/studiolo/code-editor-settings.json" "$SETTINGS" 2>&1) ||
    fail "the default settings are not in: ${said##*$'\n'}"
  say "settings: $said"
}

# One that cannot be installed costs itself alone.
extensions() {
  local each file id why
  for each in "${list[@]}"; do
    file=${each%%#*} id='' why=''
    if ! file=$(fetched "$file" "${each#"$file"}" 2>&1) || ! id=$("$python" -I -c "$identity" "$file" 2>&1); then
      why=${id:-$file}
    elif "$python" -I -c "$there" "$kept/extensions" "$id"; then
      say "$id is there"
      continue
    else
      why=$(within 60 sagemaker-code-editor --install-extension "$file" --force --server-data-dir "$data" \
        --extensions-dir "$extensions" --user-data-dir /opt/amazon/sagemaker/sagemaker-code-editor-user-data 2>&1)
      if "$python" -I -c "$there" "$kept/extensions" "$id"; then
        say "$id: installed"
        changed=yes
        continue
      fi
      why=${why:-sagemaker-code-editor did not install it}
    fi
    say "${each%%#*}: not installed: ${why##*$'\n'}"
    failed=$((failed + 1))
  done
}

# The file on the home volume, fetched if it is not there or is another one than the hash says.
fetched() {
  local hash=${2#\#sha256=} folder=$HOME/.cache/studiolo/vsix error new
  right "$folder/$1" "$hash" && echo "$folder/$1" && return
  { mkdir -p "$folder" && new=$(mktemp "$folder/.new.XXXXXX"); } || { echo 'the home folder cannot be written' && return 1; }
  if [[ $SOURCE == s3://* ]]; then
    error=$(within 40 aws s3 cp --only-show-errors --cli-connect-timeout 10 --cli-read-timeout 30 "${SOURCE%/}/$1" "$new" 2>&1)
  else
    error=$(cp -- "${SOURCE%/}/$1" "$new" 2>&1)
  fi || { rm -f "$new" && echo "it could not be fetched from $SOURCE: ${error##*$'\n'}" && return 1; }
  right "$new" "$hash" || { rm -f "$new" && echo "it is not the one whose SHA-256 is $hash" && return 1; }
  mv "$new" "$folder/$1" && echo "$folder/$1"
}

right() { [[ -s $1 ]] && { [[ -z $2 ]] || echo "$2  $1" | sha256sum --check --status; }; }

# Links to the extensions that the image brings, as the start script makes them where there is no folder yet. Those of x: the image has them in another version, or no more.
# shellcheck disable=SC2016 # $mid is a name in VS Code's list
renew='
import json, os, re, sys
brought, folder = sys.argv[1:]
found = {name: os.path.join(brought, name) for name in sorted(os.listdir(brought) if os.path.isdir(brought) else [])
    if os.path.isdir(os.path.join(brought, name))}
new = not os.path.isdir(folder) or not os.listdir(folder)
os.makedirs(folder, exist_ok=True)
listed_file = os.path.join(folder, "extensions.json")
try:
    with open(listed_file, encoding="utf-8") as file:
        listed = json.load(file)
except (OSError, ValueError):
    listed = None
plain = lambda name: name.rsplit("-", 1)[0].lower() if "-" in name else name.lower()
def identity(name):
    try:
        with open(os.path.join(found[name], "package.json"), encoding="utf-8") as file:
            package = json.load(file)
        return (package["publisher"] + "." + package["name"]).lower(), package["version"]
    except (OSError, ValueError, KeyError):
        return plain(name), name[len(plain(name)) + 1:]
version_of = lambda id, name: re.match(re.escape(id) + r"-\d", name.lower())
by_id = {identity(name)[0]: name for name in found}
add, gone = list(found) if new else [], []
for name in [] if new else sorted(os.listdir(folder)):
    link = os.path.join(folder, name)
    if os.path.islink(link) and not os.path.exists(link):
        if name in found:
            os.unlink(link)
            os.symlink(found[name], link)
            continue
        os.unlink(link)
        gone.append(name)
        id = next((id for id in by_id if version_of(id, name)), None)
        if id and not any(version_of(id, other) and os.path.exists(os.path.join(folder, other)) for other in os.listdir(folder)):
            add.append(by_id[id])
for name in add:
    os.symlink(found[name], os.path.join(folder, name))
if isinstance(listed, list) and (gone or add):
    listed = [each for each in listed if not (isinstance(each, dict) and each.get("relativeLocation") in gone)]
    for name in add:
        id, version = identity(name)
        listed.append({"identifier": {"id": id}, "version": version, "relativeLocation": name,
            "location": {"$mid": 1, "path": os.path.join(folder, name), "scheme": "file"}})
    with open(listed_file + ".new", "w", encoding="utf-8") as file:
        json.dump(listed, file)
    os.replace(listed_file + ".new", listed_file)
if gone:
    print(f"extensions of another image: {len(gone)} gone, {len(add)} of this one in their place")
'

# Only at the top level, with comments and all else as it stands.
merge='
import json, os, re, sys
file, state, given = sys.argv[1:]
file = os.path.realpath(file)

def not_json(word):
    raise ValueError(f"{word} is no JSON")

try:
    defaults = json.loads(given, parse_constant=not_json)
    if not isinstance(defaults, dict):
        raise ValueError("it is no object")
except ValueError as problem:
    sys.exit(f"SETTINGS must be a JSON object such as {{\"editor.fontSize\": 14}}: {problem}")

def blanked(text):
    token = re.compile(r"\"(?:\\.|[^\"\\])*\"|//[^\n]*|/\*.*?\*/", re.S)
    text = token.sub(lambda found: found[0] if found[0][0] == "\"" else re.sub(r"[^\n]", " ", found[0]), text)
    comma = re.compile(r"(\"(?:\\.|[^\"\\])*\"|[\w}\]])(\s*),(?=\s*[}\]])|\"(?:\\.|[^\"\\])*\"", re.S)
    return comma.sub(lambda found: found[0] if found[1] is None else f"{found[1]}{found[2]} ", text)

def members(text):
    text = blanked(text)
    read, space = json.JSONDecoder().raw_decode, re.compile(r"\s*")
    after = lambda at: space.match(text, at).end()  # type: ignore[union-attr]
    found, at = {}, after(0)
    if text[at:at + 1] != "{":
        raise ValueError("it is no object")
    begin = at + 1
    at = after(begin)
    while text[at:at + 1] != "}":
        name_at = at
        key, at = read(text, at)
        at = after(at)
        if not isinstance(key, str) or text[at:at + 1] != ":":
            raise ValueError("a name or a colon is missing")
        value_at = after(at + 1)
        value, value_end = read(text, value_at)
        found[key] = value, name_at, value_at, value_end
        at = after(value_end)
        if text[at:at + 1] == ",":
            at = after(at + 1)
        elif text[at:at + 1] != "}":
            raise ValueError("a comma is missing")
    if text[after(at + 1):]:
        raise ValueError("something follows the object")
    return found, begin

def put(text, key, value):
    found, begin = members(text)
    value = json.dumps(value, ensure_ascii=False)
    if key in found:
        return text[:found[key][2]] + value + text[found[key][3]:]
    name = json.dumps(key, ensure_ascii=False)
    rest = text[begin:]
    return f"{text[:begin]}\n    {name}: {value}" + ("," if found else "") + (rest if rest[:1] in "\r\n" else "\n" + rest)

def drop(text, key):
    _, start, _, end = members(text)[0][key]
    clear = blanked(text)
    rest = re.compile(r"\s*,").match(clear, end)
    if rest:
        end = rest.end()
    head, tail = text[:start], text[end:]
    before = re.search(r",\s*$", clear[:start])
    if not rest and before:
        head = head[:before.start()] + head[before.start() + 1:]
    head = head.rstrip(" \t")
    return head + (tail[1:] if head.endswith("\n") and tail.startswith("\n") else tail)

def read(path):
    try:
        with open(path, encoding="utf-8", newline="") as opened:
            return opened.read()
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as problem:
        sys.exit(f"{path} cannot be read: {problem}")

def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path + ".new~", "w", encoding="utf-8", newline="") as opened:
        opened.write(text)
    if os.path.exists(path):
        os.chmod(path + ".new~", os.stat(path).st_mode & 0o777)
    os.replace(path + ".new~", path)

before = read(file)
mark = "\ufeff" if before.startswith("\ufeff") else ""
text = before[len(mark):]
if not text.strip():
    text = "{}\n"
try:
    mine = json.loads(read(state) or "{}")
    mine = mine if isinstance(mine, dict) else {}
except ValueError:
    mine = {}
try:
    found = members(text)[0]
except ValueError as problem:
    sys.exit(f"{file} is not JSON, and stays as it is: {problem}")
own, new = 0, {}
for key, value in defaults.items():
    now = found.get(key)
    if now is None and key in mine:
        new[key] = mine[key]
        own += 1
    elif now is None or (key in mine and now[0] == mine[key]):
        if now is None or now[0] != value:
            text = put(text, key, value)
        new[key] = value
    elif now[0] != value:
        own += 1
for key in set(mine) - set(defaults):
    if key in found and found[key][0] == mine[key]:
        text = drop(text, key)
try:
    members(text)
    if mark + text != before:
        write(file, mark + text)
    if new != mine:
        write(state, json.dumps(new))
except (OSError, ValueError) as problem:
    sys.exit(f"{file} could not be changed: {problem}")
print(f"{len(defaults) - own} defaults are in, {own} are as the user has them")
'

identity='
import json, re, sys, zipfile
try:
    with zipfile.ZipFile(sys.argv[1]) as archive:
        package = json.loads(archive.read("extension/package.json"))
    found = package["publisher"] + "." + package["name"] + "-" + package["version"]
except Exception as problem:
    sys.exit(f"it is no extension of VS Code: {problem}")
if not re.fullmatch(r"[A-Za-z0-9_-]+\.[A-Za-z0-9._-]+", found):
    sys.exit(f"it is no extension of VS Code: {found!r}")
print(found)
'

# Its folder may end in the platform that it is for.
there='
import os, sys
folder, id = sys.argv[1], sys.argv[2].lower()
names = os.listdir(folder) if os.path.isdir(folder) else []
kinds = ("", "-universal", "-linux-x64", "-linux-arm64", "-web")
sys.exit(not any(name.lower() in [id + kind for kind in kinds] and os.path.exists(os.path.join(folder, name, "package.json")) for name in names))
'

start main
