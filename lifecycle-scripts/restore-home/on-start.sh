#!/bin/bash
# restore-home: brings a home folder back from S3, in the background. README.md beside this file says the rest.
#
# Parameters. `studiolo domain install` fills them in; by hand, write between the quotes.
SOURCE=''   # s3://bucket/prefix/domain/space: the place where backup-home put a home folder; required
MANIFEST='' # which backup: the name of a manifest there; empty: the newest
ENFORCE=''  # yes: the app does not start when S3 cannot be reached
# End of parameters.
SCRIPT=restore-home LIMIT=30

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
  local python name log=/var/log/apps/app_container.log
  ((UID)) || fail 'a backup is not unpacked as root: run this as the user whose home folder it is'
  [[ $SOURCE =~ ^s3://[a-z0-9.-]+/[^[:space:]]+$ ]] ||
    fail "SOURCE is '$SOURCE', and must be such as s3://bucket/prefix/d-…/space"
  [[ $MANIFEST =~ ^([0-9TZ]+-[0-9a-f]{64}\.json)?$ ]] || fail "MANIFEST is '$MANIFEST', which is no manifest's name"
  if [[ -e $HOME/.studiolo-restored ]]; then
    rm -rf "$HOME/.studiolo-restore"
    say "restored before: $(head -c 200 "$HOME/.studiolo-restored"); remove ~/.studiolo-restored to do it again"
    return
  fi
  python=$(type -P /opt/conda/bin/python || type -P python3) || fail 'no Python in /opt/conda or on the PATH'
  name=${MANIFEST:-$(newest)} || fail "$name"
  # What this appends to reaches CloudWatch.
  [[ -w $log ]] || log=/tmp/studiolo-restore-home-$UID.log
  exec 9>"/tmp/studiolo-restore-home-$UID.lock" || fail 'no lock could be taken in /tmp'
  flock -n 9 || {
    say 'a backup is being restored already'
    return
  }
  mkdir -p "$HOME/.studiolo-restore" || fail 'the home folder cannot be written'
  setsid nice "$python" -c "$restore" "$HOME" "${SOURCE%/}" "$name" </dev/null >>"$log" 2>&1 &
  say "restoring $name from $SOURCE; the log of that is $log"
}

newest() {
  local listed prefix=${SOURCE#s3://*/}
  listed=$(within 20 aws s3api list-objects-v2 --bucket "$(cut -d / -f 3 <<<"$SOURCE")" \
    --prefix "${prefix%/}/manifests/" --query 'Contents[].[Key]' --output text 2>&1) || {
    echo "$SOURCE cannot be listed: ${listed##*$'\n'} (s3:ListBucket is needed)"
    return 1
  }
  sed -n 's,.*/\([0-9TZ]*-[0-9a-f]*\.json\)$,\1,p' <<<"$listed" | sort | tail -n 1 | grep . ||
    { echo "there is no finished backup in $SOURCE" && return 1; }
}

restore='
import errno, filecmp, hashlib, json, os, shutil, stat, subprocess, sys, tarfile
from datetime import datetime, timezone
from decimal import Decimal

home, place, name = sys.argv[1:]
staging = os.path.join(home, ".studiolo-restore")
tree, plan_file = os.path.join(staging, "home"), os.path.join(staging, "plan.json")

def tell(text):
    print(f"{datetime.now(timezone.utc):%FT%TZ} restore-home: {text}", flush=True)

def stop(why):
    tell(f"not done, and the next start goes on from here: {why}")
    sys.exit(1)

sys.excepthook = lambda kind, problem, trace: tell(f"not done, and the next start goes on from here: {problem!r}")

def get(name):
    done = subprocess.run(["aws", "s3", "cp", "--only-show-errors", f"{place}/{name}", "-"],
        capture_output=True)
    if done.returncode:
        stop((done.stderr.decode(errors="replace").strip().splitlines() or ["the AWS CLI failed"])[-1])
    return done.stdout

def checked(name, hash):
    data = get(name)
    if hashlib.sha256(data).hexdigest() != hash:
        stop(f"{place}/{name} is damaged: its SHA-256 is another than its name says")
    return data

# What a group of pieces holds, one after the other.
class Pieces:
    def __init__(self, names):
        self.names, self.data = list(names), b""

    def read(self, length):
        while len(self.data) < length and self.names:
            piece = self.names.pop(0)
            self.data += checked(f"pieces/{piece}", piece[:64])
        given, self.data = self.data[:length], self.data[length:]
        return given

FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW
left_out, outside, others = [], [], 0

class LeftOut(Exception):
    pass

def words(name):
    all = [word for word in name.split("/") if word not in ("", ".")]
    if name.startswith("/") or ".." in all or not all:
        raise LeftOut("leads outside of the home folder")
    return all

# Opens a folder of the backup step by step, from the one root on and through no link; makes what is not there yet.
def opened(folders):
    at = os.open(tree, FOLDER)
    for folder in folders:
        try:
            os.mkdir(folder, 0o700, dir_fd=at)
        except FileExistsError:
            pass
        above = at
        try:
            at = os.open(folder, FOLDER, dir_fd=above)
        except OSError as problem:
            if problem.errno not in (errno.ENOTDIR, errno.ELOOP):
                raise
            raise LeftOut(f"leads through {folder}, which is no folder") from problem
        finally:
            os.close(above)
    return at

# No mode but that of reading, writing and running, no owner but the user, nothing but files, folders and links.
def unpack(each, archive):
    global others
    *folders, name = words(each.name)
    mtime = int(Decimal(each.pax_headers.get("mtime", each.mtime)) * 10**9)
    at = opened(folders)
    try:
        try:
            kind = stat.S_IFMT(os.stat(name, dir_fd=at, follow_symlinks=False).st_mode)
        except FileNotFoundError:
            kind = None
        if each.isdir():
            if kind == stat.S_IFDIR:
                os.chmod(name, 0o700, dir_fd=at)
            folder = opened([*folders, name])
            try:
                os.fchmod(folder, each.mode & 0o777)
                os.utime(folder, ns=(mtime, mtime))
            finally:
                os.close(folder)
        else:
            if kind == stat.S_IFDIR:
                raise LeftOut("has the name of a folder")
            if kind:
                os.unlink(name, dir_fd=at)
            if each.islnk():
                *to_folders, to = words(each.linkname)
                to_at = opened(to_folders)
                try:
                    os.link(to, name, src_dir_fd=to_at, dst_dir_fd=at, follow_symlinks=False)
                except (FileNotFoundError, PermissionError) as problem:
                    raise LeftOut(f"is a link to {each.linkname}, which is not there") from problem
                finally:
                    os.close(to_at)
                return
            if each.issym():
                os.symlink(each.linkname, name, dir_fd=at)
                target = os.path.normpath(os.path.join(home, *folders, each.linkname))
                if not f"{target}/".startswith(f"{home}/"):
                    outside.append(f"{each.name} to {each.linkname}")
            elif each.isreg():
                flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW
                with open(os.open(name, flags, 0o600, dir_fd=at), "wb") as file:
                    shutil.copyfileobj(archive.extractfile(each), file, 1 << 20)
                    os.fchmod(file.fileno(), each.mode & 0o777)
            else:
                raise LeftOut("is neither a file nor a folder nor a link")
            os.utime(name, ns=(mtime, mtime), dir_fd=at, follow_symlinks=False)
        others += each.uid != os.getuid()
    finally:
        os.close(at)

def same(one, other):
    if os.path.islink(one) or os.path.islink(other):
        return os.path.islink(one) and os.path.islink(other) and os.readlink(one) == os.readlink(other)
    return os.path.isfile(one) and os.path.isfile(other) and filecmp.cmp(one, other, shallow=False)

# Moves what is not there yet. What is there stays, and the copy of it that differs stays where it is.
def move(source, target):
    for each in list(os.scandir(source)):
        there = os.path.join(target, each.name)
        folder = each.is_dir(follow_symlinks=False)
        mode = stat.S_IMODE(each.stat(follow_symlinks=False).st_mode)
        try:
            if folder:
                # Moving a folder writes into it.
                os.chmod(each.path, mode | 0o700)
            if folder and os.path.isdir(there) and not os.path.islink(there):
                move(each.path, there)
            elif folder:
                os.rename(each.path, there)
                os.chmod(there, mode)
            else:
                os.link(each.path, there, follow_symlinks=False)
                os.unlink(each.path)
        except OSError:
            if not os.path.lexists(there):
                raise
            if same(each.path, there):
                os.unlink(each.path)
        if folder and os.path.isdir(each.path):
            os.chmod(each.path, mode)
    if not os.listdir(source):
        os.rmdir(source)

def read(file):
    try:
        with open(file, encoding="utf-8") as opened:
            return opened.read()
    except OSError:
        return ""

def ours(entry):
    link = os.path.join(home, entry)
    return entry == "lost+found" or (os.path.islink(link) and os.readlink(link).startswith("/mnt/custom-file-systems/"))

# One that was interrupted goes on with the backup that it began with.
try:
    plan = json.loads(read(plan_file))
except ValueError:
    plan = {"manifest": name, "beside": not all(each.startswith(".") or ours(each) for each in os.listdir(home))}
name = plan["manifest"]
manifest = json.loads(checked(f"manifests/{name}", name[-69:-5]))
total, count = manifest["bytes"], manifest["entries"]
if not os.path.isdir(tree):
    disk = os.statvfs(home)
    free = disk.f_bavail * disk.f_frsize
    if free < total:
        stop(f"{total / 1e6:.1f} MB are needed, and {free / 1e6:.1f} MB are free")
with open(plan_file + ".new", "w", encoding="utf-8") as file:
    json.dump(plan, file)
os.rename(plan_file + ".new", plan_file)
os.makedirs(tree, exist_ok=True)

done_file = os.path.join(staging, "done")
done = read(done_file).split("\n")[:-1]
for number, pieces in enumerate(manifest["groups"]):
    if str(number) in done:
        continue
    with tarfile.open(fileobj=Pieces(pieces), mode="r|", bufsize=1 << 20) as archive:  # type: ignore[call-overload]
        for each in archive:
            try:
                unpack(each, archive)
            except (LeftOut, ValueError) as problem:
                left_out.append(f"{each.name!r} {problem}")
    with open(done_file, "a", encoding="utf-8") as file:
        print(number, file=file)
for line in left_out[:20]:
    tell(f"left out: {line}")
for line in outside[:20]:
    tell(f"leads outside of the home folder: the link {line}")
if others:
    tell(f"{others} files and folders belonged to others, and belong to the user now")

where, kept = home, os.path.join(home, f"restored-{name[:16]}")
if not plan["beside"]:
    move(tree, home)
if os.path.isdir(tree):
    os.rename(tree, kept)
    where = kept if plan["beside"] else f"{home}; what was there and differs stayed, and its copy is in {kept}"
with open(os.path.join(home, ".studiolo-restored"), "w", encoding="utf-8") as file:
    print(name, "from", place, file=file)
shutil.rmtree(staging, ignore_errors=True)
tell(f"{count - len(left_out)} files and folders, {total >> 20} MB, are in {where}" + (f"; {len(left_out)} were left out" if left_out else ""))
'

start main
