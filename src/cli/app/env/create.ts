import path from 'node:path';
import { defineCommand } from 'citty';
import { CreateEnvironment } from '../../../protocol/environment-action';
import { Job } from '../../../protocol/job';
import { type Host, UsageError } from '../../host';
import { askOptions, withAgent } from '../ask';
import { followJob } from '../follow-job';
import type { AppPlace } from '../place';
import { checked } from '../checked';

const args = {
  name: { type: 'positional', required: false, description: 'how it is called', valueHint: 'NAME' },
  packages: { type: 'positional', required: false, description: 'what is in it', valueHint: 'PACKAGE…' },
  file: { type: 'string', description: 'make it from an environment.yml', valueHint: 'FILE' },
  ...askOptions,
} as const;

/** `studiolo env create NAME PACKAGE…`, or `env create [NAME] --file environment.yml`: on the home volume, as a kernel. */
export const create = (host: Host, place: AppPlace) =>
  defineCommand({
    meta: { name: 'create', description: 'Make an environment of packages, or from an environment.yml' },
    args,
    run: ({ args: given }) => {
      const asked = checked(CreateEnvironment, recipe(given._, given.file));
      return withAgent(host, place, given, async (agent) =>
        followJob(host, agent, await agent.post('api/environments/create', asked, Job), given.json),
      );
    },
  });

function recipe([name, ...packages]: string[], file: string | undefined) {
  if (file !== undefined) {
    if (packages.length > 0) throw new UsageError('with --file, packages are named in that file');
    return { from: 'file', ...(name !== undefined && { name }), file: path.resolve(file) };
  }
  if (name === undefined) throw new UsageError('a name is needed, or --file environment.yml');
  if (packages.length === 0) throw new UsageError(`packages for ${name} are needed, such as python=3.12 ipykernel`);
  return { from: 'packages', name, packages };
}
