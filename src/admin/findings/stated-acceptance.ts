import { type Document, LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import type { Acceptance } from './acceptance';

/** What is stated cannot be taken: every fault, with its place. */
export class AcceptanceError extends Error {}

const Day = z.string().refine(isDay, { error: 'takes a day such as 2026-12-31' });
const Words = z.string().trim().min(1, { error: 'is empty' });
const Entry = z.strictObject({ finding: Words, at: Words.optional(), until: Day, reason: Words });
const File = z.strictObject({ accept: z.array(z.unknown()) });

function isDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

/**
 * The acceptances of a file, as YAML or JSON: `accept:` with a list of `finding`, `until`, `reason` and, where it is not
 * accepted everywhere, `at`. `codes`: those that there are. Throws `AcceptanceError` with all that is wrong.
 */
export function acceptancesIn(text: string, file: string, codes: readonly string[]): Acceptance[] {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, schema: 'core', uniqueKeys: true });
  const lineOf = (path: (string | number)[]) => {
    const node: unknown = document.getIn(path, true);
    const start = z.object({ range: z.tuple([z.number()]).rest(z.number()) }).safeParse(node).data?.range[0];
    return start === undefined ? undefined : lines.linePos(start).line;
  };
  const at = (path: (string | number)[]) => {
    const line = lineOf(path) ?? lineOf(path.slice(0, 2));
    return line === undefined ? file : `${file}:${line}`;
  };
  const broken = document.errors.map(({ message, pos }) => `${file}:${lines.linePos(pos[0]).line} ${message}`);
  if (broken.length > 0) throw new AcceptanceError(broken.join('\n'));
  const whole = File.safeParse(plain(document, file));
  if (!whole.success)
    throw new AcceptanceError(`${file} must have a list below "accept:" and nothing else (finding, until, reason, at)`);
  const faults: string[] = [];
  const acceptances = whole.data.accept.flatMap((value, index): Acceptance[] => {
    const entry = Entry.safeParse(value);
    if (!entry.success) {
      for (const { path, message } of entry.error.issues)
        faults.push(`${at(['accept', index, ...path.map(String)])} ${[...path.map(String), message].join(' ')}`);
      return [];
    }
    const { finding, ...rest } = entry.data;
    if (!codes.includes(finding)) faults.push(`${at(['accept', index, 'finding'])} ${unknownCode(finding)}`);
    return [acceptance(finding, rest, `${at(['accept', index])}`)];
  });
  if (faults.length > 0) throw new AcceptanceError(faults.join('\n'));
  return acceptances;
}

function plain(document: Document, file: string): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    throw new AcceptanceError(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** An acceptance on the command line: `CODE [at WHERE] until DAY: REASON`. Throws `AcceptanceError`. */
export function acceptanceOf(text: string, option: string, codes: readonly string[]): Acceptance {
  const [, code = '', at, until = '', reason = ''] =
    /^\s*(\S+)(?:\s+at\s+(.+?))?\s+until\s+(\S+?)\s*:\s*(.*\S)\s*$/s.exec(text) ?? [];
  if (reason === '')
    throw new AcceptanceError(
      `${option} takes "CODE until YYYY-MM-DD: REASON" or "CODE at WHERE until YYYY-MM-DD: REASON", not ${JSON.stringify(text)}`,
    );
  if (!isDay(until))
    throw new AcceptanceError(`${option} takes a day such as 2026-12-31, not ${JSON.stringify(until)}`);
  if (!codes.includes(code)) throw new AcceptanceError(`${option}: ${unknownCode(code)}`);
  return acceptance(code, { at, until, reason }, option);
}

function acceptance(
  code: string,
  { at, until, reason }: { at?: string | undefined; until: string; reason: string },
  stated: string,
): Acceptance {
  return { code, ...(at !== undefined && { at }), until, reason, stated };
}

const unknownCode = (code: string) => `there is no finding called ${JSON.stringify(code)}`;
