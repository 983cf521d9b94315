import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { CsvError, parse } from 'csv-parse/sync';
import * as z from 'zod';
import type { Mistake } from '../mistake';
import { unknownWord } from '../nearest';
import type { UserProfileForm } from '../studio-file-form';

const columns = ['name', 'person', 'team'];
const Row = z.object({ name: z.string().optional(), person: z.string().optional(), team: z.string().optional() });
const profileName = /^[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}$/;

/**
 * The user profiles of a CSV file with the columns name, person and team; a name that is not given is derived from the
 * person. Names are not case sensitive in AWS: two that are the same are refused.
 */
export async function profilesOfPeople(
  file: string,
  folder: string,
  place: Mistake['path'],
  wrong: (mistake: Mistake) => void,
): Promise<[string, UserProfileForm][]> {
  const refuse = (message: string) => wrong({ path: place, message: `${file}${message}` });
  const text = await readFile(path.resolve(folder, file), 'utf8').catch(causeOf);
  const rows = typeof text === 'string' ? rowsOf(text) : text;
  if ('cause' in rows) {
    refuse(` cannot be read: ${rows.cause}`);
    return [];
  }
  const profiles: [string, UserProfileForm][] = [];
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
