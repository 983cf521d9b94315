import { say, type Message } from '../../protocol/message';
import type { Progress } from '../jobs';

/** The stages of a clone that git reports in per cent, by git's own names, and the share of the whole that each is given. */
const stages: { name: string; label: Message; from: number; to: number }[] = [
  { name: 'Receiving objects', label: say('receiving-objects'), from: 0, to: 0.8 },
  { name: 'Resolving deltas', label: say('resolving-deltas'), from: 0.8, to: 0.9 },
  { name: 'Updating files', label: say('updating-files'), from: 0.9, to: 1 },
];

/** The last progress that a piece of `git clone --progress` output tells, if any. A stage without a name here is git's. */
export function gitProgress(text: string): Progress | undefined {
  let last: Progress | undefined;
  for (const [, name = '', percent] of text.matchAll(/(?:^|[\r\n])(?:remote: )?([A-Z][a-z]+ [a-z]+): +(\d+)%/g)) {
    const stage = stages.find((candidate) => candidate.name === name);
    last = stage
      ? { label: stage.label, fraction: stage.from + ((stage.to - stage.from) * Number(percent)) / 100 }
      : { label: say('quoted', { words: name }) };
  }
  return last;
}
