import { AwsError } from '../../aws/errors';
import type { InstallationContext } from '../../admin/installation/context';
import { domainStatus, type AppStatus, type DomainStatus, type Script } from '../../admin/installation/status';
import { slotText } from '../../admin/installation/rules/built-in-slot';
import { awsText } from '../failure';
import type { Host } from '../host';

/** A built-in script in a word or two. */
export function scriptText(script: Script): string {
  if (script.kind === 'studiolo') return `studiolo ${script.version}`;
  return script.kind === 'none' ? 'nothing' : script.name;
}

/** An app as people name it. */
export const appText = ({ key }: AppStatus) =>
  `${key.appType} of ${key.owner.kind === 'space' ? key.owner.spaceName : key.owner.userProfileName}`;

/** Apps that a built-in script can reach: those of Studio Classic are only counted. */
export function reachable(apps: readonly AppStatus[]): { apps: AppStatus[]; classic: string[] } {
  const live = apps.filter(({ key }) => key.owner.kind === 'space');
  const rest = apps.length - live.length;
  return { apps: live, classic: rest === 0 ? [] : [`${rest} of Studio Classic, which no built-in script reaches`] };
}

/**
 * Says when the apps that run now will have what was done to the domain. What is done is done: that this cannot be looked at
 * is a warning.
 */
export async function tellReach(host: Host, context: InstallationContext, domainId: string): Promise<void> {
  try {
    printReach(host, await domainStatus(context.sagemaker, domainId, host.tell));
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    host.tell(`warning: all is done; which apps have it already could not be looked at: ${awsText(error)}`);
  }
}

function printReach(host: Host, { domainId, apps: all, slots }: DomainStatus): void {
  const { apps, classic } = reachable(all);
  const [same, ...others] = new Set(slots.map(({ script }) => scriptText(script)));
  host.print(`Domain ${domainId} now has${others.length === 0 ? ` ${same}.` : ':'}`);
  if (others.length > 0) for (const { slot, script } of slots) host.print(`  ${slotText(slot)}: ${scriptText(script)}`);
  const waiting = apps.filter(({ now, next }) => JSON.stringify(now) !== JSON.stringify(next));
  if (waiting.length > 0) {
    host.print(`${waiting.length} running ${waiting.length === 1 ? 'app has' : 'apps have'} it at the next start:`);
    for (const app of waiting)
      host.print(`  ${appText(app)}: ${scriptText(app.now)} now, ${scriptText(app.next)} then`);
  }
  for (const app of apps) if (app.escaped !== undefined) host.print(`  ${appText(app)} does not: ${app.escaped}`);
  for (const line of classic) host.print(`  ${line}`);
}
