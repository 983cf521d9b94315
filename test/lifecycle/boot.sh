#!/bin/bash
# Runs as root in mount and process namespaces of its own: puts an app's file system together and stays as its
# process 1, so that all that ever ran in the app ends with it.
# boot.sh BASE FOLDER HOME HOME_MODE NETWORK FULL…
set -eu
base=$1 folder=$2 home=$3 home_mode=$4 network=$5
shift 5
root=$folder/root

full() { for place in "${places[@]}"; do if [[ $place == "$1" ]]; then return 0; fi; done; return 1; }
places=("$@")

mkdir -p "$folder/layers" "$root"
if full /; then mount -t tmpfs -o size=256k,mode=755 tmpfs "$folder/layers"; fi
mkdir -p "$folder/layers/upper" "$folder/layers/work"
# Where overlayfs is not allowed, a copy does, and takes longer.
mount -t overlay -o "lowerdir=$base,upperdir=$folder/layers/upper,workdir=$folder/layers/work" overlay "$root" 2>/dev/null ||
  [[ -d $root/opt ]] || cp -a --reflink=auto "$base/." "$root"
cd "$root"

mount --bind "$home" home/sagemaker-user
if full /home/sagemaker-user; then mount -t tmpfs -o size=16k,mode=755,uid=1000,gid=100 tmpfs home/sagemaker-user; fi
if [[ $home_mode == read-only ]]; then mount -o remount,bind,ro home/sagemaker-user; fi
if full /tmp; then mount -t tmpfs -o size=16k,mode=1777 tmpfs tmp; fi
mkdir -p opt/ml/metadata
mount --bind "$folder/metadata" opt/ml/metadata
mount -o remount,bind,ro opt/ml/metadata
mount -t proc proc proc
mount -t tmpfs -o mode=755 tmpfs dev
for device in null zero full random urandom tty; do
  touch "dev/$device"
  mount --bind "/dev/$device" "dev/$device"
done
mkdir dev/pts dev/shm
chmod 1777 dev/shm
mount -t devpts -o newinstance,ptmxmode=666,mode=620 devpts dev/pts
ln -s pts/ptmx dev/ptmx
ln -s /proc/self/fd dev/fd
for each in stdin:0 stdout:1 stderr:2; do ln -s "/proc/self/fd/${each#*:}" "dev/${each%:*}"; done
for file in etc/hosts etc/resolv.conf; do
  touch "$file"
  mount --bind "/$file" "$file"
done
if [[ $network == none ]]; then ip link set lo up; fi

# Bash, since it takes care of processes whose parent is gone. Only from here on is /proc/…/root the app's.
exec chroot . /bin/bash -c 'echo booted; exec >/dev/null 2>&1; while :; do sleep 3600 & wait; done' </dev/null
