#!/bin/bash
# install-company-ca: conda, pip, git, Node.js, the AWS CLI, kernels and Code Editor trust the company's own certificate
# authority. README.md beside this file says the rest.
#
# Parameters. `studiolo domain install` fills them in; by hand, write between the quotes.
CERTIFICATE='' # the CA in PEM: s3://bucket/key, a path, or the text itself on one line; several CAs may be in it; required
ENFORCE=''     # yes: the app does not start when this fails
# End of parameters.
SCRIPT=install-company-ca LIMIT=60

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
  local bundle=/usr/local/share/studiolo/ca-bundle.pem store=/usr/local/share/ca-certificates
  local new changed='' trusted=() python variables='' shell='' code='' name each mark='# studiolo: install-company-ca'
  { exec 9>"/tmp/studiolo-ca-$UID.lock" && flock -w 50 9; } || fail 'no lock could be taken in /tmp'
  new=$(mktemp -d) || fail '/tmp cannot be written'
  trap 'rm -rf "${new-}"' EXIT
  type -P openssl >/dev/null || fail 'the image has no openssl, which tells whether a certificate is a CA'
  fetch >"$new/given" || exit 1
  check "$new/given"
  trust
  # Node.js adds to the CAs that it brings; all others read this bundle in place of theirs.
  for name in SSL_CERT_FILE REQUESTS_CA_BUNDLE CURL_CA_BUNDLE AWS_CA_BUNDLE GIT_SSL_CAINFO PIP_CERT NODE_EXTRA_CA_CERTS; do
    variables+=" $name"
    shell+="export $name=\"\${$name:-$bundle}\""$'\n'
    code+="os.environ.setdefault('$name', '$bundle'); "
  done
  python=$(lab_python) && each=$("$python" -I -c 'import sysconfig; print(sysconfig.get_path("purelib"))') &&
    put "$each/studiolo-company-ca.pth" "import os; ${code%; }"
  if [[ -d /opt/conda ]]; then
    put /opt/conda/etc/conda/activate.d/studiolo-company-ca.sh "$mark"$'\n'"$shell"
    put /opt/conda/condarc.d/studiolo-company-ca.yml "$mark"$'\n'"ssl_verify: $bundle"
  fi
  put /etc/profile.d/studiolo-company-ca.sh "$mark"$'\n'"$shell"
  grep -qsF studiolo-company-ca.sh /etc/bash.bashrc || put /etc/bash.bashrc \
    "$(echo '[ ! -f /etc/profile.d/studiolo-company-ca.sh ] || . /etc/profile.d/studiolo-company-ca.sh' && cat /etc/bash.bashrc 2>/dev/null)"
  put /etc/sudoers.d/studiolo-company-ca "Defaults env_keep += \"${variables# }\""
  if [[ -z $changed ]]; then
    say 'everything is set already'
    return
  fi
  say "the system's store and $bundle have ${#trusted[@]} of the company's CAs"
  restart 40
  restart_editor 40
}

# The certificates as they were given.
fetch() {
  local text
  if [[ $CERTIFICATE == *-----BEGIN* ]]; then
    # On one line, line ends are spaces, or \n as JSON writes them.
    text=${CERTIFICATE//'\n'/ }
    text=${text//-----BEGIN CERTIFICATE-----/$'\n'-----BEGIN CERTIFICATE-----$'\n'}
    text=${text//-----END CERTIFICATE-----/$'\n'-----END CERTIFICATE-----$'\n'}
    sed -E '/^-----/!s/[[:space:]]+//g' <<<"$text" | fold -w 64
  elif [[ $CERTIFICATE =~ ^s3://[a-z0-9.-]+/[^[:space:]]+$ ]]; then
    text=$(within 15 aws s3 cp --only-show-errors --cli-connect-timeout 5 --cli-read-timeout 10 "$CERTIFICATE" - 2>"$new/error" |
      whole && ((PIPESTATUS[0] == 0))) || fail "$CERTIFICATE could not be fetched: $(tail -n 1 "$new/error") (s3:GetObject is needed)" >&2
    echo "$text"
  elif [[ $CERTIFICATE == /* ]]; then
    [[ -r $CERTIFICATE && ! -d $CERTIFICATE ]] || fail "$CERTIFICATE could not be read" >&2
    whole <"$CERTIFICATE"
  else
    fail "CERTIFICATE is '${CERTIFICATE:0:80}', and must be s3://bucket/key, a path that begins with /, or PEM" >&2
  fi
}

# As much as any bundle takes, without what a shell or openssl stumbles over.
whole() { head -c 4000000 | tr -d '\0\r'; }

# Each certificate that is a CA and holds today, in a file of its own: $new/ca-1.crt, … What is wrong with others is told.
check() {
  local file what subject count=0 good=0 seen=' ' hash
  ! grep -q 'PRIVATE KEY' "$1" || fail 'CERTIFICATE holds a private key, which must never leave the CA: give the certificate alone'
  awk -v to="$new/one-" '/-----BEGIN ([A-Z0-9]+ )?CERTIFICATE-----/ { file = to sprintf("%03d", n += 1) } file { print >file }
    /-----END ([A-Z0-9]+ )?CERTIFICATE-----/ { file = "" }' "$1"
  for file in "$new"/one-*; do
    [[ -e $file ]] || fail "there is no certificate in PEM in CERTIFICATE: nothing begins with -----BEGIN CERTIFICATE-----"
    count=$((count + 1)) what=''
    if ! openssl x509 -in "$file" -out "$new/ca.pem" 2>/dev/null; then
      what="it cannot be read; is it cut off?"
    elif subject=$(openssl x509 -in "$new/ca.pem" -noout -subject -nameopt RFC2253,-esc_msb,utf8 | cut -d = -f 2- | tr -d '[:cntrl:]') &&
      ! openssl x509 -in "$new/ca.pem" -noout -ext basicConstraints 2>/dev/null | grep -q CA:TRUE; then
      what="$subject is no CA (no CA:TRUE in its basic constraints), but a certificate of a server or a person"
    elif ! openssl x509 -in "$new/ca.pem" -noout -checkend 0 >/dev/null; then
      what="$subject expired on $(day end)"
    elif (($(date -d "$(day start)" +%s) > $(date +%s))); then
      what="$subject is not valid before $(day start)"
    fi
    hash=$(openssl x509 -in "$new/ca.pem" -noout -fingerprint -sha256 2>/dev/null | cut -d = -f 2)
    if [[ -n $what ]]; then
      say "certificate $count is left out: $what"
    elif [[ $seen != *" $hash "* ]]; then
      seen+="$hash " good=$((good + 1))
      mv "$new/ca.pem" "$new/ca-$good.crt"
      say "$subject, valid until $(day end "$new/ca-$good.crt"), SHA-256 ${hash//:/}"
    fi
  done
  trusted=("$new"/ca-*.crt)
  ((good > 0)) || fail 'CERTIFICATE holds no CA that could be trusted today'
}

day() { openssl x509 -in "${2:-$new/ca.pem}" -noout "-${1}date" | cut -d = -f 2; }

# Puts the CAs into the system's store, in place of those that an earlier start put there, and makes the bundle.
trust() {
  local file system=''
  if [[ -d $store ]] && type -P update-ca-certificates >/dev/null; then
    for file in "$store"/studiolo-company-ca-*.crt; do
      [[ ! -e $file || -e $new/ca-${file##*-company-ca-} ]] || { sudo -n rm -f "$file" && changed=yes; } || fail "$file could not be removed"
    done
    for file in "${trusted[@]}"; do put "$store/studiolo-company-${file##*/}" "$(cat "$file")"; done
    [[ -z $changed ]] || sudo -n update-ca-certificates --fresh >/dev/null 2>&1 || fail 'update-ca-certificates failed'
  fi
  for file in /etc/ssl/certs/ca-certificates.crt /etc/pki/tls/certs/ca-bundle.crt /opt/conda/ssl/cacert.pem; do
    [[ ! -s $file ]] || { system=$file && break; }
  done
  [[ -n $system ]] || fail "the system's own CAs were not found in /etc/ssl, /etc/pki or /opt/conda"
  # Those of the company first; the system's may have them too.
  put "$bundle" "$(cat "${trusted[@]}" "$system")"
}

lab_python() {
  local each
  for each in /opt/conda/bin/python "$(type -P python3)"; do
    [[ -x $each ]] && "$each" -c 'import importlib.util as u; raise SystemExit(not u.find_spec("jupyter_server"))' && echo "$each" && return
  done
  return 1
}

start main
