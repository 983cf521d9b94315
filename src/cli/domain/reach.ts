import type { Means } from '../../admin/installation/carry-out';
import { domainStatus, type AppStatus, type DomainStatus, type Script } from '../../admin/installation/status';
import { placeText } from '../../admin/installation/rules/place';
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

/** Says when the apps that run now will have what was done to the domain, and what their roles need for it. */
export async function tellReach(host: Host, { sagemaker }: Means, domainId: string): Promise<void> {
  const { apps: all, places }: DomainStatus = await domainStatus(sagemaker, domainId, host.tell);
  const { apps, classic } = reachable(all);
  const [same, ...others] = new Set(places.map(({ script }) => scriptText(script)));
  host.print(`Domain ${domainId} now has${others.length === 0 ? ` ${same}.` : ':'}`);
  if (others.length > 0)
    for (const { place, script } of places) host.print(`  ${placeText(place)}: ${scriptText(script)}`);
  const waiting = apps.filter(({ now, next }) => JSON.stringify(now) !== JSON.stringify(next));
  if (waiting.length > 0) {
    host.print(`${waiting.length} running ${waiting.length === 1 ? 'app has' : 'apps have'} it at the next start:`);
    for (const app of waiting)
      host.print(`  ${appText(app)}: ${scriptText(app.now)} now, ${scriptText(app.next)} then`);
  }
  for (const app of apps) if (app.escaped !== undefined) host.print(`  ${appText(app)} does not: ${app.escaped}`);
  for (const line of classic) host.print(`  ${line}`);
}
