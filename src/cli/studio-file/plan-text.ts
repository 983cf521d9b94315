import type { StudioPlan } from '../../admin/domain/rules/studio-plan';
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
  { plan, held, unchanged, unmanaged, room }: PlanWithRoom,
  sheet: Sheet,
): string[] {
  const groups = new Map<string, string[]>();
  const into = (group: string, lines: string[]) => groups.set(group, [...(groups.get(group) ?? []), ...lines]);
  for (const step of plan.steps) into(groupOf(step), stepLines(shownStep(studioKinds, step), sheet));
  for (const { what, text } of held) {
    const group = what.kind === 'domain' ? `domain ${what.name}` : groupOfDomain(what.domain);
    into(group, [`  ${inked('!', 'bold', sheet)} ${plainLines(`${whatText(what)} ${text}`)}`]);
  }
  for (const short of 'known' in room ? room.known : [])
    into(groupOfDomain(short.domain), [`  ${inked('!', 'bold', sheet)} ${shortText(short)}`]);
  const shown = plan.steps.map((step) => shownStep(studioKinds, step));
  const rest = [`${unchanged} unchanged`, ...(unmanaged > 0 ? [`${unmanaged} not in the file`] : [])].join(', ');
  const total = [...counts(shown), ...(held.length > 0 ? [`${held.length} to decide`] : [])];
  return [
    `${studio.studio}, account ${studio.account}, ${studio.region}`,
    ...[...groups].flatMap(([group, lines]) => ['', group, ...lines]),
    '',
    `${rest}.${'gap' in room ? ` Unknown: ${room.gap.what} (${room.gap.why}; ${room.gap.remedy})` : ''}`,
    total.length === 0 ? 'No changes: everything is as the file says.' : `${total.join(', ')}.`,
  ];
}

/** That there are fewer free addresses than everybody takes. */
function shortText({ people, running, free, lacking, subnetIds }: Short): string {
  const who = `${people} user profile${people === 1 ? '' : 's'} with one app each, of which ${running} run`;
  return `too few addresses for ${who}: ${free} are free in ${subnetIds.join(', ')}, ${lacking} too few; see studiolo network check`;
}

/** What waits for a decision, a line each. */
export const heldLines = (held: StudioPlan['held']) =>
  held.map(({ what, text }) => `not done: ${plainLines(`${whatText(what)} ${text}`)}`);

const groupOfDomain = (domain: string | undefined) => (domain === undefined ? 'account' : `domain ${domain}`);

function groupOf(step: StudioStep): string {
  if (step.do === 'stop' || step.do === 'start') return groupOfDomain(step.app.domain);
  return step.what.kind === 'domain' ? groupOfDomain(step.what.name) : groupOfDomain(step.what.domain);
}
