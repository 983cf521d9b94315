import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { CsvError, parse } from 'csv-parse/sync';
import * as z from 'zod';
import type { Mistake } from '../mistake';
import { unknownWord } from '../nearest';
import type { Source, UserProfileForm } from '../studio-file-form';

const columns = ['name', 'person', 'team'];
const Row = z.object({ name: z.string().optional(), person: z.string().optional(), team: z.string().optional() });
const profileName = /^[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}$/;

/** A user profile, and who of Identity Center it is for, where it is for somebody there. */
export type Profile = UserProfileForm & { from?: 'group' | 'users' };

/** Where the users of Identity Center's groups are asked for; nothing for a group that there is not. */
export interface Directory {
  membersOf(group: string): Promise<string[] | undefined>;
}

/** The user profiles of all sources, and the groups that are to be assigned; those of groups only where there is a directory. */
export async function profilesFrom(
  sources: readonly Source[],
  { folder, place, wrong, directory }: Asked,
): Promise<{ profiles: [string, Profile][]; groups: string[] }> {
  const profiles = new Map<string, [string, Profile]>();
  const groups: string[] = [];
  for (const source of sources) {
    const found = typeof source === 'string' ? await profilesOfPeople(source, folder, place, wrong) : [];
    if (typeof source !== 'string') {
      const { group, users = [], team } = source;
      const members = group === undefined ? users : directory ? await directory.membersOf(group) : [];
      if (group !== undefined) groups.push(group);
      if (!members) wrong({ path: place, message: `Identity Center has no group ${JSON.stringify(group)}` });
      const from = group === undefined ? 'users' : 'group';
      for (const person of members ?? []) {
        const name = derivedName(person);
        if (profileName.test(name)) found.push([name, { person, from, ...(team !== undefined && { team }), aws: {} }]);
        else wrong({ path: place, message: `no name of a user profile can be made of ${JSON.stringify(person)}` });
      }
    }
    const own = new Set<string>();
    for (const [name, profile] of found) {
      const [before, other] = profiles.get(name.toLowerCase()) ?? [];
      // Who is in two groups has one profile: what is said first counts. What is wrong within a file was told with its lines.
      if (before === undefined) profiles.set(name.toLowerCase(), [name, profile]);
      else if (other?.person !== profile.person && !(typeof source === 'string' && own.has(name.toLowerCase())))
        wrong({
          path: place,
          message: `${profile.person ?? name} and ${other?.person ?? before} would both be ${name}; give one a profile of another name under userProfiles`,
        });
      own.add(name.toLowerCase());
    }
  }
  return { profiles: [...profiles.values()], groups };
}

interface Asked {
  folder: string;
  place: Mistake['path'];
  wrong: (mistake: Mistake) => void;
  directory: Directory | undefined;
}

/**
 * The user profiles of a CSV file with the columns name, person and team; a name that is not given is derived from the
 * person. Names are not case sensitive in AWS: two that are the same are refused.
 */
async function profilesOfPeople(
  file: string,
  folder: string,
  place: Mistake['path'],
  wrong: (mistake: Mistake) => void,
): Promise<[string, Profile][]> {
  const refuse = (message: string) => wrong({ path: place, message: `${file}${message}` });
  const text = await readFile(path.resolve(folder, file), 'utf8').catch(causeOf);
  const rows = typeof text === 'string' ? rowsOf(text) : text;
  if ('cause' in rows) {
    refuse(` cannot be read: ${rows.cause}`);
    return [];
  }
  const profiles: [string, Profile][] = [];
  const seen = new Map<string, number>();
  const odd = Object.keys(rows[0]?.record ?? {}).find((name) => !columns.includes(name));
  if (odd !== undefined) refuse(`:1: column ${odd}: ${unknownWord(odd, columns)}`);
  for (const { record, info } of rows) {
    const { name = '', person = '', team = '' } = Row.parse(record);
    const at = `:${info.lines}: `;
    const called = name === '' ? derivedName(person) : name;
    if (!profileName.test(called)) {
      refuse(`${at}${JSON.stringify(called)} is no name of a user profile; use letters, digits and hyphens`);
      continue;
    }
    const before = seen.get(called.toLowerCase());
    if (before !== undefined)
      refuse(`${at}${called} is the name of line ${before} too; give it another in the column name`);
    seen.set(called.toLowerCase(), info.lines);
    profiles.push([called, { ...(person !== '' && { person }), ...(team !== '' && { team }), aws: {} }]);
  }
  return profiles;
}

/** `ana.maria@acme.example`: ana-maria. */
const derivedName = (person: string) =>
  (person.split('@', 1)[0] ?? '')
    .replaceAll(/[^a-zA-Z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 63);

type Rows = { record: Record<string, string>; info: { lines: number } }[];

function rowsOf(text: string): Rows | { cause: string } {
  try {
    return parse(text, { columns: true, bom: true, trim: true, skip_empty_lines: true, info: true });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return causeOf(error);
  }
}

const causeOf = (error: unknown) => ({ cause: error instanceof Error ? error.message : String(error) });
