import { packageNames } from '../verify/packages';
import { credentialFile } from '../verify/credential-file';

const escaped = packageNames.map((name) => name.replaceAll('_', '[-_.]')).join('|');

/** Files whose text the rules read, by the names under which they are looked for. */
const texts = [
  /^\/etc\/(passwd|group|sudoers)$/,
  /^\/etc\/sudoers\.d\/[^/]+$/,
  /^\/etc\/supervisor\/.*\.conf$/,
  // Anywhere: links lead to them from where Jupyter looks.
  /\/kernel\.json$/,
  /\/jupyter\/jupyter_(server|lab|notebook)_config(\.d\/[^/]+)?\.(py|json)$/,
  /\/jupyter\/labconfig\/page_config\.json$/,
];

const program = /\/s?bin\/[^/]+$/;

/** Files of which it matters that they are there. */
const known = [
  new RegExp(`/(site|dist)-packages/(${escaped})-[^/]+\\.dist-info/METADATA$`, 'i'),
  new RegExp(`/conda-meta/(${escaped})-[^/]+\\.json$`, 'i'),
  /\/(site|dist)-packages\/ipykernel_launcher\.py$/,
  /\/labextensions\/studiolo\/package\.json$/,
  program,
  /^\/opt\/(ml|\.sagemakerinternal)\/[^/]+$/,
  /^\/var\/log\/studio\/[^/]+$/,
  /^\/home\/[^/]+\/[^/]+$/,
  /\.(sh|bash)$/,
  credentialFile,
];
/** An entry point that lost its right to be executed is still to be told from one that is not there. */
const nearRoot = /^\/[^/]+(\/[^/]+){0,2}$/;

/** Links among documentation, translations and shared libraries lead to nothing that the rules look at. */
const ignoredLinks = /\.so[.\d]*$|^\/usr\/share\/(doc|man|locale|zoneinfo|icons)\/|\/node_modules\//;
const sharedLibrary = /\.so[.\d]*$/;
const worldWritable = 0o002;
const anyExecutable = 0o111;

/**
 * `script`: the text, if the file is one; `record`: owner, mode and size only; `some`: the same, of so many files as
 * there is room for: where everything is executable, or open to all, the first of them tell as much.
 */
export type Keep = 'text' | 'script' | 'record' | 'some' | 'nothing';

/** Whether the rules read the file of this name. */
export const isRead = (path: string): boolean => texts.some((pattern) => pattern.test(path));

/**
 * What is remembered of a path of a layer. Most passes by, so that memory does not grow with the image. `wanted` are
 * files that a link leads to under a name that is read.
 */
export function keep(
  path: string,
  type: 'file' | 'directory' | 'symlink',
  mode: number,
  wanted: ReadonlySet<string>,
): Keep {
  if (type === 'symlink') return ignoredLinks.test(path) ? 'nothing' : 'record';
  if (type === 'directory') {
    if (path.split('/').length <= 5) return 'record';
    return mode & worldWritable ? 'some' : 'nothing';
  }
  if (isRead(path) || wanted.has(path)) return 'text';
  // A script may be the entry point, or be called by it.
  if (mode & anyExecutable && !sharedLibrary.test(path)) return 'script';
  if (known.some((pattern) => pattern.test(path))) return 'record';
  return mode & worldWritable || nearRoot.test(path) ? 'some' : 'nothing';
}

/** What is remembered of an executable that is no script: it may be started by its path. */
export const keepProgram = (path: string): Keep => (program.test(path) || nearRoot.test(path) ? 'record' : 'some');
