import { defineCommand } from 'citty';
import { CommandError, type Host } from './host';
import { fileOption } from './studio-file/options';

const args = {
  file: fileOption,
  check: { type: 'boolean', description: 'change nothing; exit code 3 where the file would change' },
} as const;

/** `studiolo format`: a Studio file with its sections in order; all else in it stays as it is. */
export const format = (host: Host) =>
  defineCommand({
    meta: {
      name: 'format',
      description: 'Check a Studio file and put its sections in order, changing nothing else',
    },
    args,
    async run({ args: { file, check } }) {
      const { formatFile } = await import('./studio-file/format-command');
      const changed = await formatFile(file, check === true ? 'look' : 'write');
      host.print(changed ? `${file}: ${check ? 'would be rewritten' : 'rewritten'}` : `${file}: is in order`);
      if (changed && check) throw new CommandError('', 3);
    },
  });
