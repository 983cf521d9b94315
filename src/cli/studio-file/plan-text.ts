import type { StudioPlan } from '../../admin/domain/rules/studio-plan';
import type { Gap } from '../../admin/findings/fact';
import type { Short } from '../../admin/network/room';
import type { StudioStep } from '../../admin/domain/studio-step';
import { studioKinds } from '../../admin/domain/steps/kinds';
import { whatText } from '../../admin/domain/steps/words';
import type { Studio } from '../../admin/studio-file/wanted';
import { shownStep } from '../../admin/converge/apply';
import { plainLines } from '../../protocol/plain-text';
import { inked } from '../app/text/ink';
import { counts, stepLines } from '../plan-text';
import type { PlanWithRoom } from './plan-for';

interface Sheet {
  colour: boolean;
}

/** A plan for people: grouped by domain, with when each change takes effect, and what waits for a decision. */
export function studioPlanLines(
  studio: Studio,
  { plan, held, unchanged, unmanaged, unseen, room }: PlanWithRoom,
  sheet: Sheet,
): string[] {
  const rest = [`${unchanged} unchanged`, ...(unmanaged > 0 ? [`${unmanaged} not in the file`] : [])].join(', ');
  const isNone = plan.steps.length + held.length === 0;
  return [
    `${studio.studio}, account ${studio.account}, ${studio.region}`,
    ...groupedLines(plan, held, sheet, 'known' in room ? room.known : []),
    '',
    [`${rest}.`, ...['gap' in room ? room.gap : undefined, unseen].map(unknownText)].join(''),
    isNone ? 'No changes: everything is as the file says.' : totalText(plan, held),
  ];
}

const unknownText = (gap: Gap | undefined) => (gap ? ` Unknown: ${gap.what} (${gap.why}; ${gap.remedy})` : '');

/** What could not be looked at, on lines of its own. */
export const unseenLines = ({ unseen }: Pick<StudioPlan, 'unseen'>) =>
  unseen ? [plainLines(`it is not known ${unseen.what}: ${unseen.why}; ${unseen.remedy}`)] : [];

/** Steps, what is held, and where addresses are short, by domain. */
export function groupedLines(
  plan: StudioPlan['plan'],
  held: StudioPlan['held'],
  sheet: Sheet,
  short: readonly Short[] = [],
): string[] {
  const groups = new Map<string, string[]>();
  const into = (group: string, lines: string[]) => groups.set(group, [...(groups.get(group) ?? []), ...lines]);
  for (const step of plan.steps) into(groupOf(step), stepLines(shownStep(studioKinds, step), sheet));
  for (const { what, text } of held) {
    const group =
      what.kind === 'guardrails'
        ? 'guardrails'
        : what.kind === 'domain'
          ? `domain ${what.name}`
          : groupOfDomain(what.domain);
    into(group, [`  ${inked('!', 'bold', sheet)} ${plainLines(heldText({ what, text }))}`]);
  }
  for (const one of short) into(groupOfDomain(one.domain), [`  ${inked('!', 'bold', sheet)} ${shortText(one)}`]);
  return [...groups].flatMap(([group, lines]) => ['', group, ...lines]);
}

/** `2 to create, 1 to decide.` */
export function totalText({ steps }: StudioPlan['plan'], held: StudioPlan['held']): string {
  const shown = steps.map((step) => shownStep(studioKinds, step));
  return `${[...counts(shown), ...(held.length > 0 ? [`${held.length} to decide`] : [])].join(', ')}.`;
}

/** That there are fewer free addresses than everybody takes. */
function shortText({ people, running, free, lacking, subnetIds }: Short): string {
  const who = `${people} user profile${people === 1 ? '' : 's'} with one app each, of which ${running} run`;
  return `too few addresses for ${who}: ${free} are free in ${subnetIds.join(', ')}, ${lacking} too few; see studiolo network check`;
}

/** What waits for a decision, a line each. */
export const heldLines = (held: StudioPlan['held']) => held.map((one) => `not done: ${plainLines(heldText(one))}`);

const heldText = ({ what, text }: Pick<StudioPlan['held'][number], 'what' | 'text'>) =>
  what.kind === 'guardrails' ? `${what.name} ${text}` : `${whatText(what)} ${text}`;

const groupOfDomain = (domain: string | undefined) => (domain === undefined ? 'account' : `domain ${domain}`);

function groupOf(step: StudioStep): string {
  if ('policy' in step) return 'guardrails';
  if ('app' in step) return groupOfDomain(step.app.domain);
  if ('homes' in step) return groupOfDomain(step.homes.domain);
  if ('group' in step) return groupOfDomain(step.group.domain);
  return step.what.kind === 'domain' ? groupOfDomain(step.what.name) : groupOfDomain(step.what.domain);
}
