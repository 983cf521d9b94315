import { lstat, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { ImageConfig, PlannedImage } from '../../studio/custom-image/contents';
import { distributionAccounts, isSageMakerDistribution } from '../../studio/custom-image/sagemaker-distribution';
import { Unreadable } from '../unreadable';
import { plannedAccounts } from './dockerfile-accounts';
import { entryPath } from './entry-path';
import type { Instruction } from './dockerfile-instructions';
import { instructions, substitute } from './dockerfile-instructions';

/** Reads what a Dockerfile's last stage states when it is built with these arguments. Rejects with `Unreadable`. */
export async function readDockerfile(file: string, given: Record<string, string> = {}): Promise<PlannedImage> {
  const text = await readFile(file, 'utf8').catch((error: Error) => {
    throw new Unreadable(file, error.message, 'give the path of a Dockerfile');
  });
  const all = instructions(text);
  const stages = all.filter(({ keyword }) => keyword === 'FROM');
  if (stages.length === 0) throw new Unreadable(file, 'it has no FROM instruction', 'give the path of a Dockerfile');
  const image = planned(all, given);
  image.configuration = await jupyterConfiguration(path.dirname(file), image.copies);
  return image;
}

const configurationFile = /(^|\/)jupyter_(server|lab|notebook)_config\.(py|json)$/;

/** The Jupyter configuration files that are copied from the folder of the Dockerfile, and from nowhere else. */
async function jupyterConfiguration(folder: string, copies: string[]): Promise<string[]> {
  const texts: string[] = [];
  for (const source of copies.filter((copy) => configurationFile.test(copy))) {
    const place = entryPath(source);
    const file = place.ok && path.join(folder, place.path);
    const found = file && (await lstat(file).catch(() => undefined));
    if (file && found && found.isFile() && found.size < 2 ** 20) texts.push(await readFile(file, 'utf8'));
  }
  return texts;
}

function planned(all: Instruction[], given: Record<string, string>): PlannedImage {
  const global: Record<string, string> = {};
  const named = new Map<string, PlannedImage>();
  let image: PlannedImage | undefined;
  let args: Record<string, string> = {};
  for (const instruction of all) {
    if (instruction.keyword === 'ARG' && !image) Object.assign(global, argument(instruction, global, global, given));
    else if (instruction.keyword === 'FROM') {
      const [base = '', , name] = substitute(instruction.text, global)
        .replace(/--platform=\S+\s+/, '')
        .split(/\s+/);
      const earlier = named.get(base);
      const [, braced, bare] = /^(?:--platform=\S+\s+)?\$(?:\{(\w+)\}|(\w+))(?:\s|$)/.exec(instruction.text) ?? [];
      image = earlier ? structuredClone(earlier) : start(base, instruction.line, braced ?? bare);
      args = {};
      if (name) named.set(name, image);
    } else if (image) apply(instruction, image, args, global, given);
  }
  if (!image) throw new Error('a Dockerfile begins with FROM');
  return image;
}

function start(base: string, line: number, argument: string | undefined): PlannedImage {
  const known = isSageMakerDistribution(base) ? distributionAccounts : undefined;
  return {
    kind: 'dockerfile',
    config: {
      user: known?.user ?? '',
      env: known ? { NB_USER: known.user, MAMBA_USER: known.user } : {},
      entrypoint: [],
      cmd: [],
      workingDir: '',
      exposedPorts: [],
      labels: {},
      history: [],
    },
    base: { image: base, line, ...(argument !== undefined && { argument }) },
    lines: {},
    passwd: known?.passwd ?? 'root:x:0:0:root:/root:/bin/bash\n',
    group: known?.group ?? 'root:x:0:\nusers:x:100:\n',
    copies: [],
    configuration: [],
    runs: [],
  };
}

function apply(
  instruction: Instruction,
  image: PlannedImage,
  args: Record<string, string>,
  global: Record<string, string>,
  given: Record<string, string>,
): void {
  const { keyword, text, line } = instruction;
  const { config } = image;
  const filled = () => substitute(text, { ...args, ...config.env });
  if (keyword === 'ARG') {
    Object.assign(args, argument(instruction, { ...args, ...config.env }, global, given));
    return;
  }
  image.lines[keyword] = line;
  if (keyword === 'ENV') Object.assign(config.env, pairs(filled()));
  else if (keyword === 'LABEL') Object.assign(config.labels, pairs(filled()));
  else if (keyword === 'USER') config.user = filled();
  else if (keyword === 'WORKDIR') config.workingDir = filled();
  else if (keyword === 'EXPOSE') config.exposedPorts.push(...filled().split(/\s+/));
  else if (keyword === 'ENTRYPOINT')
    Object.assign(config, { entrypoint: command(text), cmd: [] } satisfies Partial<ImageConfig>);
  else if (keyword === 'CMD') config.cmd = command(text);
  else if (keyword === 'COPY' || keyword === 'ADD') {
    // Files of another stage are not in the folder.
    if (!text.includes('--from='))
      image.copies.push(
        ...filled()
          .split(/\s+/)
          .filter((word) => !word.startsWith('--'))
          .slice(0, -1),
      );
  } else if (keyword === 'RUN') {
    // The shell fills in these itself; their values are the same.
    const run = filled();
    image.runs.push({ command: run, line });
    config.history.push(text);
    const { passwd, group } = plannedAccounts(run, image);
    image.passwd = passwd;
    image.group = group;
  }
}

/** `ARG name` takes the value given before the first FROM, `ARG name=value` its own; what the build is given wins. */
function argument(
  { text }: Instruction,
  known: Record<string, string>,
  global: Record<string, string>,
  given: Record<string, string>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(pairs(substitute(text, known))).map(([name, value]) => [
      name,
      given[name] ?? (value === '' ? (global[name] ?? '') : value),
    ]),
  );
}

/** `a=b c="d e"`, `a` alone, and the old `ENV name value`. */
function pairs(text: string): Record<string, string> {
  if (!/^[\w.-]+=/.test(text) && /^[\w.-]+\s+\S/.test(text) && !text.includes('=')) {
    const [name = '', ...value] = text.split(/\s+/);
    return { [name]: value.join(' ') };
  }
  const found = text.matchAll(/([\w.-]+)(?:=("(?:[^"\\]|\\.)*"|'[^']*'|\S*))?/g);
  return Object.fromEntries(
    [...found].map(([, name = '', value = '']) => [name, value.replaceAll(/^["']|["']$/g, '')]),
  );
}

/** The JSON form as it is, the shell form as the shell runs it. */
function command(text: string): string[] {
  if (text.startsWith('[')) {
    const value: unknown = JSON.parse(text.replaceAll(/\s*\n\s*/g, ' '));
    if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value;
  }
  return ['/bin/sh', '-c', text];
}
