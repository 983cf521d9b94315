import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { type BaseContents, completed, unknownBase } from '../verify/base-contents';
import type { PlannedImage } from '../verify/contents';
import { knownBase } from '../verify/known-bases';
import { imageNamed } from '../base-image';
import { Unreadable } from '../unreadable';
import { type BuildContext, folderContext } from './build-context';
import type { Instruction } from './dockerfile-instructions';
import { cutDockerfile } from './dockerfile-instructions';
import { type Build, Refused, Stage } from './dockerfile-stage';
import { expandWord, flagsOf, isKnown, type Look, notKnown, rawWords } from './dockerfile-words';

/**
 * Reads what a Dockerfile's last stage will be when it is built with these arguments. `base` is what the last stage's
 * base image brings, where it was read; without it the well-known ones are taken from a table, and of any other nothing
 * is known. Rejects with `Unreadable`.
 */
export async function readDockerfile(
  file: string,
  given: Record<string, string> = {},
  base?: BaseContents,
): Promise<PlannedImage> {
  const text = await readFile(file, 'utf8').catch((error: Error) => {
    throw new Unreadable(file, error.message, 'give the path of a Dockerfile');
  });
  try {
    const context = folderContext(path.dirname(file));
    const planned = planImage(text, given, context);
    // Which stage's base it is that was read is known once the stages are.
    return base ? planImage(text, given, context, { line: planned.base.line, contents: base }) : planned;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const where = error.line > 0 ? `line ${error.line}: ` : '';
    throw new Unreadable(file, `${where}${error.message}`, 'give the path of a Dockerfile that an engine can build');
  }
}

const keywords =
  /^(ADD|ARG|CMD|COPY|ENTRYPOINT|ENV|EXPOSE|FROM|HEALTHCHECK|LABEL|MAINTAINER|ONBUILD|RUN|SHELL|STOPSIGNAL|USER|VOLUME|WORKDIR)$/;
/** Commands in all scripts together that are followed; beyond it accounts are not known. */
const mostSteps = 20_000;
/** Each stage takes all that the one before it has. */
const mostStages = 500;
const needsMore = /^(ADD|ARG|COPY|ENV|FROM|ONBUILD|USER|WORKDIR)$/;

/** A base image that was read, and the line of the FROM that names it. */
export interface ReadBase {
  line: number;
  contents: BaseContents;
}

/** The image that a Dockerfile makes. Throws `Refused` where engines refuse it. */
export function planImage(
  text: string,
  given: Record<string, string>,
  context: BuildContext,
  read?: ReadBase,
): PlannedImage {
  const { instructions, escape, syntax, refused } = cutDockerfile(text);
  if (refused) throw new Refused(refused.line, refused.why);
  const lastFrom = instructions.findLast(({ keyword }) => keyword === 'FROM');
  if (!lastFrom) throw new Refused(0, 'it has no FROM instruction');
  const build: Build = {
    escape,
    given,
    global: new Map(),
    context,
    steps: { left: mostSteps },
    stages: new Map(),
    base: knownBase,
  };
  let stage: Stage | undefined;
  let number = 0;
  for (const instruction of instructions) {
    const { keyword, line } = instruction;
    // Another frontend than Docker's may have instructions of its own.
    if (!keywords.test(keyword)) {
      if (syntax !== undefined && !/docker\/dockerfile/.test(syntax)) continue;
      throw new Refused(line, `"${keyword.slice(0, 40)}" is no instruction`);
    }
    if (needsMore.test(keyword) && instruction.text === '') throw new Refused(line, `${keyword} says nothing`);
    if (keyword === 'FROM') {
      if (number >= mostStages) throw new Refused(line, `more than ${mostStages} stages are not read`);
      const { name, started } = begin(instruction, build, read);
      stage = started;
      build.stages.set(String(number), stage);
      if (name !== undefined) build.stages.set(name.toLowerCase(), stage);
      number += 1;
    } else if (stage) stage.apply(instruction);
    else if (keyword === 'ARG') globalArgument(instruction, build);
    else throw new Refused(line, `${keyword} stands before the first FROM`);
  }
  if (!stage) throw new Refused(0, 'it has no FROM instruction');
  return stage.planned();
}

/** Platforms are arguments of every build. */
const platformArgument = /^(TARGET|BUILD)(PLATFORM|OS|ARCH|VARIANT)$/;

const globalLook =
  ({ global, given }: Build): Look =>
  (name) =>
    platformArgument.test(name) ? (given[name] ?? notKnown) : global.get(name);

function globalArgument({ text }: Instruction, build: Build): void {
  for (const word of rawWords(text, build.escape)) {
    const [name = '', ...rest] = word.split('=');
    const value = word.includes('=') ? expandWord(rest.join('='), globalLook(build), build.escape) : notKnown;
    build.global.set(name, build.given[name] ?? value);
  }
}

/** `FROM [--platform=…] IMAGE [AS NAME]`, where IMAGE may be a stage before; names are told apart regardless of case. */
function begin({ text, line }: Instruction, build: Build, read: ReadBase | undefined) {
  const { flags, rest } = flagsOf(text);
  const [written = '', , name] = rawWords(rest, build.escape);
  const image = expandWord(written, globalLook(build), build.escape);
  const earlier = build.stages.get(image.toLowerCase());
  const platform = expandWord(flags.get('platform') ?? '', globalLook(build), build.escape);
  const started = earlier && !/^\d+$/.test(image) ? Stage.after(earlier) : onImage();
  const [, os, architecture] = /^(\w+)\/(\w+)/.exec(platform) ?? [];
  if (os !== undefined && architecture !== undefined && isKnown(platform))
    Object.assign(started.config, { os, architecture: architectures[architecture] ?? architecture });
  if (flags.has('platform')) started.lines['--platform'] = line;
  return { name, started };

  function onImage(): Stage {
    if (isKnown(image) && image !== 'scratch' && !imageNamed(image))
      throw new Refused(line, `"${image.slice(0, 80)}" is no name of an image`);
    // A name with an argument that has no value is told as it is written.
    const shown = isKnown(image) ? image : written;
    const [, braced, bare] = /^\$(?:\{(\w+)\}|(\w+))$/.exec(written) ?? [];
    const argument = braced ?? bare;
    const known = image.startsWith(notKnown) ? undefined : knownBase(image.replaceAll(notKnown, ''));
    const contents = read?.line === line ? completed(read.contents, known) : known;
    const base = {
      image: shown,
      line,
      ...(argument !== undefined && { argument }),
    };
    return new Stage(build, base, contents ?? unknownBase(shown));
  }
}

const architectures: Record<string, string> = { x86_64: 'amd64', aarch64: 'arm64' };
