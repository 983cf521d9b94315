import type { Event, ShownStep } from '../admin/converge/event';
import type { Sign } from '../admin/converge/kind';
import { inRegion } from '../admin/converge/region-text';
import type { TakesEffect } from '../admin/converge/step';
import { plainLines } from '../protocol/plain-text';
import { someOf } from '../studio/some-of';
import { type Ink, inked } from './app/text/ink';

interface Sheet {
  colour: boolean;
}

const signs: Record<Sign, { sign: string; ink: Ink }> = {
  '+': { sign: '+', ink: 'green' },
  '~': { sign: '~', ink: 'yellow' },
  '-': { sign: '−', ink: 'red' },
  '!': { sign: '!', ink: 'bold' },
};

const counted: [Sign, string][] = [
  ['+', 'to create'],
  ['~', 'to change'],
  ['-', 'to delete'],
];

/** A plan in words: what comes, changes and goes, when it takes effect where that is not at once, and how much that is. */
export function planLines(subject: string, steps: readonly ShownStep[], sheet: Sheet, region?: string): string[] {
  const lines = steps.flatMap((step) => stepLines(step, sheet));
  return [`Plan for ${subject}${inRegion({ region })}:`, ...lines, `${counts(steps).join(', ')}.`];
}

/** How many steps there are of each sign. */
export const counts = (steps: readonly ShownStep[]): string[] =>
  counted.flatMap(([sign, text]) => {
    const count = steps.filter((step) => step.sign === sign).length;
    return count === 0 ? [] : [`${count} ${text}`];
  });

/** A step in lines, with when it takes effect where that is not at once. */
export function stepLines(step: ShownStep, sheet: Sheet): string[] {
  const { sign, ink } = signs[step.sign];
  const [first = '', ...rest] = plainLines(step.text).split('\n');
  const when = whenText(step.takesEffect);
  const last = when === undefined ? [] : [`    ${when}`];
  return [`  ${inked(sign, ink, sheet)} ${first}`, ...rest.map((line) => `    ${line}`), ...last];
}

function whenText(effect: TakesEffect): string | undefined {
  if (effect.when === 'now') return undefined;
  if (effect.when === 'next-start') {
    return effect.apps.length === 0
      ? 'takes effect at the next start of an app'
      : `takes effect at the next start of ${someOf(effect.apps)}`;
  }
  return effect.apps.length === 0 ? undefined : `takes effect after these are stopped: ${someOf(effect.apps)}`;
}

const inOneLine = (text: string) => text.split('\n').join('; ');

/** What happens, in lines for whoever watches. `planShown`: they have seen the plan, and need not read it again. */
export function progressLines(event: Event, planShown: boolean): string[] {
  switch (event.event) {
    case 'plan':
      return [];
    case 'nothing-to-do':
      return [`No changes: there is nothing to do in ${event.subject}${inRegion(event)}`];
    case 'step': {
      const text = inOneLine(event.step.text);
      const told = planShown ? `${text.split(' ', 1)[0]} …` : text;
      return [`[${event.number}/${event.of}] ${signs[event.step.sign].sign} ${told}`];
    }
    case 'waiting':
      return [`${event.what}: ${event.status}`];
    case 'found':
      return [`${event.what}: it was so already`];
    case 'kept':
      return [`${event.what} stays for now: ${event.why}; run the command again when that has changed`];
    case 'not-read-back':
      return [`warning: this is done, but could not be looked at afterwards: ${inOneLine(event.text)} (${event.why})`];
    case 'failed':
      return [`failed: ${inOneLine(event.text)}`];
    case 'interrupted':
      return [
        `interrupted; done: ${event.done.map(inOneLine).join('; ') || 'nothing'}`,
        ...(event.begun.length > 0
          ? [`  begun, and AWS may go on with it: ${event.begun.map(inOneLine).join('; ')}`]
          : []),
        ...(event.notDone.length > 0 ? [`  not done: ${event.notDone.map(inOneLine).join('; ')}`] : []),
      ];
    case 'taking-back':
      return [`taking back: ${inOneLine(event.step.text)}`];
    case 'taken-back':
      return [`taken back: ${inOneLine(event.text)}`];
    case 'not-taken-back':
      return [`could not be taken back: ${inOneLine(event.text)} (${event.why}); please see to it`];
  }
}
