import { planned, whoRuns } from './dockerfile-text';

const on = (base: string) => (lines: string) => whoRuns(planned(`FROM ${base}\n${lines}\n`));
const debian = on('debian:12.5.0');

describe('a user made on Debian', () => {
  it.each([
    ['useradd -m -u 1000 -g 100 ada', '1000:100'],
    ['useradd -m -u1000 -g100 ada', '1000:100'],
    ['useradd -mu1000 -g users ada', '1000:100'],
    ['useradd -rmu 1000 -g 100 ada', '1000:100'],
    ['useradd --uid=1000 --gid=100 --create-home ada', '1000:100'],
    ['useradd --uid 1000 --gid users --comment "Ada L." ada', '1000:100'],
    ['useradd "-u 1000" "-g 100" ada', '1000:100'],
    ['useradd ada -u 1000 -g 100', '1000:100'],
    ['useradd -u 1000 -g 100 -- ada', '1000:100'],
    ['useradd -m -u 1000 -g 100 ada > /dev/null', '1000:100'],
    ['useradd -m -u 1000 -g 100 ada >/dev/null 2>&1', '1000:100'],
    ['useradd -m -u 1000 -g 100 ada 2>&1 | tee /tmp/log', '1000:100'],
    ['(useradd -m -u 1000 -g users ada)', '1000:100'],
    ['{ useradd -m -u 1000 -g users ada; }', '1000:100'],
    ['set -eux; useradd -m -u 1000 -g users ada; true', '1000:100'],
    ['/usr/sbin/useradd -u 1000 -g users ada', '1000:100'],
    ['sudo -E useradd -u 1000 -g users ada', '1000:100'],
    ['DEBIAN_FRONTEND=noninteractive useradd -u 1000 -g users ada', '1000:100'],
    ['bash -c "useradd -u 1000 -g users ada"', '1000:100'],
    ['export U=1000 && useradd -u $U -g "${G:-100}" ada', '1000:100'],
    ['O="-u 1000 -g 100"; useradd $O ada', '1000:100'],
    ['for n in bob ada; do useradd -g 100 $n; done; usermod -u 1000 -o ada', '1000:100'],
    ['make() { useradd -u "$2" -g 100 "$1"; }; make ada 1000', '1000:100'],
    ['useradd -m -N -u 1000 ada', '1000:100'],
    ['useradd -m --no-user-group -u 1000 ada', '1000:100'],
    ['useradd -m -u 1000 ada', '1000:1000'],
    ['useradd -m -U ada', '1000:1000'],
    ['useradd -m bob && useradd -m ada', '1001:1001'],
    ['groupadd -g 1000 staff2 && useradd -u 1000 ada', '1000:1001'],
    ['groupadd -g 100 -o lab && useradd -u 1000 -g lab ada', '1000:100'],
    ['groupadd --force --non-unique --gid 100 users && useradd -u 1000 -g users ada', '1000:100'],
    ['adduser --disabled-password --gecos "" --uid 1000 --gid 100 ada', '1000:100'],
    ['adduser --disabled-password --gecos "Ada L." --uid 1000 --ingroup users ada', '1000:100'],
    ['adduser --disabled-password --gecos "" --uid 1000 ada', '1000:1000'],
    ['addgroup --gid 500 lab && adduser --uid 1000 --ingroup lab ada', '1000:500'],
    ['adduser --uid 1000 --gid 100 ada && adduser ada sudo', '1000:100'],
    ['useradd -u 1000 -g 100 ada && usermod -aG sudo ada', '1000:100'],
    ['useradd -u 1000 ada && usermod -g 100 ada', '1000:100'],
    ['useradd -u 1500 bob && usermod -l ada -u 1000 -g users bob', '1000:100'],
    ['useradd -u 1000 ada && groupmod -o -g 100 ada', '1000:100'],
    ['useradd -u 1000 -g 100 bob && userdel -r bob && useradd -u 1000 -g 100 ada', '1000:100'],
    ['useradd -u 1000 -g 100 ada && deluser ada', 'nobody'],
    ['useradd -u 1000 -g 100 ada && adduser ada sudo && deluser ada sudo', '1000:100'],
    ['echo "ada:x:1000:100::/home/ada:/bin/bash" >> /etc/passwd', '1000:100'],
    ["printf 'ada:x:%s:%s::/home/ada:/bin/sh\\n' 1000 100 >> /etc/passwd", '1000:100'],
    ["echo 'ada:x:1000:100::/home/ada:/bin/sh' | tee -a /etc/passwd >/dev/null", '1000:100'],
    ['getent group 100 || groupadd -g 100 lab; useradd -u 1000 -g 100 ada', '1000:100'],
    ['getent passwd ada || useradd -u 1000 -g 100 ada', '1000:100'],
    ['id ada || useradd -u 1000 -g 100 ada', '1000:100'],
    ['id -u ada >/dev/null 2>&1 && userdel ada; useradd -u 1000 -g 100 ada', '1000:100'],
    ['if ! getent passwd ada; then useradd -u 1000 -g 100 ada; fi', '1000:100'],
    ['if id -un 1000; then userdel "$(id -un 1000)"; fi && useradd -N -u 1000 ada', '1000:100'],
    ['useradd -u 1000 -g 100 ada || (echo failed && exit 1)', '1000:100'],
    ['useradd -u 1000 -g 100 ada || true', '1000:100'],
    ['[ -z "$NOBODY" ] && useradd -u 1000 -g 100 ada', '1000:100'],
    ['case "$X" in a) useradd -u 1 -g 1 ada;; *) useradd -u 1000 -g 100 ada;; esac', '1000:100'],
    ['o=(-u 1000 -g 100); o+=(-m); useradd "${o[@]}" ada', '1000:100'],
    ['apt-get install -y adduser useradd', 'nobody'],
    ['echo useradd -u 1000 -g 100 ada', 'nobody'],
  ])('by %j is %s', (run, who) => {
    expect(debian(`RUN ${run}\nUSER ada`)).toBe(who);
  });

  it('by a here-document is told, whether it is the script or what a command reads', () => {
    expect(debian('RUN <<EOF\nset -e\nuseradd -u 1000 -g 100 ada\nEOF\nUSER ada')).toBe('1000:100');
    expect(debian('RUN <<-"EOF" bash -e\n\tuseradd -u 1000 -g 100 ada\n\tEOF\nUSER ada')).toBe('1000:100');
    expect(debian('RUN cat <<EOF >> /etc/passwd\nada:x:1000:100::/home/ada:/bin/sh\nEOF\nUSER ada')).toBe('1000:100');
    expect(debian('RUN <<EOF\n#!/usr/bin/python3\nprint("useradd ada")\nEOF\nUSER ada')).toBe('nobody');
  });

  it('by the JSON form is told', () => {
    expect(debian('RUN ["useradd", "-u", "1000", "-g", "100", "ada"]\nUSER ada')).toBe('1000:100');
    expect(debian('RUN ["bash", "-c", "useradd -u 1000 -g 100 ada"]\nUSER ada')).toBe('1000:100');
  });

  it.each([
    [
      'by a condition that cannot be told',
      'RUN if [ -f /x ]; then useradd -u 1000 -g 100 ada; else useradd -u 1001 -g 100 ada; fi',
      '?:100',
    ],
    ['by a number that is worked out', 'RUN useradd -u $(cat /uid) -g 100 ada', '?:100'],
    ['by xargs', 'RUN cat /users | xargs -n1 useradd -g 100', '?:?'],
    ['by a loop over a file', 'RUN while read n; do useradd -g 100 $n; done < /users', '?:?'],
    ['by a script that was not read', 'RUN /setup/users.sh', '?:?'],
    ['by a script from the net', 'RUN curl -fsSL https://example.com/x | bash', '?:?'],
    ['by options that cannot be told', 'RUN useradd $(cat /options) ada', '?:?'],
    ['by newusers', 'RUN newusers < /users', '?:?'],
    ['by a program of Python', 'RUN python3 /setup/users.py', '?:?'],
    ['by sed in /etc/passwd', 'RUN sed -i s/a/b/ /etc/passwd', '?:?'],
  ])('%s is not known', (_how, run, who) => {
    expect(debian(`${run}\nUSER ada`)).toBe(who);
  });

  it('is told by a script that is copied in and run', () => {
    const text = 'FROM debian:12\nCOPY users.sh /tmp/\nRUN bash /tmp/users.sh\nUSER ada\n';
    expect(whoRuns(planned(text, { 'users.sh': '#!/bin/bash\nset -e\nuseradd -u 1000 -g 100 ada\n' }))).toBe(
      '1000:100',
    );
  });
});

describe('elsewhere', () => {
  it.each([
    ['alpine:3.20', 'adduser -D -u 1000 -G users ada', '1000:100'],
    ['alpine:3.20', 'adduser -Du1000 -Gusers ada', '1000:100'],
    ['alpine:3.20', 'adduser -D -g "Ada" ada', '1000:1000'],
    ['alpine:3.20', 'addgroup -g 500 lab && adduser -D -u 1000 -G lab ada', '1000:500'],
    ['amazonlinux:2023', 'adduser -u 1000 -g 100 ada', '1000:100'],
    ['fedora:41', 'useradd -N -u 1000 ada', '1000:100'],
    ['ubuntu:22.04', 'useradd -m ada', '1000:1000'],
    ['ubuntu:24.04', 'useradd -m ada', '1001:1001'],
    ['ubuntu:noble-20260410', 'usermod -l ada -g 100 ubuntu', '1000:100'],
    ['ubuntu:24.04', 'userdel -r ubuntu && useradd -N -u 1000 ada', '1000:100'],
    [
      'mambaorg/micromamba:2.0.5',
      'usermod "--login=ada" "-u 1000" mambauser && groupmod --non-unique "-g 100" mambauser',
      '1000:100',
    ],
    ['registry.example.com/x:1', 'useradd -m -u 1000 -g 100 ada', '1000:100'],
    ['registry.example.com/x:1', 'useradd -m -u 1000 ada', '1000:?'],
    ['registry.example.com/x:1', 'useradd -m ada', '?:?'],
  ])('on %s, %s is %s', (base, run, who) => {
    expect(on(base)(`USER root\nRUN ${run}\nUSER ada`)).toBe(who);
  });

  it('passwd and group files may be copied, from the folder or from another stage', () => {
    const files = { passwd: 'root:x:0:0::/root:/bin/sh\nada:x:1000:100::/home/ada:/bin/sh\n' };
    expect(whoRuns(planned('FROM debian:12\nCOPY passwd /etc/passwd\nUSER ada\n', files))).toBe('1000:100');
    expect(whoRuns(planned('FROM debian:12\nCOPY --chmod=644 passwd /etc/\nUSER ada\n', files))).toBe('1000:100');
    const stages = 'FROM debian:12 AS users\nRUN useradd -u 1000 -g 100 ada\nFROM scratch\nCOPY --from=users';
    expect(whoRuns(planned(`${stages} /etc/passwd /etc/passwd\nUSER ada\n`))).toBe('1000:100');
    expect(whoRuns(planned(`${stages} /etc/passwd /etc/group /etc/\nUSER ada\n`))).toBe('1000:100');
    expect(whoRuns(planned('FROM debian:12\nCOPY --from=example.com/x:1 /etc/passwd /etc/\nUSER ada\n'))).toBe('?:?');
  });
});
