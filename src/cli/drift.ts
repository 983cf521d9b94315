import { defineCommand } from 'citty';
import type { Host } from './host';
import { fileOption } from './studio-file/options';
import type { Program } from './studio-file/program';

const args = {
  file: fileOption,
  json: { type: 'boolean', description: 'print it as JSON' },
} as const;

/** `studiolo drift`: what is not as the Studio file says, since when and by whose hand. It changes nothing. */
export const drift = (host: Host, program: Program) =>
  defineCommand({
    meta: { name: 'drift', description: 'Show what differs from the Studio file, since when, and who changed it' },
    args,
    async run({ args: given }) {
      const { driftCommand } = await import('./studio-file/drift-command');
      await driftCommand(host, program, given);
    },
  });
