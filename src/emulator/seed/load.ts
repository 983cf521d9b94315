import path from 'node:path';
import { LineCounter, parseDocument, type Document } from 'yaml';
import type { Clock } from '../clock';
import { defaultConfiguration, type Configuration } from '../configuration';
import type { ChaosPlan } from '../faults/chaos';
import type { Permissions } from '../permissions/caller-policies';
import type { AnyRecord } from '../state/records';
import { chaosOf, configurationOf } from './behaviour';
import type { CallerForm } from './caller-form';
import { beyondBounds, isTooDeep, TOO_DEEP } from './bounds';
import { mistakesOf } from './issue';
import { formOfSeed } from './nothing-said';
import { permissionsOf } from './policies';
import { offsetOf, type Path, Wrong } from './path';
import { recordsOf } from './records';
import { repeatedKeys } from './repeated-keys';
import { SeedError } from './seed-error';
import { textOfFile } from './text-file';

export interface Seed {
  configuration: Configuration;
  records: AnyRecord[];
  permissions: Permissions | undefined;
  chaos: ChaosPlan | undefined;
}

/**
 * Reads a seed. Its relative times are before the clock's now; `accountId` replaces the seed's own, in its ARNs too.
 * Throws a SeedError with a line for each mistake: file, line and column, what is wrong there, what would be right.
 */
export function loadSeed(text: string, fileName: string, clock: Clock, accountId?: string): Seed {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: false });
  const at = (offset: number, message: string) => {
    const { line, col } = lines.linePos(offset);
    return `${fileName}:${line}:${col}: ${message}`;
  };
  if (document.errors.length > 0) {
    const { errors } = document;
    const tooDeep = errors.find(isTooDeep);
    const told = tooDeep
      ? [at(tooDeep.pos[0], TOO_DEEP)]
      : errors.map(({ code, pos, message }) => at(pos[0], code === 'MULTIPLE_DOCS' ? SECOND_DOCUMENT : message));
    throw new SeedError(told.join('\n'));
  }
  const beyond = beyondBounds(document);
  if (beyond) throw new SeedError(at(beyond.offset, beyond.message));
  const repeated = repeatedKeys(document);
  if (repeated.length > 0) throw new SeedError(repeated.map(({ offset, message }) => at(offset, message)).join('\n'));
  const form = formOfSeed(ofAccount(valueOf(document), accountId));
  if (!form.success) {
    const mistakes = form.error.issues.flatMap(mistakesOf);
    const placed = mistakes.map((mistake) => ({ ...mistake, offset: offsetOf(document, mistake.path, mistake.part) }));
    placed.sort((a, b) => a.offset - b.offset);
    throw new SeedError(placed.map(({ offset, path, message }) => at(offset, told(path, message))).join('\n'));
  }
  const seed = form.data;
  const configuration = configurationOf(seed, accountId);
  const readCallers = (callers: Record<string, CallerForm>): Permissions => {
    const own = ownAccount(valueOf(document));
    const mistakes: { offset: number; message: string }[] = [];
    const permissions = permissionsOf(callers, {
      textOf: (file) => attempt(() => scriptIn(file).replaceAll(own, configuration.accountId)),
      tell: (path, message) => mistakes.push({ offset: offsetOf(document, path), message: told(path, message) }),
    });
    if (mistakes.length === 0) return permissions;
    mistakes.sort((a, b) => a.offset - b.offset);
    throw new SeedError(mistakes.map(({ offset, message }) => at(offset, message)).join('\n'));
  };
  const scriptIn = (file: string) => textOfFile(path.resolve(path.dirname(fileName), file));
  const permissions = seed.callers && readCallers(seed.callers);
  try {
    return {
      configuration,
      records: recordsOf(seed, { clock, configuration }, scriptIn),
      permissions,
      chaos: chaosOf(seed),
    };
  } catch (error) {
    if (error instanceof Wrong)
      throw new SeedError(at(offsetOf(document, error.path), told(error.path, error.message)));
    throw error;
  }
}

const SECOND_DOCUMENT = 'a second document begins here, and a seed is one; take it away';

const told = (path: Path, message: string) => (path.length > 0 ? `${path.join('.')}: ${message}` : message);

/** A seed may be empty. */
const valueOf = (document: Document): unknown => document.toJS() ?? {};

function attempt(read: () => string): string | Error {
  try {
    return read();
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

/** The account that a seed is written for. */
const ownAccount = (seed: unknown): string =>
  typeof seed === 'object' && seed !== null && 'account' in seed
    ? String(seed.account)
    : defaultConfiguration.accountId;

/** The seed as if it were for that account: what names its own account names the other. */
function ofAccount(seed: unknown, accountId: string | undefined): unknown {
  const own = ownAccount(seed);
  if (accountId === undefined || accountId === own) return seed;
  const renamed = (value: unknown): unknown => {
    if (typeof value === 'string') return value.replaceAll(own, accountId);
    if (Array.isArray(value)) return value.map(renamed);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, renamed(item)]));
  };
  return renamed(seed);
}
