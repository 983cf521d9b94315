import type { Means } from '../installation/carry-out';
import { domainStatus, type AppStatus, type DomainStatus, type Script } from '../installation/status';
import type { Host } from './host';

/** A built-in script in a word or two. */
export function scriptText(script: Script): string {
  if (script.kind === 'studiolo') return `studiolo ${script.version}`;
  return script.kind === 'none' ? 'nothing' : script.name;
}

/** An app as people name it. */
export const appText = ({ key }: AppStatus) =>
  `${key.appType} of ${key.owner.kind === 'space' ? key.owner.spaceName : key.owner.userProfileName}`;

/** Says when the apps that run now will have what was done to the domain. */
export async function tellReach(host: Host, { sagemaker }: Means, domainId: string): Promise<void> {
  const { apps, places }: DomainStatus = await domainStatus(sagemaker, domainId, host.tell);
  host.print(`Domain ${domainId} now has ${[...new Set(places.map(({ script }) => scriptText(script)))].join(', ')}.`);
  const waiting = apps.filter(({ now, next }) => JSON.stringify(now) !== JSON.stringify(next));
  if (waiting.length > 0) {
    host.print(`${waiting.length} running ${waiting.length === 1 ? 'app has' : 'apps have'} it at the next start:`);
    for (const app of waiting)
      host.print(`  ${appText(app)}: ${scriptText(app.now)} now, ${scriptText(app.next)} then`);
  }
  for (const app of apps) if (app.escaped !== undefined) host.print(`  ${appText(app)} does not: ${app.escaped}`);
}
