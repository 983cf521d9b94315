import { defineCommand } from 'citty';
import { domain } from './domain';
import { emulate } from './emulate';
import type { Host } from './host';
import { image } from './image';

/** The program's commands. */
export const studiolo = (host: Host, version: string) =>
  defineCommand({
    meta: { name: 'studiolo', version, description: 'See and steer your Amazon SageMaker Studio' },
    subCommands: { domain: domain(host, version), emulate: emulate(host), image: image(host, version) },
  });
