import { defineCommand } from 'citty';
import type { Host } from '../host';
import { imageDoctor } from './doctor';
import { imagePromote } from './promote';
import { imagePrune } from './prune';
import { imagePublish } from './publish';
import { imageVerify } from './verify';

/** `studiolo image …`: custom images for Studio. */
export const image = (host: Host, version: string) =>
  defineCommand({
    meta: { name: 'image', description: 'Verify, publish and look after custom images' },
    subCommands: {
      verify: imageVerify(host, version),
      publish: imagePublish(host),
      promote: imagePromote(host),
      prune: imagePrune(host),
      doctor: imageDoctor(host),
    },
  });
