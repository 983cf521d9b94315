import { connectS3 } from '../../aws/s3-object';
import type { InstallationContext } from '../../admin/installation/context';
import { InstallationError } from '../../admin/installation/failure';
import type { InstallationStep } from '../../admin/installation/rules/steps';
import { installationKinds } from '../../admin/installation/steps/kinds';
import type { Plan } from '../../admin/converge/plan';
import { ScriptError } from '../../admin/scripts/script-error';
import { change, changeOptions, type ChangeOptions, contextOf } from '../change';
import { CommandError, type Host } from '../host';
import { explained } from '../failure';
import { regionOption, sagemakerOf } from '../connect';

/** Options of every command that changes a domain. */
export const domainOptions = {
  domain: { type: 'string', required: true, description: 'the domain', valueHint: 'd-…' },
  region: regionOption,
  ...changeOptions,
} as const;

/** What `domainOptions` were given. */
export interface DomainOptions extends ChangeOptions {
  domain: string;
  region?: string | undefined;
}

/** What a command works with in the region that is asked for, or that the environment names. */
export function domainContext(host: Host, region: string | undefined): InstallationContext {
  const sagemaker = sagemakerOf(host, region);
  const s3 = connectS3(region ?? host.region ?? '');
  const until = (signal: AbortSignal): InstallationContext => ({
    ...contextOf(host, signal),
    sagemaker: sagemaker.until(signal),
    s3: s3.until(signal),
    lasting: () => until(new AbortController().signal),
  });
  return until(host.ending);
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

/** Shows a plan, asks, and carries it out; rejects where the domain is not as it shall be then. */
export async function changeDomain(
  host: Host,
  context: InstallationContext,
  plan: Plan<InstallationStep>,
  given: DomainOptions,
): Promise<void> {
  await change(host, context, installationKinds, plan, given, { domain: given.domain });
}
