import path from 'node:path';
import type { Instruction } from './dockerfile-instructions';
import { flagsOf, isKnown, jsonForm, notKnown, rawWords } from './dockerfile-words';
import type { Stage } from './dockerfile-stage';

/** Where Jupyter looks for its configuration, and the image's root. */
const configurationFolder = /^\/$|^\/etc(\/jupyter)?\/?$|\/etc\/jupyter\/?$|\/\.jupyter\/?$/;
const account = /^\/etc\/(passwd|group)$/;
const mostFiles = 500;

/** Puts the files that COPY and ADD bring into a stage: their texts where they are known. */
export function copyInto(stage: Stage, { text, heredocs }: Instruction): void {
  const { flags, rest } = flagsOf(text);
  const words = jsonForm(rest) ?? rawWords(rest, stage.build.escape);
  const target = stage.expand(words.at(-1) ?? '');
  if (!isKnown(target)) return;
  const place = path.posix.resolve('/', stage.config.workingDir, target);
  const folder = target.endsWith('/') || target === '.' || words.length > 2;
  const from = flags.get('from');
  let document = 0;
  for (const word of words.slice(0, -1)) {
    if (/^\d*<<-?/.test(word) && heredocs[document]) {
      const { name, text: body, literal } = heredocs[document] ?? { name: '', text: '', literal: true };
      document += 1;
      put(stage, place, name, folder, literal ? body : variablesIn(body, stage));
      continue;
    }
    const source = stage.expand(word);
    if (from === undefined) copyFromContext(stage, source, place, folder);
    else copyFromStage(stage, stage.expand(from), source, place, folder);
  }
}

/** A file goes where the target says, and, where that may be a folder, into it. */
function put(stage: Stage, place: string, name: string, folder: boolean, text: string): void {
  if (!folder) stage.files.set(place, text);
  const inside = path.posix.join(place, path.posix.basename(name));
  if (folder || !path.posix.basename(place).includes('.')) stage.files.set(inside, text);
}

function copyFromContext(stage: Stage, source: string, place: string, folder: boolean): void {
  const found = isKnown(source) && !/[*?[]|^https?:|^git@/.test(source) ? stage.build.context.at(source) : undefined;
  if (found && 'text' in found) return put(stage, place, source, folder, found.text ?? notKnown);
  if (found) {
    for (const file of found.below.slice(0, mostFiles)) {
      const inside = stage.build.context.at(path.posix.join(source, file));
      if (inside && 'text' in inside) stage.files.set(path.posix.join(place, file), inside.text ?? notKnown);
    }
    return;
  }
  missing(stage, source, place, folder);
}

/** What was not found may be anything that its name and its target make it. */
function missing(stage: Stage, source: string, place: string, folder: boolean): void {
  if (configurationFolder.test(place) && !/\.\w+$/.test(source)) stage.open.configuration = true;
  const name = path.posix.basename(source);
  if (isKnown(name) && !/[*?[]/.test(name) && name !== '.' && name !== '/') put(stage, place, name, folder, notKnown);
}

function copyFromStage(stage: Stage, from: string, source: string, place: string, folder: boolean): void {
  const earlier = stage.build.stages.get(from.toLowerCase());
  const root = path.posix.resolve('/', source);
  // passwd and group are kept as accounts, not as files.
  for (const file of ['/etc/passwd', '/etc/group']) {
    const target =
      root === file
        ? folder
          ? path.posix.join(place, path.posix.basename(file))
          : place
        : path.posix.join(place, path.posix.relative(root, file));
    if (!(root === file || root === '/' || root === '/etc') || !account.test(target)) continue;
    const brought = earlier?.accounts ?? stage.build.base(from)?.accounts;
    const key = file === '/etc/passwd' ? 'users' : 'groups';
    const open = brought ? brought.open : `${file} comes from ${from}, which was not read`;
    stage.accounts = {
      ...stage.accounts,
      [key]: structuredClone(brought?.[key] ?? []),
      ...(open !== undefined && { open }),
    };
  }
  const known = [...(earlier?.files ?? [])].filter(
    ([file]) => file === root || file.startsWith(root === '/' ? root : `${root}/`),
  );
  for (const [file, text] of known) {
    if (file === root) put(stage, place, file, folder, text);
    else stage.files.set(path.posix.join(place, path.posix.relative(root, file)), text);
  }
  if (known.length === 0 && !account.test(root)) missing(stage, source, place, folder);
}

const variablesIn = (text: string, stage: Stage) =>
  text.replaceAll(
    /\$(?:(\w+)|\{(\w+)\})/g,
    (_all, plain?: string, braced?: string) => stage.look(plain ?? braced ?? '') ?? '',
  );
