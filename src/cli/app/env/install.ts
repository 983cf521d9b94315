import { defineCommand } from 'citty';
import { InstallPackages } from '../../../protocol/environment-action';
import { Job } from '../../../protocol/job';
import type { Host } from '../../host';
import { askOptions, withAgent } from '../ask';
import { followJob } from '../follow-job';
import type { Surroundings } from '../surroundings';
import { checked } from '../checked';
import { environmentNamed } from './environment-named';

const args = {
  name: { type: 'positional', required: true, description: 'name or folder', valueHint: 'NAME' },
  packages: { type: 'positional', required: true, description: 'such as pandas or xgboost>=2', valueHint: 'PACKAGE…' },
  protected: { type: 'boolean', description: 'also into conda’s or JupyterLab’s own environment, which may break it' },
  ...askOptions,
} as const;

/** `studiolo env install NAME PACKAGE…` */
export const install = (host: Host, surroundings: Surroundings) =>
  defineCommand({
    meta: { name: 'install', description: 'Install packages into an environment' },
    args,
    run: ({ args: given }) => {
      const [name = '', ...packages] = given._;
      return withAgent(host, surroundings, given, async (agent) => {
        const { prefix } = await environmentNamed(agent, name);
        const confirmed = given.protected ? 'protected' : undefined;
        const asked = checked(InstallPackages, { prefix, packages, confirmed });
        return followJob(host, agent, await agent.post('api/environments/install', asked, Job), given.json);
      });
    },
  });
