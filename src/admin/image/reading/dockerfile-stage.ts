import path from 'node:path';
import type { BaseContents } from '../verify/base-contents';
import type { ImageConfig, PlannedImage } from '../verify/contents';
import { withAccountFile } from './account-files';
import type { BuildContext } from './build-context';
import { copyInto } from './dockerfile-copy';
import type { Instruction } from './dockerfile-instructions';
import { expandWord, flagsOf, isKnown, jsonForm, type Look, notKnown, rawPairs, rawWords } from './dockerfile-words';
import { followShell, followWords, type Steps } from './shell';
import type { ShellState } from './shell-state';

/** Why engines refuse a Dockerfile. */
export class Refused extends Error {
  constructor(
    readonly line: number,
    message: string,
  ) {
    super(message);
  }
}

/** What every stage of a Dockerfile shares. */
export interface Build {
  escape: '\\' | '`';
  /** Build arguments that are given. */
  given: Record<string, string>;
  /** Arguments before the first FROM. */
  global: Map<string, string>;
  context: BuildContext;
  /** How many commands may still be followed. */
  steps: Steps;
  /** Stages that came before, by name in lower case and by number. */
  stages: Map<string, Stage>;
  /** What an image that is no stage brings; nothing where that is not known. */
  base: (image: string) => BaseContents | undefined;
}

/** A stage of a Dockerfile while its instructions are applied, one after the other. */
export class Stage {
  config: ImageConfig;
  base: PlannedImage['base'];
  lines: Record<string, number> = {};
  env: Map<string, string>;
  args = new Map<string, string>();
  /** Set by a base that was not read: variables, entry point and command may be there that are not here. */
  open: { variables: boolean; entrypoint: boolean; cmd: boolean; user: boolean; configuration: boolean };
  shell = ['/bin/sh', '-c'];
  onbuild: Instruction[] = [];
  accounts: PlannedImage['accounts'];
  files: Map<string, string>;
  distribution: BaseContents['distribution'];
  #cmdSet = false;
  /** How its base is known; empty where it is not. */
  #known: string;

  constructor(
    readonly build: Build,
    base: PlannedImage['base'],
    from: BaseContents,
  ) {
    this.base = base;
    this.#known = from.from;
    const known = from.from !== '';
    const { user, env, entrypoint, cmd, workingDir, architecture, os } = from.config;
    this.config = {
      ...(architecture !== undefined && { architecture }),
      ...(os !== undefined && { os }),
      user,
      env: {},
      entrypoint: [...entrypoint],
      cmd: [...cmd],
      workingDir,
      exposedPorts: [],
      labels: {},
      history: [],
    };
    this.env = new Map(Object.entries(env));
    this.accounts = structuredClone(from.accounts);
    this.files = new Map(from.files);
    this.distribution = from.distribution;
    if (from.shell) this.shell = [...from.shell];
    this.open = {
      variables: !known,
      entrypoint: !known,
      cmd: !known,
      user: !known,
      configuration: !from.wholeConfiguration,
    };
  }

  /** A stage that begins where another ended; what that one keeps for such stages (ONBUILD) is done first. */
  static after(earlier: Stage): Stage {
    const next = new Stage(earlier.build, earlier.base, {
      from: earlier.#known,
      config: earlier.config,
      accounts: earlier.accounts,
      files: earlier.files,
      wholeConfiguration: true,
    });
    next.config = structuredClone(earlier.config);
    next.env = new Map(earlier.env);
    next.lines = { ...earlier.lines };
    next.open = { ...earlier.open };
    next.shell = [...earlier.shell];
    next.distribution = earlier.distribution;
    for (const instruction of earlier.onbuild) next.apply(instruction);
    return next;
  }

  /** A variable as the engine fills it in: ENV wins over ARG. */
  readonly look: Look = (name) =>
    this.env.get(name) ?? this.args.get(name) ?? (this.open.variables ? notKnown : undefined);

  expand(word: string): string {
    return expandWord(word, this.look, this.build.escape);
  }

  apply(instruction: Instruction): void {
    const { keyword, text, line } = instruction;
    if (keyword !== 'ONBUILD') this.lines[keyword] = line;
    const words = () => rawWords(text, this.build.escape).map((word) => this.expand(word));
    switch (keyword) {
      case 'ARG':
        return this.#argument(text);
      case 'ENV': {
        const pairs = rawPairs(text, this.build.escape).map(
          ([name, value]) => [name, this.expand(value ?? '')] as const,
        );
        for (const [name, value] of pairs) this.env.set(name, value);
        return;
      }
      case 'LABEL':
        for (const [name, value] of rawPairs(text, this.build.escape))
          this.config.labels[this.expand(name)] = this.expand(value ?? '');
        return;
      case 'USER':
        this.config.user = words()[0] ?? '';
        this.open.user = false;
        return;
      case 'WORKDIR':
        this.config.workingDir = path.posix.resolve('/', this.config.workingDir, this.expand(text));
        return;
      case 'EXPOSE':
        this.config.exposedPorts.push(...words());
        return;
      case 'SHELL': {
        const shell = jsonForm(text);
        if (!shell || shell.length === 0) throw new Refused(line, 'SHELL takes a JSON array');
        this.shell = shell;
        return;
      }
      case 'ENTRYPOINT':
        this.config.entrypoint = this.#command(text);
        this.open.entrypoint = false;
        // What the base had is dropped, what this stage said stays.
        if (!this.#cmdSet) {
          this.config.cmd = [];
          this.open.cmd = false;
        }
        return;
      case 'CMD':
        this.config.cmd = this.#command(text);
        this.#cmdSet = true;
        this.open.cmd = false;
        return;
      case 'ONBUILD': {
        const [, inner = '', rest = ''] = /^(\S+)\s*([\s\S]*)$/.exec(text) ?? [];
        this.onbuild.push({ ...instruction, keyword: inner.toUpperCase(), text: rest });
        return;
      }
      case 'COPY':
      case 'ADD':
        copyInto(this, instruction);
        return this.#copiedAccounts();
      case 'RUN':
        return this.#run(instruction);
    }
  }

  /** `ARG name` takes what was said before the first FROM, `ARG name=value` its own; what the build is given wins. */
  #argument(text: string): void {
    for (const word of rawWords(text, this.build.escape)) {
      const [name = '', ...rest] = word.split('=');
      const value = word.includes('=') ? this.expand(rest.join('=')) : undefined;
      this.args.set(name, this.build.given[name] ?? value ?? this.build.global.get(name) ?? notKnown);
    }
  }

  /** The JSON form as it is, the shell form as the stage's shell runs it. */
  #command(text: string): string[] {
    return jsonForm(text) ?? (text === '' ? [] : [...this.shell, text]);
  }

  #run({ text, heredocs, line }: Instruction): void {
    const { rest } = flagsOf(text);
    const json = jsonForm(rest);
    const [only] = heredocs;
    // A line of nothing but a here-document is the script itself.
    const whole = only && /^\d*<<-?(["']?)[^\s"'<]+\1$/.test(rest.trim());
    const script = whole ? only.text : [rest, ...heredocs.map(({ name, text: body }) => `${body}${name}`)].join('\n');
    this.config.history.push(script);
    const before: ShellState = {
      accounts: this.accounts,
      files: this.files,
      variables: new Map([...this.args, ...this.env]),
      moreVariables: this.open.variables,
      functions: new Map(),
      workingDir: this.config.workingDir,
      ...(this.distribution && { distribution: this.distribution }),
    };
    if (!json && !isShell(this.shell)) {
      this.accounts = { ...this.accounts, others: this.accounts.others ?? `line ${line} runs ${this.shell[0]}` };
      return;
    }
    if (whole && /^#!(?!.*\b(ba|da|a)?sh\b)/.test(script)) return;
    const after = json ? followWords(json, before, this.build.steps) : followShell(script, before, this.build.steps);
    this.files = after.files;
    this.accounts = placed(this.accounts, after.accounts, line);
  }

  /** passwd and group files that were copied in. */
  #copiedAccounts(): void {
    for (const file of ['/etc/passwd', '/etc/group']) {
      const text = this.files.get(file);
      if (text === undefined) continue;
      this.accounts = withAccountFile(this.accounts, file, text);
      this.files.delete(file);
    }
  }

  /** The image that this stage makes. */
  planned(): PlannedImage {
    const { config, open, base } = this;
    const env = Object.fromEntries([...this.env].filter(([, value]) => isKnown(value)));
    const unread = `the base image ${base.image} was not read`;
    const user = open.user ? unread : isKnown(config.user) ? undefined : 'it names a variable whose value is not known';
    const command = open.cmd || (open.entrypoint && config.cmd.length === 0) ? unread : undefined;
    const lost = [...this.files].find(([file, text]) => configurationName.test(file) && !isKnown(text));
    const configuration = open.configuration
      ? `the configuration in ${base.image} was not read${this.#known && '; --base with oci:FOLDER or docker-archive:FILE reads all of it'}`
      : lost && `${lost[0]} is made in a way that cannot be followed`;
    return {
      kind: 'dockerfile',
      config: { ...config, env },
      base,
      ...(this.#known !== '' && { baseKnown: this.#known }),
      lines: this.lines,
      accounts: this.accounts,
      unknown: {
        ...(user !== undefined && { user }),
        ...(open.entrypoint && { entrypoint: unread }),
        ...(command !== undefined && { command }),
        ...(configuration !== undefined && { configuration }),
      },
      files: new Map([...this.files].map(([file, text]) => [file, isKnown(text) ? text : undefined])),
    };
  }
}

/** Names of Jupyter's configuration files. */
export const configurationName = /(^|\/)jupyter_((server|lab|notebook)_)?config(\.d\/[^/]+)?\.(py|json)$/;

const isShell = ([program = '']: string[]) => /(^|\/)((ba|da|a)?sh|_dockerfile_shell\.sh|env)$/.test(program);

/** Says at which line it came to be that the accounts are not known. */
function placed(before: PlannedImage['accounts'], after: PlannedImage['accounts'], line: number) {
  const at = (old: string | undefined, now: string | undefined) =>
    now !== undefined && old === undefined ? `line ${line}: ${now}` : now;
  const open = at(before.open, after.open);
  const others = at(before.others, after.others);
  return {
    users: after.users,
    groups: after.groups,
    ...(open !== undefined && { open }),
    ...(others !== undefined && { others }),
  };
}
