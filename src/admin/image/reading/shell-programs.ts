import path from 'node:path';
import { accountCommand, accountPrograms } from './account-commands';
import { bounded, isKnown, notKnown } from './dockerfile-words';
import type { Ended, Interpreter } from './shell-state';
import { absolute, changeFile, writeFile } from './shell-state';
import { lookedUp, testWords } from './shell-tests';

type Program = (shell: Interpreter, args: string[], input: string, depth: number) => Ended;

const done = (output = ''): Ended => ({ status: 'likely', output });
const known = (status: boolean | undefined, output = ''): Ended => ({ status, output });

/** Runs one program of a script, its words filled in; what it does to accounts and files is noted in the state. */
export function runProgram(shell: Interpreter, words: string[], input: string, depth: number): Ended {
  const [program = '', ...args] = unwrapped(words);
  const name = path.posix.basename(program);
  if (accountPrograms.test(name)) {
    const { state } = shell;
    state.accounts = accountCommand(name, args, state.accounts, state.distribution);
    return done();
  }
  if (Object.hasOwn(programs, name)) return programs[name]?.(shell, args, input, depth) ?? done();
  if (program.includes('/') || /\.(ba)?sh$/.test(program)) {
    const text = shell.state.files.get(absolute(program, shell.state));
    if (text !== undefined || /\.(ba)?sh$/.test(program)) return scriptFile(shell, program, depth);
  }
  return anyProgram(shell, name, args);
}

/** Programs that run another with their remaining words: `sudo -E useradd …`. */
function unwrapped(words: string[]): string[] {
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? '';
    if (/^[A-Za-z_]\w*=/.test(word)) continue;
    const wrapper = wrappers.get(path.posix.basename(word));
    if (wrapper === undefined) return words.slice(index);
    while (index + 1 < words.length && (words[index + 1] ?? '').startsWith('-')) {
      index += 1;
      if (wrapper.includes(words[index] ?? '')) index += 1;
    }
    if (path.posix.basename(word) === 'timeout') index += 1;
  }
  return [];
}

/** By name, the options that take a word of their own. */
const wrappers = new Map<string, string[]>([
  ['sudo', ['-u', '-g', '-h', '-p', '-C', '-r', '-t']],
  ['env', ['-u', '-C', '-S']],
  ['command', []],
  ['builtin', []],
  ['exec', ['-a']],
  ['time', []],
  ['nice', ['-n']],
  ['nohup', []],
  ['timeout', ['-k', '-s']],
  ['stdbuf', ['-i', '-o', '-e']],
  ['fakeroot', []],
]);

const assign: Program = ({ state }, args) => {
  for (const arg of args) {
    const [, name, value] = /^([A-Za-z_]\w*)=([\s\S]*)$/.exec(arg) ?? [];
    if (name !== undefined && value !== undefined) state.variables.set(name, bounded(value));
  }
  return known(true);
};

const test: Program = (_shell, args) => known(testWords(args.at(-1) === ']' ? args.slice(0, -1) : args));

const shellProgram: Program = (shell, args, input, depth) => {
  const at = args.findIndex((arg) => /^-[a-z]*c[a-z]*$/.test(arg));
  if (at >= 0) {
    const source = args.slice(at + 1).find((arg) => !arg.startsWith('-')) ?? '';
    if (isKnown(source)) return shell.script(source, depth + 1);
    return notFollowed(shell, 'a script that cannot be told from the Dockerfile');
  }
  const file = args.find((arg) => !/^[-+]/.test(arg) && arg !== 'pipefail');
  if (file !== undefined) return scriptFile(shell, file, depth);
  if (input === '') return done();
  return isKnown(input) ? shell.script(input, depth + 1) : notFollowed(shell, 'a script that it downloads');
};

const source: Program = (shell, [file = ''], _input, depth) => scriptFile(shell, file, depth);

function scriptFile(shell: Interpreter, file: string, depth: number): Ended {
  const text = shell.state.files.get(absolute(file, shell.state));
  if (text === undefined || !isKnown(text))
    return notFollowed(shell, `${isKnown(file) ? file : 'a script'}, which was not read`);
  if (/^#!(?!.*\b(ba|da|a)?sh\b)/.test(text)) return done(notKnown);
  return shell.script(text, depth + 1);
}

/** A script may make users; numbers that are given later are hardly changed by it. */
function notFollowed({ state }: Interpreter, what: string): Ended {
  state.accounts.others ??= `the build runs ${what}`;
  return done(notKnown);
}

const lookUp: Program = ({ state }, [database = '', key]) => {
  if (database !== 'passwd' && database !== 'group') return known(undefined, notKnown);
  const { truth, line } = lookedUp(database, key, state.accounts);
  return known(truth, truth === undefined ? notKnown : line === undefined ? '' : `${line}\n`);
};

const id: Program = ({ state }, args) => {
  const key = args.find((arg) => !arg.startsWith('-'));
  const asked = args.filter((arg) => arg.startsWith('-')).join('');
  const { truth, line } = lookedUp('passwd', key, state.accounts);
  const [name = '', , uid = '', gid = ''] = line?.split(':') ?? [];
  if (truth === undefined) return known(undefined, notKnown);
  const told = asked.includes('g') ? (asked.includes('n') ? notKnown : gid) : asked.includes('n') ? name : uid;
  return known(truth, truth ? `${told === '' || told === 'undefined' ? notKnown : told}\n` : '');
};

/** `grep -q '^ada:' /etc/passwd`: plain patterns alone. */
const grep: Program = ({ state }, args) => {
  const [pattern = '', file = ''] = args.filter((arg) => !arg.startsWith('-'));
  const [, name] = /^\^?([\w-]+):?$/.exec(pattern) ?? [];
  if (name === undefined || !/^\/etc\/(passwd|group)$/.test(file)) return known(undefined, notKnown);
  return known(lookedUp(file.slice(5), name, state.accounts).truth, notKnown);
};

const cut: Program = (_shell, args, input) => {
  const joined = args.join(' ');
  const delimiter = /-d\s*(\S)/.exec(joined)?.[1];
  const field = /-f\s*(\d+)(?![\d,-])/.exec(joined)?.[1];
  if (!isKnown(input) || delimiter === undefined || field === undefined) return done(notKnown);
  const lines = input.split('\n').map((line) => (line === '' ? '' : (line.split(delimiter)[Number(field) - 1] ?? '')));
  return done(lines.join('\n'));
};

const escapes: Record<string, string> = { n: '\n', t: '\t', r: '\r', '\\': '\\', '"': '"', "'": "'" };
const unescaped = (text: string) => text.replaceAll(/\\([ntr\\"'])/g, (_all, one: string) => escapes[one] ?? one);

const echo: Program = (_shell, args) => {
  let first = 0;
  while (/^-[neE]+$/.test(args[first] ?? '')) first += 1;
  const line = args.slice(0, first).some((option) => option.includes('n')) ? '' : '\n';
  // sh prints \n as a new line, bash with -e alone; in what is written here it never means a backslash.
  return known(true, unescaped(args.slice(first).join(' ')) + line);
};

const printf: Program = (_shell, [format = '', ...values]) => {
  const pattern = unescaped(format);
  const slots = pattern.match(/%[sdb]/g)?.length ?? 0;
  if (/%(?![sdb%])/.test(pattern)) return known(true, notKnown);
  let output = '';
  let rest = values;
  do {
    const now = rest.slice(0, slots);
    rest = rest.slice(slots);
    output += pattern.replaceAll(/%[sdb]/g, (slot) => {
      const value = now.shift() ?? '';
      return slot === '%b' ? unescaped(value) : value;
    });
  } while (slots > 0 && rest.length > 0 && output.length < 2 ** 16);
  return known(true, output.replaceAll('%%', '%'));
};

const cat: Program = ({ state }, args, input) => {
  const files = args.filter((arg) => !arg.startsWith('-'));
  if (files.length === 0) return done(input);
  return done(files.map((file) => state.files.get(absolute(file, state)) ?? notKnown).join(''));
};

const tee: Program = ({ state }, args, input) => {
  const how = args.some((arg) => /^(-a|--append)$/.test(arg)) ? 'append' : 'whole';
  for (const file of args.filter((arg) => !arg.startsWith('-'))) writeFile(state, file, input, how);
  return done(input);
};

const copy: Program = ({ state }, args) => {
  const words = args.filter((arg) => !arg.startsWith('-'));
  const target = words.at(-1);
  for (const from of words.slice(0, -1)) {
    const text = state.files.get(absolute(from, state));
    const into = target?.endsWith('/') ? `${target}${path.posix.basename(from)}` : target;
    if (into === undefined) continue;
    if (text !== undefined || watched(into)) writeFile(state, into, text ?? notKnown, 'whole');
    if (target !== undefined && !target.endsWith('/')) {
      const inside = `${target}/${path.posix.basename(from)}`;
      if (text !== undefined || watched(inside)) state.files.set(absolute(inside, state), text ?? notKnown);
    }
  }
  return done();
};

const programs: Record<string, Program> = {
  ':': () => known(true),
  true: () => known(true),
  false: () => known(false),
  exit: (_shell, [code = '0']) => ({ status: code === '0', output: '', exit: code === '0' ? 'well' : 'badly' }),
  '[': test,
  test,
  set: () => known(true),
  export: assign,
  declare: assign,
  local: assign,
  readonly: assign,
  typeset: assign,
  unset: ({ state }, args) => {
    for (const name of args) state.variables.set(name, '');
    return known(true);
  },
  read: ({ state }, args) => {
    for (const name of args.filter((arg) => !arg.startsWith('-'))) state.variables.set(name, notKnown);
    return done();
  },
  cd: ({ state }, [folder = '']) => {
    if (isKnown(folder)) state.workingDir = absolute(folder, state);
    return done();
  },
  eval: (shell, args, _input, depth) =>
    isKnown(args.join(' '))
      ? shell.script(args.join(' '), depth + 1)
      : notFollowed(shell, 'a command that cannot be told'),
  sh: shellProgram,
  bash: shellProgram,
  dash: shellProgram,
  ash: shellProgram,
  source,
  '.': source,
  getent: lookUp,
  id,
  grep,
  cut,
  echo,
  printf,
  cat,
  tee,
  sed: (shell, args, input, depth) =>
    args.some((arg) => /^(-[a-zA-Z]*i|--in-place)/.test(arg)) ? edit(shell, args, input, depth) : done(notKnown),
  perl: (shell, args, input, depth) =>
    args.some((arg) => /^-[a-z]*i/.test(arg)) ? edit(shell, args, input, depth) : anyProgram(shell, 'perl', args),
  dos2unix: (shell, args, input, depth) => edit(shell, ['\\r', ...args], input, depth),
  cp: copy,
  mv: copy,
  install: copy,
};

/** Files whose text the rules read. */
/** Programs that change a file where it stands. */
const edit: Program = (shell, args) => {
  const { state } = shell;
  const ends = args.some((arg) => arg.includes('\\r'));
  for (const arg of args) {
    const text = state.files.get(absolute(arg, state));
    if (text !== undefined && ends) state.files.set(absolute(arg, state), text.replaceAll('\r', ''));
    else if (text !== undefined || watched(arg))
      changeFile(state, arg, `${arg} is changed in a way that is not followed`);
  }
  return done(notKnown);
};

const watched = (file: string) => /^\/etc\/(passwd|group)$|jupyter_(\w+_)?config\.(py|json)$/.test(file);
const harmless =
  /^(chmod|chown|chgrp|mkdir|rm|ls|touch|stat|fix-permissions|jupyter|jupyter-\w+|head|tail|wc|diff|sync|apt-get|apt|yum|dnf|apk|pip3?|conda|mamba|micromamba)$/;

/** A program that is not known: what it may have done to files that matter is not known either. */
function anyProgram(shell: Interpreter, name: string, args: string[]): Ended {
  const { state } = shell;
  if (!harmless.test(name)) {
    for (const arg of args) {
      const file = arg.replace(/^(--?[\w-]+=?)(?=[/~])/, '');
      if (watched(file)) changeFile(state, file, `${name} changes ${file}`);
    }
  }
  if (name === 'newusers') state.accounts.open ??= 'newusers makes users from a file';
  const interpreted = /^(python[\d.]*|perl|ruby)$/.test(name) && args[0] !== undefined && !args[0].startsWith('-');
  if (interpreted || /^(make|ansible.*|puppet|chef.*|systemd-sysusers|cloud-init)$/.test(name))
    notFollowed(shell, name);
  if (
    /^(xargs|find|parallel|su|runuser|chroot|ansible-playbook)$/.test(name) &&
    args.some((arg) => / ?\b(useradd|adduser|usermod|groupmod)\b/.test(arg))
  )
    state.accounts.open ??= `${name} runs programs that change accounts`;
  return { status: /^(which|type|hash|ldconfig|python3?)$/.test(name) ? undefined : 'likely', output: notKnown };
}
