import { defineCommand } from 'citty';
import type { Environment } from '../../../protocol/environment';
import { RepairEnvironment } from '../../../protocol/environment-action';
import { Job } from '../../../protocol/job';
import { CommandError, type Host } from '../../host';
import { askOptions, withAgent } from '../ask';
import { followJob } from '../follow-job';
import type { Surroundings } from '../surroundings';
import { plainText } from '../../../protocol/plain-text';
import { environmentNamed } from './environment-named';

const whats = RepairEnvironment.shape.what.options;
const args = {
  name: { type: 'positional', required: true, description: 'name or folder', valueHint: 'NAME' },
  what: {
    type: 'enum',
    options: whats,
    description:
      'ipykernel: install it; kernel: remove kernels that can’t start; volume: create it again on the home volume',
  },
  ...askOptions,
} as const;

/** `studiolo env repair NAME`: what is wrong with it, or what `--what` says. */
export const repair = (host: Host, surroundings: Surroundings) =>
  defineCommand({
    meta: {
      name: 'repair',
      description: 'Fix an environment: missing ipykernel, broken kernel, not saved',
    },
    args,
    run: ({ args: given }) => {
      return withAgent(host, surroundings, given, async (agent) => {
        const environment = await environmentNamed(agent, given.name);
        const what = whats.find((one) => one === given.what) ?? wrong(environment);
        const asked: RepairEnvironment = { prefix: environment.prefix, what };
        return followJob(host, agent, await agent.post('api/environments/repair', asked, Job), given.json);
      });
    },
  });

/** What is wrong with an environment: one thing, the worst. */
function wrong({ gone, ipykernel, kernels, name, persistent, pythonVersion }: Environment): RepairEnvironment['what'] {
  if (gone || kernels?.some(({ missing }) => missing !== undefined)) return 'kernel';
  if (pythonVersion !== undefined && !(ipykernel && kernels?.length !== 0)) return 'ipykernel';
  if (!persistent) return 'volume';
  throw new CommandError(`${plainText(name)} needs no fixing`);
}
