import { defineCommand } from 'citty';
import { AwsError } from '../../aws/errors';
import { listDomainIds } from '../../aws/domain';
import { lifecycleLogLines } from '../../aws/log-events';
import { domainStatus } from '../../admin/installation/status';
import { exitCodes } from '../../admin/converge/converge';
import { checkTerm, lastChecks } from '../../admin/installation/rules/extension-check';
import { awsText } from '../failure';
import { type Seen, statusText } from './status-text';
import { told } from './options';
import { CommandError, type Host } from '../host';
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

/** `studiolo domain status`: which version each domain, override and running app has, will have, and who is not covered. */
export const domainStatusCommand = (host: Host) =>
  defineCommand({
    meta: { name: 'status', description: 'Show who has studiolo, who will after a restart, and who is not covered' },
    args,
    async run({ args: given }) {
      const days = numberOption('days', given.days, { least: 1, most: 365, whole: true });
      const sagemaker = sagemakerOf(host, given.region);
      await told(async () => {
        const region = given.region ?? host.region ?? '';
        const domains = given.domain === undefined ? await listDomainIds(sagemaker) : [given.domain];
        const all: Seen[] = [];
        for (const domainId of domains) {
          const status = await domainStatus(sagemaker, domainId, host.tell);
          const since = host.now() - days * day;
          all.push({ ...status, ...(given.checks && (await checksOf(region, domainId, since, host.ending))) });
        }
        if (given.json) host.print(JSON.stringify(all, null, 2));
        else if (all.length === 0) host.print(`there is no domain in ${region}; name another region with --region`);
        else host.print(all.map((each) => statusText(each, region, host)).join('\n\n'));
        const gaps = new Set(all.flatMap(({ checksNotRead }) => checksNotRead ?? []));
        if (gaps.size > 0)
          throw new CommandError(
            `what check-extensions found could not be looked at: ${[...gaps].join('; ')}`,
            exitCodes['could-not-assess'],
          );
      });
    },
  });

/** What check-extensions found; where its log cannot be read, why: the rest is told all the same. */
async function checksOf(region: string, domainId: string, since: number, ending: AbortSignal) {
  try {
    const lines = await lifecycleLogLines(region, domainId, checkTerm, since, ending);
    return { checks: lastChecks(lines.map(({ text }) => text)) };
  } catch (error) {
    if (!(error instanceof AwsError) || error.failure.kind === 'interrupted') throw error;
    return { checksNotRead: awsText(error) };
  }
}
