import { defineCommand } from 'citty';
import { changeOptions } from './change';
import type { Host } from './host';
import { fileOption } from './studio-file/options';
import type { Program } from './studio-file/program';

const args = {
  file: fileOption,
  delete: {
    type: 'string',
    description: 'delete the homes in this file system too, for good; may be given several times',
    valueHint: 'fs-… …',
  },
  ...changeOptions,
} as const;

/** `studiolo destroy`: deletes what a Studio file has made, in the order in which AWS lets it go. */
export const destroy = (host: Host, program: Program) =>
  defineCommand({
    meta: { name: 'destroy', description: 'Delete what a Studio file has made; home folders are kept' },
    args,
    async run({ args: given, rawArgs }) {
      const { destroyCommand } = await import('./studio-file/destroy-command');
      await destroyCommand(host, program, given, rawArgs);
    },
  });
