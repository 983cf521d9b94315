import { defineCommand } from 'citty';
import type { Host } from './host';
import { regionOption } from './connect';

const args = {
  domain: { type: 'string', description: 'only this domain, by its name or id', valueHint: 'd-…|NAME' },
  studio: { type: 'string', default: 'studio', description: 'the name of the file', valueHint: 'NAME' },
  region: regionOption,
  out: { type: 'string', description: 'write it to this file, which must not be there yet', valueHint: 'FILE' },
} as const;

/** `studiolo import`: a live account as a Studio file. It changes nothing. */
export const importCommand = (host: Host) =>
  defineCommand({
    meta: { name: 'import', description: 'Write an existing Studio as a file' },
    args,
    async run({ args: given }) {
      const { importToFile } = await import('./studio-file/import-command');
      await importToFile(host, given);
    },
  });
