import { defineCommand } from 'citty';
import { fatesOf, planPrune, pruneKinds } from '../../admin/image/publish/prune';
import { change, changeOptions } from '../change';
import type { Host } from '../host';
import { explained } from '../failure';
import { regionOption } from '../connect';
import { imageContext } from './context';

const args = {
  image: { type: 'positional', required: true, description: 'name of the SageMaker image' },
  region: regionOption,
  ...changeOptions,
} as const;

/** `studiolo image prune`: removes the versions that no one uses. What is in ECR stays. */
export const imagePrune = (host: Host) =>
  defineCommand({
    meta: { name: 'prune', description: 'Remove the versions of an image that no one uses' },
    args,
    async run({ args: given }) {
      const context = imageContext(host, given.region);
      const { image } = given;
      await explained(async () => {
        const fates = await fatesOf(context.sagemaker, image);
        if (!given.json) {
          for (const { version, kept } of fates)
            host.print(`version ${version}: ${kept.length > 0 ? `kept (${kept.join(', ')})` : 'unused'}`);
          if (fates.every(({ kept }) => kept.length > 0)) host.tell('no version is unused');
        }
        await change(host, context, pruneKinds, planPrune(image, fates), given, { image });
      });
    },
  });
