import { defineCommand } from 'citty';
import { changeOptions } from './change';
import type { Host } from './host';
import { fileOption, planningOptions } from './studio-file/options';
import type { Program } from './studio-file/program';

const args = {
  file: { ...fileOption, description: 'the Studio file, or a plan that `studiolo plan --out` wrote' },
  ...planningOptions,
  ...changeOptions,
} as const;

/** `studiolo apply`: makes a Studio as its file says. */
export const apply = (host: Host, program: Program) =>
  defineCommand({
    meta: { name: 'apply', description: 'Change a Studio to match its file' },
    args,
    async run({ args: given, rawArgs }) {
      const { applyCommand } = await import('./studio-file/apply-command');
      await applyCommand(host, program, given, rawArgs);
    },
  });
