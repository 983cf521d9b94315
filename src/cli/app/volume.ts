import { defineCommand } from 'citty';
import { Job } from '../../protocol/job';
import { UpdateSpace } from '../../protocol/launch';
import { plainText } from '../../protocol/plain-text';
import { LargestFolders, Resources, type Volume } from '../../protocol/resources';
import { Snapshot } from '../../protocol/snapshot';
import { CommandError, type Host } from '../host';
import { numberOption } from '../options';
import type { AgentClient } from './agent-client';
import { askOptions, sheetOf, withAgent } from './ask';
import { followJob } from './follow-job';
import type { Surroundings } from './surroundings';
import { noticeLine, noticeLines } from './text/notices';
import { printedJson } from './text/printed-json';
import { gib } from './text/resource-lines';
import { type Sheet, table } from './text/table';

const args = {
  enlarge: { type: 'string', description: 'new size; a volume can’t be made smaller', valueHint: 'GB' },
  ...askOptions,
} as const;

/** `studiolo volume`: how full the home volume is, and its largest folders. With `--json`, both as the agent tells them. */
export const volume = (host: Host, surroundings: Surroundings) =>
  defineCommand({
    meta: { name: 'volume', description: 'Show the home volume and its largest folders; enlarge it' },
    args,
    run: ({ args: given }) => {
      const limits = { least: 5, most: 16_384, whole: true };
      const volumeGb = given.enlarge === undefined ? undefined : numberOption('enlarge', given.enlarge, limits);
      return withAgent(host, surroundings, given, async (agent) => {
        if (volumeGb !== undefined) {
          const asked: UpdateSpace = { spaceName: await ownSpace(agent), volumeGb };
          return followJob(host, agent, await agent.post('api/spaces/update', asked, Job), given.json);
        }
        const { volume: read } = await agent.get('api/resources', Resources);
        const found = await agent.get('api/volume/folders', LargestFolders);
        if (given.json) host.print(printedJson({ volume: read, folders: found }));
        else if (read.state === 'missing') host.print(noticeLines(read.notices, sheetOf(host)).join('\n'));
        else host.print(volumeText(read.value, found, sheetOf(host)).join('\n'));
      });
    },
  });

/** How full a volume is, and its largest folders, as lines. */
export function volumeText(read: Volume, { folders, whole }: LargestFolders, sheet: Sheet): string[] {
  const least = whole ? '' : 'at least ';
  const rows = folders.map(({ bytes, name }) => [`${least}${sizeOf(bytes)}`, name]);
  return [
    `${plainText(read.folder)}: ${gib(read.freeBytes)} of ${gib(read.bytes)} GiB free`,
    ...(rows.length === 0
      ? ['  There are no folders in it.']
      : table(
          [
            { head: 'Size', align: 'right' },
            { head: 'Largest folders', cut: 'end' },
          ],
          rows,
          sheet,
        )),
    ...(whole ? [] : ['  Not everything could be looked through in time.']),
  ];
}

/** In GiB, or in MiB what would be next to none of them. */
const sizeOf = (bytes: number) =>
  bytes < 0.1 * 1024 ** 3 ? `${Math.ceil(bytes / 1024 ** 2)} MiB` : `${gib(bytes)} GiB`;

async function ownSpace(agent: AgentClient): Promise<string> {
  const { thisApp } = await agent.get('api/snapshot', Snapshot);
  if (thisApp.state === 'missing')
    throw new CommandError(thisApp.notices[0] ? noticeLine(thisApp.notices[0]) : 'this app is unknown');
  const { spaceName } = thisApp.value;
  if (spaceName === undefined) throw new CommandError('this app is not in a space and has no volume of its own');
  return spaceName;
}
