import type { AppImageConfig } from './app-image-config';
import type { ImageAppType } from './app-type';
import { contracts } from './app-type';
import type { Image, PlannedImage } from './contents';
import type { FileTree, Resolved } from './file-tree';
import { isStandard, programsOf } from './programs';

/** What a container of the image starts, and every text that tells with which options. */
export interface Launch {
  /** Program and arguments; empty where nothing is started. */
  command: string[];
  /** Whether the program comes from the AppImageConfig or from the image. */
  from: 'app-image-config' | 'image';
  /** Where the program is; absent for an image whose files are not known. */
  program?: Resolved;
  /** The command line, the scripts it runs and the configuration they read, one text each. */
  texts: { source: string; text: string }[];
  /** A program or a script that is run, and of which nothing is known; for an image that is not built yet. */
  unread?: string;
  /** A script that is run by its name and has Windows line ends; for an image that is not built yet. */
  windowsLines?: string;
}

const scriptDepth = 6;

/**
 * The command of an app: `ContainerEntrypoint` and `ContainerArguments` where the AppImageConfig has them, else the
 * image's own. An entry point given there drops the image's `CMD`, as `docker run --entrypoint` does (an assumption:
 * Studio's documentation does not say).
 */
export function launchOf(image: Image, appType: ImageAppType, config?: AppImageConfig): Launch {
  const member = contracts[appType].configMember;
  const container = member === 'KernelGatewayImageConfig' ? undefined : config?.[member]?.ContainerConfig;
  const given = container?.ContainerEntrypoint ?? [];
  const entrypoint = given.length > 0 ? given : image.config.entrypoint;
  const rest = container?.ContainerArguments ?? (given.length > 0 ? [] : image.config.cmd);
  const command = [...entrypoint, ...rest];
  const launch: Launch = {
    command,
    from: given.length > 0 ? 'app-image-config' : 'image',
    texts: [{ source: 'command', text: command.map(quoted).join(' ') }],
  };
  const variables = { ...image.config.env, ...container?.ContainerEnvironmentVariables };
  const filled = (texts: Launch['texts']) =>
    texts.map(({ source, text }) => ({ source, text: withVariables(text, variables) }));
  if (image.kind === 'dockerfile') {
    const { texts, unread } = plannedScripts(command, image);
    // A shell that is given the script reads its first line as a comment.
    const byShell = command.some((word) => /(^|\/)(ba|da|a)?sh$/.test(word));
    const windowsLines = programsOf(command).find((one) => !byShell && /^#![^\n]*\r\n/.test(textAt(one, image) ?? ''));
    return {
      ...launch,
      texts: filled([...launch.texts, ...texts]),
      ...(unread !== undefined && { unread }),
      ...(windowsLines !== undefined && { windowsLines }),
    };
  }
  const { files } = image;
  const program = command[0];
  if (program) launch.program = findProgram(program, image.config.env['PATH'], files);
  return { ...launch, texts: filled([...launch.texts, ...scripts(command, image.config.env['PATH'], files)]) };
}

/** Fills in the variables that the image sets; others may be set when the app runs. Texts stay of a size to be read. */
function withVariables(text: string, variables: Record<string, string>): string {
  let left = mostFilled;
  return text.replaceAll(/\$(?:(\w+)|\{(\w+)(?::?-[^{}]*)?\})/g, (all, plain?: string, braced?: string) => {
    const name = plain ?? braced ?? '';
    const value = Object.hasOwn(variables, name) ? (variables[name] ?? '') : all;
    return (left -= value.length) < 0 ? all : value;
  });
}

const mostFilled = 2 ** 20;

/** The scripts that the command of an image not built yet names, and those that they name in turn. */
function plannedScripts(command: string[], image: PlannedImage): { texts: Launch['texts']; unread?: string } {
  const texts = new Map<string, string>();
  let unread = programsOf(command).find((program) => !isStandard(program) && textAt(program, image) === undefined);
  let next = [...command.flatMap(words), ...[...image.files.keys()].filter(runBy(command))];
  for (let depth = 0; depth < scriptDepth && next.length > 0; depth += 1) {
    const found: string[] = [];
    for (const word of next) {
      const text = textAt(word, image);
      if (text === undefined || texts.has(word)) continue;
      texts.set(word, withoutComments(text));
      if (/^#!.*python/.test(text)) continue;
      found.push(withoutComments(text));
      unread ??= scriptCalls(text).find((called) => textAt(called, image) === undefined);
    }
    next = [...new Set(found.flatMap(words))];
  }
  return { texts: [...texts].map(([source, text]) => ({ source, text })), ...(unread !== undefined && { unread }) };
}

/** Files that a supervisor runs or reads of its own: s6's services, and supervisord's programs. */
function runBy(command: string[]): (file: string) => boolean {
  const names = command.flatMap(words);
  const s6 = names.some((name) => /(^|\/)(init|s6-svscan)$/.test(name));
  const supervisor = names.some((name) => /(^|\/)supervisord$/.test(name));
  return (file) =>
    (s6 && /^\/etc\/(services\.d|s6-overlay\/s6-rc\.d|s6)\/[^/]+\/run$/.test(file)) ||
    (supervisor && /^\/etc\/supervisor(d?\.conf|d?\/.*\.(conf|ini))$/.test(file));
}

/** Other scripts that a script runs, by their names. */
const scriptCalls = (text: string) => withoutComments(text).match(/(?<=^|[\s;&|])[\w./-]+\.sh(?=$|[\s;&|])/gm) ?? [];

/** The text of a file as the command names it: by its path, or by its name in a folder of programs. */
function textAt(name: string, { files, config }: PlannedImage): string | undefined {
  if (name.includes('/')) {
    const path = name.startsWith('/') ? name : `${config.workingDir}/${name.replace(/^\.\//, '')}`;
    return files.get(path.replaceAll(/\/+/g, '/'));
  }
  const found = [...files].find(([path]) => path.endsWith(`bin/${name}`) || path === `${config.workingDir}/${name}`);
  return found?.[1];
}

/** A program as PATH finds it: `named` is where it was found, before links were followed. */
export type FoundProgram = Resolved & { named: string };

/** Where a program is found: along PATH, or as it stands if it has a slash. */
export function findProgram(program: string, path: string | undefined, files: FileTree): FoundProgram {
  if (program.includes('/')) return { ...files.resolve(program), named: program };
  const folders = (path ?? '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin').split(':');
  const places = folders
    .filter((folder) => folder.startsWith('/'))
    .map((folder) => ({ ...files.resolve(`${folder}/${program}`), named: `${folder}/${program}` }));
  const nothing: FoundProgram = { at: 'nothing', path: program, named: program };
  return places.find(({ at }) => at === 'file') ?? places.find(({ at }) => at === 'loop') ?? nothing;
}

/** The scripts and configuration files that the command names, and those that they name in turn. */
function scripts(command: string[], path: string | undefined, files: FileTree): Launch['texts'] {
  const found = new Map<string, string>();
  const run = runBy(command);
  let next = [...command.flatMap(words), ...[...files.below('/etc')].map(([file]) => file).filter(run)];
  for (let depth = 0; depth < scriptDepth && next.length > 0; depth += 1) {
    const texts: string[] = [];
    for (const word of next) {
      const at = findProgram(word, path, files);
      if (at.at !== 'file' || at.record.text === undefined || found.has(at.path)) continue;
      found.set(at.path, at.record.text);
      // A Python console script is the program itself: what it imports says nothing about options.
      if (!/^#!.*python/.test(at.record.text)) texts.push(at.record.text);
    }
    next = [...new Set(texts.flatMap((text) => words(withoutComments(text))))];
  }
  return [...found].map(([source, text]) => ({ source, text: withoutComments(text) }));
}

const withoutComments = (text: string) => text.replaceAll(/^\s*[#;].*$/gm, '').replaceAll(/\\\r?\n/g, ' ');
const words = (text: string) => text.split(/[\s;|&()"'`=]+/).filter((word) => /^[\w./+-]+$/.test(word));
const quoted = (word: string) => (/\s/.test(word) ? word : word.replace(/=$/, "=''"));
