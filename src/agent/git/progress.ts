import type { Progress } from '../jobs';

/** The stages of a clone that git reports in per cent, and the share of the whole that each is given. */
const stages: { name: string; from: number; to: number }[] = [
  { name: 'Receiving objects', from: 0, to: 0.8 },
  { name: 'Resolving deltas', from: 0.8, to: 0.9 },
  { name: 'Updating files', from: 0.9, to: 1 },
];

/** The last progress that a piece of `git clone --progress` output tells, if any. */
export function gitProgress(text: string): Progress | undefined {
  let last: Progress | undefined;
  for (const [, name = '', percent] of text.matchAll(/(?:^|[\r\n])(?:remote: )?([A-Z][a-z]+ [a-z]+): +(\d+)%/g)) {
    const stage = stages.find((candidate) => candidate.name === name);
    last = stage
      ? { label: name, fraction: stage.from + ((stage.to - stage.from) * Number(percent)) / 100 }
      : { label: name };
  }
  return last;
}
