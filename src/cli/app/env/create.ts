import path from 'node:path';
import { defineCommand } from 'citty';
import { CreateEnvironment } from '../../../protocol/environment-action';
import { Job } from '../../../protocol/job';
import { type Host, UsageError } from '../../host';
import { askOptions, withAgent } from '../ask';
import { followJob } from '../follow-job';
import type { Surroundings } from '../surroundings';
import { checked } from '../checked';

const args = {
  name: { type: 'positional', required: false, description: 'name of the environment', valueHint: 'NAME' },
  packages: { type: 'positional', required: false, description: 'packages to install', valueHint: 'PACKAGE…' },
  file: { type: 'string', description: 'create it from an environment.yml', valueHint: 'FILE' },
  ...askOptions,
} as const;

/** `studiolo env create NAME PACKAGE…`, or `env create [NAME] --file environment.yml`: on the home volume, as a kernel. */
export const create = (host: Host, surroundings: Surroundings) =>
  defineCommand({
    meta: { name: 'create', description: 'Create an environment from packages or an environment.yml' },
    args,
    run: ({ args: given }) => {
      const asked = checked(CreateEnvironment, recipe(given._, given.file));
      return withAgent(host, surroundings, given, async (agent) =>
        followJob(host, agent, await agent.post('api/environments/create', asked, Job), given.json),
      );
    },
  });

function recipe([name, ...packages]: string[], file: string | undefined) {
  if (file !== undefined) {
    if (packages.length > 0) throw new UsageError('with --file, name the packages in that file');
    return { from: 'file', ...(name !== undefined && { name }), file: path.resolve(file) };
  }
  if (name === undefined) throw new UsageError('enter a name, or --file environment.yml');
  if (packages.length === 0) throw new UsageError(`enter packages for ${name}, such as python=3.12 ipykernel`);
  return { from: 'packages', name, packages };
}
