import { setMaxListeners } from 'node:events';
import { converge, exitCodes, type Outcome } from '../admin/converge/converge';
import type { Context, Lasting } from '../admin/converge/context';
import type { Event } from '../admin/converge/event';
import type { KindOf } from '../admin/converge/kind';
import type { Plan } from '../admin/converge/plan';
import type { AnyStep, TakeBack } from '../admin/converge/step';
import { CommandError, type Host, UsageError } from './host';
import { planLines, progressLines } from './plan-text';

/** Options of every command that changes AWS. */
export const changeOptions = {
  'dry-run': { type: 'boolean', description: 'show the plan and change nothing; exit code 3 where there are changes' },
  yes: { type: 'boolean', description: 'do not ask' },
  json: { type: 'boolean', description: 'print plan and outcome as JSON, and what happens as JSON lines to stderr' },
} as const;

/** What `changeOptions` were given. */
export interface ChangeOptions {
  'dry-run'?: boolean | undefined;
  yes?: boolean | undefined;
  json?: boolean | undefined;
}

/** What every command's context has: the clock, pauses that end when the command is to, and who is told. */
export function contextOf(host: Host, signal: AbortSignal, region = host.region): Context {
  // As many steps as go on beside each other wait for it; Node.js would warn of the eleventh.
  setMaxListeners(0, signal);
  return {
    region,
    signal,
    now: () => host.now(),
    sleep: (milliseconds) => pause(milliseconds, signal),
    tell: (line) => host.tell(line),
  };
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    signal.addEventListener('abort', end, { once: true });
    if (signal.aborted) end();
  });
}

/**
 * Shows a plan, asks, carries it out and prints what came of it; `about` stands at the head of the JSON. Resolves with what
 * was kept for now; rejects with `CommandError` and `UsageError` otherwise, except for a dry run that nothing came of.
 */
export async function change<Step extends AnyStep & { takeBack: TakeBack<Step> }, C extends Context>(
  host: Host,
  context: Lasting<C>,
  kindOf: KindOf<Step, C>,
  plan: Plan<Step>,
  given: ChangeOptions,
  about: Readonly<Record<string, string>>,
  onFailure: 'keep' | 'take-back' = 'keep',
  /** Words of a subject's own: the plan, that it has no steps, and what to do where it is outdated. */
  words: { plan?: (() => string[]) | undefined; nothing?: string | undefined; outdated?: string } = {},
): Promise<Outcome['leftovers']> {
  const dryRun = given['dry-run'] === true;
  const agreed = given.yes === true;
  const failures: string[] = [];
  // What is agreed to beforehand is told step by step; who reads it twice reads neither.
  const planShown = !agreed || dryRun;
  const tell = (event: Event) => {
    if (event.event === 'failed')
      failures.push(`${event.why}; ${(event.outdated ? words.outdated : undefined) ?? event.remedy}`);
    if (given.json) host.tell(JSON.stringify(event));
    else if (event.event === 'plan' && planShown)
      host.print((words.plan?.() ?? planLines(event.subject, event.steps, host, context.region)).join('\n'));
    else if (event.event === 'nothing-to-do' && words.nothing !== undefined) host.tell(words.nothing);
    else for (const line of progressLines(event, planShown)) host.tell(line);
  };
  const ask = host.confirm && ((question: string) => host.confirm?.(question) ?? Promise.resolve(false));
  const outcome = await converge<Step, C>(context, { tell, ...(ask && { ask }) }, kindOf, plan, {
    dryRun,
    agreed,
    onFailure,
  });
  if (given.json && outcome.state !== 'nobody-to-ask') {
    const { leftovers } = outcome;
    host.print(
      JSON.stringify({ ...about, outcome: outcomeWords[outcome.state], steps: plan.steps, leftovers }, null, 2),
    );
  }
  requireDone(outcome, failures);
  return outcome.leftovers;
}

/** What is refused anyway is refused before anything that takes time. UsageError. */
export function requireSomebodyToAsk(host: Host, given: ChangeOptions): void {
  if (given.yes || given['dry-run'] || host.confirm) return;
  throw new UsageError('nobody can be asked here; agree beforehand with --yes, or look with --dry-run');
}

/** For programs, where there is nothing to do all is done. */
const outcomeWords: Record<Outcome['state'], string> = {
  'nothing-to-do': 'done',
  done: 'done',
  failed: 'failed',
  declined: 'declined',
  'nobody-to-ask': 'declined',
  planned: 'planned',
  'could-not-assess': 'could not assess',
  interrupted: 'interrupted',
};

function requireDone({ state }: Outcome, failures: readonly string[]): void {
  if (state === 'nothing-to-do' || state === 'done') return;
  if (state === 'nobody-to-ask')
    throw new UsageError('nobody can be asked here; agree beforehand with --yes, or look with --dry-run');
  const messages = {
    planned: '',
    declined: 'nothing was changed',
    interrupted: 'interrupted: run the command again to go on from here',
  };
  const message = state === 'failed' || state === 'could-not-assess' ? someOf(failures) : messages[state];
  throw new CommandError(message, exitCodes[state]);
}

/** Steps beside each other fail together, mostly for one reason. */
function someOf(failures: readonly string[]): string {
  const different = [...new Set(failures)];
  const more = different.length - 3;
  return [...different.slice(0, 3), ...(more > 0 ? [`and ${more} more failed`] : [])].join('; ');
}
