import { defineCommand } from 'citty';
import { aliasKinds, planPromote } from '../../admin/image/publish/promote';
import { change, changeOptions } from '../change';
import { type Host, UsageError } from '../host';
import { explained } from '../failure';
import { regionOption } from '../connect';
import { imageContext } from './context';

const args = {
  image: { type: 'positional', required: true, description: 'name of the SageMaker image' },
  number: { type: 'positional', required: true, description: 'the version that is to have the alias' },
  alias: { type: 'positional', required: true, description: 'the alias to move, e.g. 1.0' },
  region: regionOption,
  ...changeOptions,
} as const;

/** `studiolo image promote`: moves an alias to a version. */
export const imagePromote = (host: Host) =>
  defineCommand({
    meta: { name: 'promote', description: 'Move an alias to another version of an image' },
    args,
    async run({ args: given }) {
      const version = versionNumber(given.number);
      const context = imageContext(host, given.region);
      const { image, alias } = given;
      await explained(async () => {
        const { plan, before } = await planPromote(context, image, version, alias);
        await change(host, context, aliasKinds, plan, given, { image, alias }, 'take-back');
        const moved = before === undefined ? 'new' : before === version ? 'as before' : `was version ${before}`;
        if (!given.json) host.print(`${image} ${alias}: version ${version} (${moved})`);
      });
    },
  });

function versionNumber(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new UsageError(`a version is a whole number, not ${JSON.stringify(text)}`);
}
