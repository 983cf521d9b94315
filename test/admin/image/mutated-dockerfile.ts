/** Pieces of Dockerfiles, whole and broken, that mutations are made of. */
const pieces = [
  'FROM debian:12',
  'FROM $BASE AS a',
  'ARG BASE=python:3',
  'RUN useradd -u 1000 -g 100 ada',
  'RUN if [ -f x ]; then useradd $X; else groupmod -g 100 y; fi',
  'RUN <<EOF',
  'EOF',
  'COPY <<-"A" <<B /etc/passwd',
  'COPY --from=a / /',
  'USER "${U:-ada}"',
  'CMD ["jupyter","lab"]',
  "CMD ['a',]",
  'ENTRYPOINT [',
  'SHELL ["/bin/bash","-c"]',
  'ONBUILD ONBUILD RUN x',
  '# escape=`',
  'ENV A="b $A ${A:+${B##*/}}" c=\\',
  'HEALTHCHECK CMD x',
  'RUN for i in $(seq 9); do (adduser --uid $((i+1)) u$i) | tee -a /etc/group >> /etc/passwd & done',
  'RUN case $x in a|b) f() { f; };; esac; f; while :; do eval "$(f)"; done',
  "RUN cat <<X > ~/.jupyter/jupyter_server_config.py\nc.ServerApp.token='\nX",
  '\\',
  '\ufeff',
  '\0',
  '${',
  '$(',
  '`',
  '"',
  "'",
  '<<',
  '<<<',
  '\r\n',
  '\t',
  '[[',
  ']',
  '&&',
  '||',
  ';;',
  '{',
  '}',
  '=',
  '--platform=',
  '\u2028',
  '💥',
];

/** A number below `below`, the next of a row that begins with `seed` (mulberry32). */
export function randoms(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** A Dockerfile with some of it cut out, doubled, swapped, broken or put together anew. */
export function mutated(seeds: string[], seed: number): string {
  const below = randoms(seed);
  const one = <Item>(items: Item[]): Item => items[below(items.length)]!;
  let text = below(4) === 0 ? Array.from({ length: 1 + below(12) }, () => one(pieces)).join('\n') : one(seeds);
  for (let changes = 1 + below(4); changes > 0; changes -= 1) {
    const at = below(text.length + 1);
    const length = below(3) === 0 ? below(200) : below(4);
    const part = text.slice(at, at + length);
    const change = below(9);
    if (change === 0) text = text.slice(0, at) + text.slice(at + length);
    else if (change === 1) text = text.slice(0, at) + part + part + text.slice(at + length);
    else if (change === 2) text = text.slice(0, at) + one(pieces) + text.slice(at);
    else if (change === 3) text = text.slice(0, at) + String.fromCharCode(below(256)) + text.slice(at + 1);
    else if (change === 4) text = text.slice(at) + text.slice(0, at);
    else text = `${text.slice(0, at)}\n${one(pieces)}\n${text.slice(at)}`;
  }
  return text;
}
