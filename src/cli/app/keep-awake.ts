import { defineCommand } from 'citty';
import { AskKeepAwake, KeepAwake } from '../../protocol/keep-awake';
import { type Host, UsageError } from '../host';
import { askOptions, clockOf, sheetOf, withAgent } from './ask';
import { checked } from './checked';
import { minutesOf } from './length-of-time';
import { takeLooks } from './looks';
import type { Surroundings } from './surroundings';
import { awakeText } from './text/awake-text';
import { printedJson } from './text/printed-json';

const args = {
  time: { type: 'positional', required: false, description: 'for how long: 2h, 90m, 1h30m', valueHint: 'TIME' },
  reason: { type: 'string', description: 'reason (optional, visible to administrators)', valueHint: 'TEXT' },
  release: { type: 'boolean', description: 'stop keeping awake' },
  ...askOptions,
} as const;

/** `studiolo keep-awake 2h`, `--release`, or nothing: what keeps the app awake, and the log. With `--json`, `KeepAwake`. */
export const keepAwake = (host: Host, surroundings: Surroundings) =>
  defineCommand({
    meta: { name: 'keep-awake', description: 'Keep this app awake for a time; without one, show what does' },
    args,
    run: ({ args: given }) => {
      const { reason, release, time } = given;
      if (release && (time !== undefined || reason !== undefined)) throw new UsageError('--release takes nothing else');
      if (reason !== undefined && time === undefined) throw new UsageError('--reason goes with a time, such as 2h');
      const asked = time === undefined ? undefined : checked(AskKeepAwake, { minutes: minutesOf(time), reason });
      return withAgent(host, surroundings, given, async (agent, { serverUrl }) => {
        const awake = asked
          ? await agent.post('api/keep-awake/ask', asked, KeepAwake)
          : release
            ? await agent.post('api/keep-awake/release', {}, KeepAwake)
            : await agent.get('api/keep-awake', KeepAwake);
        // What is asked for must be held when this command has long ended.
        if (asked && serverUrl === undefined) await takeLooks(surroundings);
        if (given.json) return host.print(printedJson(awake));
        const events = asked || release ? 'without-log' : 'with-log';
        host.print(awakeText(awake, events, clockOf(host), sheetOf(host)).join('\n'));
      });
    },
  });
