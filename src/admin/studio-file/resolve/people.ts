import path from 'node:path';
import { CsvError, parse } from 'csv-parse/sync';
import * as z from 'zod';
import { textOfFile } from '../../named-files/named-file';
import { UnusableFile } from '../../named-files/unusable-file';
import type { Mistake } from '../mistake';
import { nothingNamed, unknownWord } from '../nearest';
import { longestPerson, type Source, type UserProfileForm } from '../studio-file-form';

const columns = ['name', 'person', 'team'];
const Row = z.object({ name: z.string().optional(), person: z.string().optional(), team: z.string().optional() });
const Rows = z.array(z.object({ record: Row, info: z.object({ lines: z.number() }) }));
const profileName = /^[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}$/;

/** A user profile, and who of Identity Center it is for, where it is for somebody there. */
export type Profile = UserProfileForm & { from?: 'group' | 'users' };

/** Where the users of Identity Center's groups are asked for; nothing for a group that there is not. */
export interface Directory {
  membersOf(group: string): Promise<string[] | undefined>;
}

/** The user profiles of all sources, and the groups that are to be assigned; those of groups only where there is a directory. */
export async function profilesFrom(
  said: Source | readonly Source[],
  asked: Asked,
): Promise<{ profiles: [string, Profile][]; groups: string[] }> {
  const { wrong } = asked;
  const profiles = new Map<string, [string, Profile]>();
  const groups: string[] = [];
  for (const [index, source] of [said].flat().entries()) {
    const place = Array.isArray(said) ? [...asked.place, index] : asked.place;
    const found =
      typeof source === 'string'
        ? await profilesOfPeople(source, { ...asked, place })
        : await profilesOfUsers(source, { ...asked, place });
    if (typeof source !== 'string' && source.group !== undefined) groups.push(source.group);
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
  /** The names of the file's teams. */
  teams: readonly string[];
  wrong: (mistake: Mistake) => void;
  directory: Directory | undefined;
}

/** The user profiles of users of Identity Center, by their names or their group's. */
async function profilesOfUsers(
  { group, users = [], team }: Exclude<Source, string>,
  { place, teams, wrong, directory }: Asked,
): Promise<[string, Profile][]> {
  const members = group === undefined ? users : directory ? await directory.membersOf(group) : [];
  if (!members) wrong({ path: [...place, 'group'], message: `Identity Center has no group ${JSON.stringify(group)}` });
  const isKnown = team === undefined || teams.includes(team);
  if (!isKnown) wrong({ path: [...place, 'team'], message: nothingNamed('team', team, teams) });
  const rest = { from: group === undefined ? ('users' as const) : ('group' as const), aws: {} };
  return (members ?? []).flatMap((person, at): [string, Profile][] => {
    const name = derivedName(person);
    if (profileName.test(name)) return [[name, { person, ...rest, ...(isKnown && team !== undefined && { team }) }]];
    const path = group === undefined ? [...place, 'users', at] : [...place, 'group'];
    wrong({ path, message: `no name of a user profile can be made of ${JSON.stringify(person)}` });
    return [];
  });
}

/**
 * The user profiles of a CSV file with the columns name, person and team; a name that is not given is derived from the
 * person. Names are not case sensitive in AWS: two that are the same are refused.
 */
async function profilesOfPeople(file: string, { folder, place, teams, wrong }: Asked): Promise<[string, Profile][]> {
  const refuse = (message: string) => wrong({ path: place, message: `${file}${message}` });
  const table = await textOfFile(path.resolve(folder, file)).then(tableOf).catch(unusable);
  if (table instanceof UnusableFile) {
    wrong({ path: place, message: table.said(file) });
    return [];
  }
  const profiles: [string, Profile][] = [];
  const seen = new Map<string, number>();
  for (const odd of table.head.filter((name) => !columns.includes(name)))
    refuse(`:1: column ${odd}: ${unknownWord(odd, columns)}`);
  for (const twice of table.head.filter((name, at, all) => all.indexOf(name) < at))
    refuse(`:1: column ${twice}: stands twice`);
  for (const { record, info } of table.rows) {
    const { name = '', person = '', team = '' } = record;
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
    const isKnown = team === '' || teams.includes(team);
    if (!isKnown) refuse(`${at}${nothingNamed('team', team, teams)}`);
    if (person.length > longestPerson) refuse(`${at}a person has ${longestPerson} characters at most`);
    profiles.push([called, { ...(person !== '' && { person }), ...(isKnown && team !== '' && { team }), aws: {} }]);
  }
  return profiles;
}

/** `ana.maria@acme.example`: ana-maria. */
const derivedName = (person: string) =>
  (person.split('@', 1)[0] ?? '')
    .replaceAll(/[^a-zA-Z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 63);

interface Table {
  head: readonly string[];
  rows: z.output<typeof Rows>;
}

/** A table with commas between its fields or, as spreadsheets write it where a comma is in numbers, semicolons or tabs. */
function tableOf(text: string): Table {
  let head: readonly string[] = [];
  const columnsOf = (names: string[]) => [...(head = names)];
  const form = { bom: true, trim: true, skip_empty_lines: true, info: true, delimiter: separatorOf(text) };
  const rows = Rows.parse(parse(text, { ...form, columns: columnsOf }));
  if (head.length === 0) throw new UnusableFile('it is empty; its first line names its columns: name, person, team');
  return { head, rows };
}

function separatorOf(text: string): string {
  const [head = ''] = text.split('\n', 1);
  return [',', ';', '\t'].find((separator) => head.includes(separator)) ?? ',';
}

/** Why a table is none. What is no fault of the file goes on. */
function unusable(error: unknown): UnusableFile {
  if (error instanceof UnusableFile) return error;
  if (!(error instanceof CsvError)) throw error;
  const line: unknown = 'lines' in error ? error.lines : undefined;
  return new UnusableFile(error.message, typeof line === 'number' ? { line } : {});
}
