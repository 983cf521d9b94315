import { defineCommand } from 'citty';
import { promote } from '../../admin/image/publish/aliases';
import { type Host, UsageError } from '../host';
import { explained } from '../failure';
import { regionOption, sagemakerOf } from '../connect';

const args = {
  image: { type: 'positional', required: true, description: 'name of the SageMaker image' },
  number: { type: 'positional', required: true, description: 'the version that is to have the alias' },
  alias: { type: 'positional', required: true, description: 'the alias to move, e.g. 1.0' },
  region: regionOption,
} as const;

/** `studiolo image promote`: moves an alias to a version. */
export const imagePromote = (host: Host) =>
  defineCommand({
    meta: { name: 'promote', description: 'Move an alias to another version of an image' },
    args,
    async run({ args: given }) {
      const version = versionNumber(given.number);
      const sagemaker = sagemakerOf(host, given.region);
      const { before } = await explained(() => promote(sagemaker, given.image, version, given.alias));
      const moved = before === undefined ? 'new' : before === version ? 'as before' : `was version ${before}`;
      host.print(`${given.image} ${given.alias}: version ${version} (${moved})`);
    },
  });

function versionNumber(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new UsageError(`a version is a whole number, not ${JSON.stringify(text)}`);
}
