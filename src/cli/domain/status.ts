import { defineCommand } from 'citty';
import { listDomainIds } from '../../aws/domain';
import { lifecycleLogLines } from '../../aws/log-events';
import { domainStatus, type DomainStatus } from '../../admin/installation/status';
import { checkTerm, lastChecks, type ExtensionCheck } from '../../admin/installation/rules/extension-check';
import { slotText } from '../../admin/installation/rules/built-in-slot';
import { appText, reachable, scriptText } from './reach';
import { told } from './options';
import { type Host } from '../host';
import { regionOption, sagemakerOf } from '../connect';
import { numberOption } from '../options';

const args = {
  domain: { type: 'string', description: 'the domain; all of the region by default', valueHint: 'd-…' },
  region: regionOption,
  checks: { type: 'boolean', description: 'read what check-extensions found from CloudWatch Logs' },
  days: { type: 'string', default: '7', description: 'how far back to read them', valueHint: 'N' },
  json: { type: 'boolean', description: 'print as JSON' },
} as const;

const day = 86_400_000;

/** `studiolo domain status`: which version each domain, override and running app has, will have, and who escaped. */
export const domainStatusCommand = (host: Host) =>
  defineCommand({
    meta: { name: 'status', description: 'Tell who has studiolo, who will after a restart, and who escaped' },
    args,
    async run({ args: given }) {
      const days = numberOption('days', given.days, { least: 1, most: 365, whole: true });
      const sagemaker = sagemakerOf(host, given.region);
      await told(async () => {
        const domains = given.domain === undefined ? await listDomainIds(sagemaker) : [given.domain];
        const all: (DomainStatus & { checks?: ExtensionCheck[] })[] = [];
        for (const domainId of domains) {
          const status = await domainStatus(sagemaker, domainId, host.tell);
          const region = given.region ?? host.region ?? '';
          const lines = given.checks
            ? await lifecycleLogLines(region, domainId, checkTerm, host.now() - days * day, host.ending)
            : undefined;
          all.push({ ...status, ...(lines && { checks: lastChecks(lines.map(({ text }) => text)) }) });
        }
        if (given.json) host.print(JSON.stringify(all, null, 2));
        else if (all.length === 0) host.print('there is no domain in this region');
        else for (const each of all) host.print(text(each));
      });
    },
  });

function text({
  domainId,
  domainName,
  places,
  overrides,
  apps: all,
  checks,
}: DomainStatus & { checks?: ExtensionCheck[] }) {
  const { apps, classic } = reachable(all);
  return [
    `${domainName} (${domainId})`,
    ...places.map(({ place, script }) => {
      const scripts = script.kind === 'studiolo' ? ` (${script.scripts.join(', ')})` : '';
      return `  ${slotText(place)}: ${scriptText(script)}${scripts}`;
    }),
    ...overrides.map(
      ({ userProfileName, place, script }) =>
        `  user profile ${userProfileName}, ${slotText(place)}: ${scriptText(script)}`,
    ),
    apps.length === 0 ? '  no app is running' : `  ${apps.length} running:`,
    ...apps.map((app) => {
      const [now, next] = [scriptText(app.now), scriptText(app.next)];
      const then = now === next ? now : `${now} now, ${next} after a restart`;
      return `    ${appText(app)}: ${then}${app.escaped === undefined ? '' : ` (escaped: ${app.escaped})`}`;
    }),
    ...classic.map((line) => `    ${line}`),
    ...(checks ?? []).map(({ app, extension, required, found, state }) => {
      const where = app.slice(app.indexOf('/') + 1);
      return `  ${where}: ${extension}${required} ${state}${found === '' ? '' : ` (${found})`}`;
    }),
    ...(checks?.length === 0 ? ['  no result of check-extensions in the log'] : []),
  ].join('\n');
}
