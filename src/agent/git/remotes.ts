import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { Whereabouts, Runtime } from '../configuration';
import { cloneConfiguration, entry } from './clone-configuration';
import { git, type GitParts } from './git';

/** A remote of a clone: its addresses as written, and as git asks them after `url.<base>.insteadOf`. */
export interface Remote {
  name: string;
  addresses: string[];
}

const patience = 10_000;
/** Seconds that an answer is kept where nothing that it comes from seems to have changed. */
const kept = 300;

/** The remotes of clones, as git itself reads them. Asked again only when a file that they come from has changed. */
export class RemotesReader {
  constructor(
    private readonly parts: GitParts & {
      whereabouts: Pick<Whereabouts, 'variables'>;
      runtime: Pick<Runtime, 'uptime'>;
    },
  ) {}

  /** None where git does not read the folder as a clone. */
  async read(folder: string): Promise<Remote[]> {
    const state = await this.stateOf(folder);
    const known = this.known.get(folder);
    const now = this.parts.runtime.uptime();
    if (known && known.state === state && now - known.readAt < kept) return known.remotes;
    const remotes = await remotesOf(this.parts, folder).catch(() => []);
    this.known.set(folder, { state, readAt: now, remotes });
    return remotes;
  }

  /** What tells whether the clone's configuration or the user's has been written since. */
  private async stateOf(folder: string): Promise<string> {
    const { HOME: home = '/', XDG_CONFIG_HOME: xdg } = this.parts.whereabouts.variables;
    const files = [
      path.join(folder, '.git'),
      path.join(folder, '.git', 'config'),
      path.join(home, '.gitconfig'),
      path.join(xdg || path.join(home, '.config'), 'git', 'config'),
    ];
    const states = files.map((file) =>
      stat(file).then(
        ({ ctimeMs, ino, size, uid }) => `${ino} ${size} ${ctimeMs} ${uid}`,
        () => '',
      ),
    );
    return (await Promise.all(states)).join('\n');
  }

  private readonly known = new Map<string, { state: string; readAt: number; remotes: Remote[] }>();
}

async function remotesOf(parts: GitParts, folder: string): Promise<Remote[]> {
  const { clone, user } = await cloneConfiguration(parts, folder);
  // Of somebody else's folder git tells nothing as a repository; what its file says can be read all the same.
  const entries = clone.length > 0 ? clone : await entriesOf(parts, folder);
  const remotes = new Map<string, string[]>();
  for (const [key, value] of entries) {
    const name = /^remote\.(.*)\.url$/s.exec(key)?.[1];
    if (name !== undefined) remotes.set(name, [...(remotes.get(name) ?? []), value]);
  }
  if ([...entries, ...user].some(([key]) => key.endsWith('.insteadof')))
    for (const [name, address] of await asked(parts, folder)) remotes.get(name)?.push(address);
  return [...remotes].map(([name, addresses]) => ({ name, addresses }));
}

async function entriesOf(parts: GitParts, folder: string) {
  const words = ['config', '--file', path.join(folder, '.git', 'config'), '--list', '-z'];
  const ran = await git(parts, words, { timeout: patience, offline: true });
  return ran.code === 0 ? ran.stdout.split('\0').filter(Boolean).map(entry) : [];
}

/** `git remote -v`: `<name><tab><address> (fetch)`. */
async function asked(parts: GitParts, folder: string): Promise<[string, string][]> {
  const ran = await git(parts, ['remote', '-v'], { folder, timeout: patience, offline: true });
  return [...ran.stdout.matchAll(/^([^\t\n]+)\t(.*) \(fetch\)/gm)].map(([, name = '', address = '']) => [
    name,
    address,
  ]);
}
