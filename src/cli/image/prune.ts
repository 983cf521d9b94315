import { defineCommand } from 'citty';
import { fatesOf, prune } from '../../admin/image/publish/prune';
import type { Host } from '../host';
import { explained } from '../failure';
import { regionOption, sagemakerOf } from '../connect';

const args = {
  image: { type: 'positional', required: true, description: 'name of the SageMaker image' },
  yes: { type: 'boolean', description: 'delete; without it, only what would be deleted is told' },
  region: regionOption,
} as const;

/** `studiolo image prune`: removes the versions that no one uses. What is in ECR stays. */
export const imagePrune = (host: Host) =>
  defineCommand({
    meta: { name: 'prune', description: 'Remove the versions of an image that no one uses' },
    args,
    async run({ args: given }) {
      const sagemaker = sagemakerOf(host, given.region);
      await explained(async () => {
        const fates = await fatesOf(sagemaker, given.image);
        for (const { version, kept } of fates) {
          host.print(`version ${version}: ${kept.length > 0 ? `kept (${kept.join(', ')})` : 'unused'}`);
        }
        const unused = fates.filter(({ kept }) => kept.length === 0).length;
        if (unused === 0) host.tell('no version is unused');
        else if (given.yes) await prune(sagemaker, given.image, fates, host.tell);
        else host.tell(`${unused} would be deleted; run it again with --yes to do so`);
      });
    },
  });
