import { defineCommand } from 'citty';
import { CreateEnvironment } from '../../../protocol/environment-action';
import { Job } from '../../../protocol/job';
import type { Host } from '../../host';
import { askOptions, withAgent } from '../ask';
import { followJob } from '../follow-job';
import type { AppPlace } from '../place';
import { checked } from '../checked';
import { environmentNamed } from './environment-named';

const args = {
  of: { type: 'positional', required: true, description: 'the name or folder of the one there is', valueHint: 'NAME' },
  name: { type: 'positional', required: true, description: 'how the new one is called', valueHint: 'NEW' },
  ...askOptions,
} as const;

/** `studiolo env clone NAME NEW`: the very same packages once more, on the home volume. */
export const clone = (host: Host, place: AppPlace) =>
  defineCommand({
    meta: { name: 'clone', description: 'Make the same environment once more, on the home volume' },
    args,
    run: ({ args: given }) => {
      return withAgent(host, place, given, async (agent) => {
        const { prefix } = await environmentNamed(agent, given.of);
        const asked = checked(CreateEnvironment, { from: 'clone', name: given.name, prefix });
        return followJob(host, agent, await agent.post('api/environments/create', asked, Job), given.json);
      });
    },
  });
