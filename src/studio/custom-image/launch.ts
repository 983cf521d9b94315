import type { AppImageConfig } from './app-image-config';
import type { ImageAppType } from './app-type';
import { contracts } from './app-type';
import type { Image } from './contents';
import type { FileTree, Resolved } from './file-tree';

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
  if (image.kind === 'dockerfile') return launch;
  const { files } = image;
  const program = command[0];
  if (program) launch.program = findProgram(program, image.config.env['PATH'], files);
  return { ...launch, texts: [...launch.texts, ...scripts(command, image.config.env['PATH'], files)] };
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
  let next = command.flatMap(words);
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
