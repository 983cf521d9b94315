import { instanceTypes as everyType } from '../model/shape';
import type { Path } from '../mistake';
import { nothingNamed } from '../nearest';
import { at, over, ownOf, said, type Settings } from '../settings';
import { idleSettings } from '../short/idle';
import { storageSettings } from '../short/storage';
import type { TeamForm } from '../studio-file-form';
import { type Resolving, roleArn } from './resolving';

type Words = Pick<TeamForm, 'role' | 'idle' | 'storage' | 'images' | 'repositories' | 'instanceTypes'>;
type Word = keyof Words;

/** A short form: what it says in AWS's members of UserSettings, each by its path. */
type ShortForm = { [W in Word]: (resolving: Resolving, value: NonNullable<Words[W]>, path: Path) => Settings[] };

const appSettings = { JupyterLab: 'JupyterLabAppSettings', CodeEditor: 'CodeEditorAppSettings' } as const;

const shortForms: ShortForm = {
  role: (resolving, role, path) => [{ ExecutionRole: roleArn(resolving, role, path) }],
  idle: (_, text) => {
    const read = idleSettings(text);
    const settings = 'settings' in read ? read.settings : {};
    return Object.values(appSettings).map((app) => at([app, 'AppLifecycleManagement', 'IdleSettings'], settings));
  },
  storage: (_, text) => {
    const read = storageSettings(text);
    return 'settings' in read ? [at(['SpaceStorageSettings', 'DefaultEbsStorageSettings'], read.settings)] : [];
  },
  images: ({ form, wrong }, names, path) => {
    const known = form.images ?? {};
    for (const [index, name] of names.entries()) {
      if (Object.hasOwn(known, name)) continue;
      wrong({ path: [...path, index], message: nothingNamed('image', name, Object.keys(known)) });
    }
    const listed = (app: 'JupyterLab' | 'CodeEditor') =>
      names
        .filter((name) => ownOf(known, name)?.for.includes(app))
        .map((ImageName) => ({ ImageName, AppImageConfigName: ownOf(known, ImageName)?.appImageConfig ?? ImageName }));
    const apps = (['JupyterLab', 'CodeEditor'] as const).filter((app) => names.length === 0 || listed(app).length > 0);
    return apps.map((app) => at([appSettings[app], 'CustomImages'], listed(app)));
  },
  repositories: (_, urls) => [
    at(
      ['JupyterLabAppSettings', 'CodeRepositories'],
      urls.map((RepositoryUrl) => ({ RepositoryUrl })),
    ),
  ],
  instanceTypes: ({ wrong }, patterns, path) => {
    const shown = patterns.map((pattern) => new RegExp(`^${pattern.split('*').map(escaped).join('.*')}$`));
    for (const [index, pattern] of shown.entries()) {
      if (everyType.some((type) => pattern.test(type))) continue;
      const text = patterns[index] ?? '';
      wrong({ path: [...path, index], message: nothingNamed('instance type', text, everyType) });
    }
    // An empty list takes the setting away: a Studio that shows no type is meant by nobody.
    if (shown.length === 0) return [at(['StudioWebPortalSettings', 'HiddenInstanceTypes'], [])];
    const hidden = everyType.filter((type) => !shown.some((pattern) => pattern.test(type)));
    return [at(['StudioWebPortalSettings', 'HiddenInstanceTypes'], hidden)];
  },
};

const words: readonly Word[] = ['role', 'idle', 'storage', 'images', 'repositories', 'instanceTypes'];

/**
 * What a level says in short, in AWS's members of UserSettings. `beside` is what it says in those itself, at a path: where
 * both set the same, that is a mistake.
 */
export function shortSettings(
  resolving: Resolving,
  value: Words,
  path: Path,
  beside: { settings: Settings | undefined; path: Path } = { settings: undefined, path },
): Settings {
  let settings: Settings = {};
  for (const word of words) {
    for (const part of saidInShort(resolving, word, value, [...path, word])) {
      const clash = leafPath(part).find((one) => said(beside.settings, one) !== undefined);
      if (clash) {
        const member = [...beside.path, ...clash];
        const other = `${member.slice(path.length).join('.')} (line ${resolving.lineOf(member)})`;
        resolving.wrong({
          path: [...path, word],
          part: 'word',
          message: `this and ${other} set the same value; keep one`,
        });
      }
      settings = over(settings, part);
    }
  }
  return settings;
}

function saidInShort<W extends Word>(resolving: Resolving, word: W, value: Words, path: Path): Settings[] {
  const text = value[word];
  return text === undefined ? [] : shortForms[word](resolving, text, path);
}

/** The structure that a short form sets: its own path, without what is in a list or below IdleSettings and the like. */
function leafPath(part: Settings): string[][] {
  const path: string[] = [];
  let value: unknown = part;
  while (typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length === 1) {
    const [[name, inner] = ['', undefined]]: [string, unknown][] = Object.entries(value);
    path.push(name);
    value = inner;
  }
  return [path];
}

const escaped = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
