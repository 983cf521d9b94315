import { allFaults, type Fault } from '../faults';
import type { Ended } from '../real-program';
import type { DomainWorld } from './domain-world';

/** One after the other they lead from a domain without studiolo back to it. */
export const commands = [
  ['install', 1],
  ['upgrade', 2],
  ['rollback', 1],
  ['uninstall', 1],
] as const;
type Command = (typeof commands)[number][0];

/** A call of a command, by its operation and how many of that came before, and what happens to it. */
export interface BrokenCall {
  command: Command;
  operation: string;
  nth: number;
  fault: Fault;
  /** Whether it happens to all later calls of the operation too. */
  lasting: boolean;
}

/** What is changed, and what is somebody else's: both are compared as they are. */
type End = Awaited<ReturnType<DomainWorld['ends']>>;
/** How each command ends where nothing breaks, and what it asks of AWS meanwhile. */
export type Undisturbed = Record<Command, { end: End; calls: string[] }>;

/** Milliseconds: many times what the longest run may take by its own limits, on a busy machine too. */
const endless = 600_000;

/** Runs the commands where nothing breaks. */
export async function undisturbed(world: DomainWorld): Promise<Undisturbed> {
  const done: Partial<Undisturbed> = {};
  for (const [command, version] of commands) {
    const calls: string[] = [];
    const note = (operation: string) => void calls.push(operation);
    world.sagemaker.onCall = world.s3.onCall = note;
    requireDone(command, await world.runWithin(world.words(command, version), endless));
    world.mend();
    done[command] = { end: await world.ends(), calls };
  }
  const { install, upgrade, rollback, uninstall } = done;
  if (!install || !upgrade || !rollback || !uninstall) throw new Error('not all commands ran');
  return { install, upgrade, rollback, uninstall };
}

/** Each call with each fault that passes; and each operation with each fault that lasts, from its first call and from its last. */
export function brokenCalls({ calls }: Undisturbed[Command], command: Command): BrokenCall[] {
  const counts = new Map<string, number>();
  const once = calls.flatMap((operation) => {
    const nth = (counts.get(operation) ?? 0) + 1;
    counts.set(operation, nth);
    return allFaults.map((fault): BrokenCall => ({ command, operation, nth, fault, lasting: false }));
  });
  const lasting = [...counts].flatMap(([operation, last]) =>
    [...new Set([1, last])].flatMap((nth) =>
      allFaults.map((fault): BrokenCall => ({ command, operation, nth, fault, lasting: true })),
    ),
  );
  return [...once, ...lasting];
}

/**
 * Runs the commands, each with a call of its own broken, and where that fails once more with none; resolves with what is
 * wrong about it, in a line each.
 */
export async function brokenCycle(
  world: DomainWorld,
  expected: Undisturbed,
  broken: ReadonlyMap<Command, BrokenCall>,
): Promise<string[]> {
  const wrong: string[] = [];
  for (const [command, version] of commands) {
    const its = broken.get(command);
    if (its) wrong.push(...(await brokenRun(world, its, version, expected)));
    const again = its ? undefined : await world.runWithin(world.words(command, version), endless);
    if (again && again.code !== 0) wrong.push(`${command}: ${again.stderr}`);
    if (!same(await world.ends(), expected[command].end))
      wrong.push(`${its ? nameOf(its) : command} ends as ${JSON.stringify(await world.ends())}`);
  }
  return wrong;
}

async function brokenRun(world: DomainWorld, its: BrokenCall, version: number, expected: Undisturbed) {
  const wrong: string[] = [];
  let seen = 0;
  world.sagemaker.onCall = world.s3.onCall = (operation) => {
    if (operation !== its.operation || (seen += 1) < its.nth) return undefined;
    return its.lasting || seen === its.nth ? its.fault : undefined;
  };
  const words = world.words(its.command, version);
  const first = await world.runWithin(words, endless);
  world.mend();
  wrong.push(...complaints(its, first));
  const { theirs, attached } = await world.ends();
  if (!same(theirs, expected.uninstall.end.theirs)) wrong.push(`loses what is others': ${JSON.stringify(theirs)}`);
  if (!attached.whole) wrong.push(`leaves attached what cannot run: ${JSON.stringify(attached)}`);
  if (first.code !== 0) {
    const again = await world.runWithin(words, endless);
    if (again.code !== 0) wrong.push(`is not finished by running it again: ${again.stderr}`);
  }
  return wrong.map((line) => `${nameOf(its)} ${line}`);
}

/** What is wrong about how a run with a broken call ended. */
function complaints({ operation, fault, lasting }: BrokenCall, { code, signal, stderr }: Ended): string[] {
  const wrong: string[] = [];
  if (signal !== null) return ['does not end by itself'];
  const allowed = fault === 'denied' ? [0, 1] : lasting ? [0, 1, 4] : [0];
  if (code === null || !allowed.includes(code)) wrong.push(`ends with ${code}: ${stderr}`);
  if (/\n\s+at |\[object|undefined|UnknownError/.test(stderr)) wrong.push(`says ${stderr}`);
  if (code === 0) return wrong;
  const last = stderr.trim().split('\n').at(-1) ?? '';
  // What is allowed by an action of another name is refused by that.
  const action = fault === 'denied' && /Objects?(V2)?$/.test(operation) ? /s3:\w+/ : new RegExp(operation);
  if (!last.startsWith('studiolo: ') || !action.test(last)) wrong.push(`does not say what was wrong: ${stderr}`);
  return wrong;
}

function requireDone(command: string, { code, stderr }: Ended): void {
  if (code !== 0) throw new Error(`${command}: ${stderr}`);
}

const nameOf = ({ command, operation, nth, fault, lasting }: BrokenCall) =>
  `${command}, ${operation} ${nth} ${fault}${lasting ? ' and from then on' : ''}:`;

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
