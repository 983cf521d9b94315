import { writeFile } from 'node:fs/promises';
import { exitCodes } from '../../admin/converge/converge';
import { planText } from '../../admin/converge/plan';
import { CommandError, type Host } from '../host';
import { explained } from '../failure';
import { writingTo } from '../writing-to';
import { explainLines } from './explain-text';
import { type PlanningGiven, requireNone } from './options';
import { choiceOf, planFor } from './plan-for';
import { studioPlanLines } from './plan-text';
import type { Program } from './program';
import { liveStudio, studioOfFile } from './read-file';
import { whereOf } from './where';

interface Given extends PlanningGiven {
  file: string;
  explain?: string | undefined;
  out?: string | undefined;
  json?: boolean | undefined;
}

/** Reads the file and what is there, and says what would change. Ends with 3 where that is something. */
export async function planCommand(
  host: Host,
  { version, home }: Program,
  given: Given,
  words: readonly string[],
): Promise<void> {
  const choice = choiceOf(given, words);
  if (given.explain !== undefined) {
    requireNone(
      words,
      ['only', 'adopt', 'stop-apps', 'delete', 'out', 'json'],
      '--explain shows what the file says, and',
    );
    for (const line of explainLines(await studioOfFile(given.file, version), given.explain, host)) host.print(line);
    return;
  }
  const { studio, context } = await liveStudio(host, given.file, version);
  await explained(async () => {
    const result = await planFor(context, home, studio, choice);
    const { plan, held, unchanged, unmanaged, unseen, room, inVain } = result;
    for (const line of inVain) host.tell(line);
    const { out } = given;
    if (out !== undefined) await writingTo(out, () => writeFile(out, planText({ ...plan, where: whereOf(studio) })));
    const addresses = 'known' in room ? { tooFewAddresses: room.known } : { unknown: room };
    if (given.json)
      host.print(JSON.stringify({ ...plan, held, unchanged, unmanaged, unseen, inVain, ...addresses }, null, 2));
    else host.print(studioPlanLines(studio, result, host).join('\n'));
    if (plan.steps.length + held.length > 0) throw new CommandError('', exitCodes.planned);
  });
}
