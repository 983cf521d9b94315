import { connectS3 } from '../../aws/s3';
import { carryOut, type Leftover, type Means } from '../../admin/installation/carry-out';
import { InstallationError } from '../../admin/installation/failure';
import type { Project } from '../../admin/installation/project';
import { stepText } from '../../admin/installation/step-text';
import { ScriptError } from '../../admin/scripts/script-error';
import { CommandError, type Host, UsageError } from '../host';
import { explained } from '../failure';
import { regionOption, sagemakerOf } from '../connect';

/** Options of every command that changes a domain. */
export const changeOptions = {
  domain: { type: 'string', required: true, description: 'the domain', valueHint: 'd-…' },
  region: regionOption,
  'dry-run': { type: 'boolean', description: 'show the plan and change nothing' },
  yes: { type: 'boolean', description: 'do not ask' },
  json: { type: 'boolean', description: 'print plan and outcome as JSON' },
} as const;

/** What `changeOptions` were given. */
export interface ChangeOptions {
  domain: string;
  region?: string | undefined;
  'dry-run'?: boolean | undefined;
  yes?: boolean | undefined;
  json?: boolean | undefined;
}

/** How AWS is reached in the region that is asked for, or that the environment names. */
export function meansOf(host: Host, region: string | undefined): Means {
  const sagemaker = sagemakerOf(host, region);
  return {
    sagemaker,
    s3: connectS3(region ?? host.region ?? ''),
    tell: host.tell,
    sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  };
}

/** Does a command's work, and puts what it was refused in a sentence. */
export const told = <T>(work: () => Promise<T>): Promise<T> =>
  explained(async () => {
    try {
      return await work();
    } catch (error) {
      if (error instanceof InstallationError) throw new CommandError(`${error.message}; ${error.remedy}`);
      if (error instanceof ScriptError) throw new CommandError(error.message);
      throw error;
    }
  });

/** Shows a project, asks, and carries it out. Resolves with whether the domain is as it shall be. */
export async function approveAndCarryOut(
  host: Host,
  means: Means,
  project: Project,
  options: ChangeOptions,
): Promise<boolean> {
  const { steps } = project;
  const show = (outcome: 'planned' | 'done', leftovers: Leftover[]) => {
    if (options.json) host.print(JSON.stringify({ domain: options.domain, outcome, steps, leftovers }, null, 2));
  };
  if (steps.length === 0) {
    host.tell(`domain ${options.domain}: nothing to do`);
    show('done', []);
    return true;
  }
  if (!options.json)
    host.print([`Plan for domain ${options.domain}:`, ...steps.map((step) => `  ${stepText(step)}`)].join('\n'));
  if (options['dry-run']) {
    show('planned', []);
    return false;
  }
  if (!options.yes) {
    if (!host.confirm)
      throw new UsageError('nobody can be asked here; agree beforehand with --yes, or look with --dry-run');
    if (!(await host.confirm('Do this?'))) throw new CommandError('nothing was changed');
  }
  const leftovers = await carryOut(means, project);
  for (const { name, why } of leftovers) {
    host.tell(`${name} stays for now: ${why}; run the command again when those apps have stopped`);
  }
  show('done', leftovers);
  return true;
}
