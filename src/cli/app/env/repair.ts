import { defineCommand } from 'citty';
import type { Environment } from '../../../protocol/environment';
import { RepairEnvironment } from '../../../protocol/environment-action';
import { Job } from '../../../protocol/job';
import { CommandError, type Host } from '../../host';
import { askOptions, withAgent } from '../ask';
import { followJob } from '../follow-job';
import type { AppPlace } from '../place';
import { plainText } from '../../../protocol/plain-text';
import { environmentNamed } from './environment-named';

const whats = RepairEnvironment.shape.what.options;
const args = {
  name: { type: 'positional', required: true, description: 'its name or its folder', valueHint: 'NAME' },
  what: {
    type: 'enum',
    options: whats,
    description:
      'ipykernel: make it a kernel; kernel: take away those that cannot start; volume: once more on the home volume',
  },
  ...askOptions,
} as const;

/** `studiolo env repair NAME`: what is wrong with it, or what `--what` says. */
export const repair = (host: Host, place: AppPlace) =>
  defineCommand({
    meta: {
      name: 'repair',
      description: 'Install a missing ipykernel, take a dead kernel away, move to the home volume',
    },
    args,
    run: ({ args: given }) => {
      return withAgent(host, place, given, async (agent) => {
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
  throw new CommandError(`nothing is wrong with ${plainText(name)}`);
}
