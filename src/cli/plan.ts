import { defineCommand } from 'citty';
import type { Host } from './host';
import { fileOption, planningOptions } from './studio-file/options';
import type { Program } from './studio-file/program';

const args = {
  file: fileOption,
  ...planningOptions,
  explain: {
    type: 'string',
    description: 'show each effective setting of a user profile or space, and where it comes from',
    valueHint: 'NAME',
  },
  out: { type: 'string', description: 'write the plan to this file, for apply', valueHint: 'FILE' },
  json: { type: 'boolean', description: 'print the plan as JSON' },
} as const;

/** `studiolo plan`: what would change for a Studio to be as its file says. It changes nothing. */
export const plan = (host: Host, program: Program) =>
  defineCommand({
    meta: { name: 'plan', description: 'Show what apply would change' },
    args,
    async run({ args: given, rawArgs }) {
      // The language and the service model are read by who needs them, and by no other command.
      const { planCommand } = await import('./studio-file/plan-command');
      await planCommand(host, program, given, rawArgs);
    },
  });
