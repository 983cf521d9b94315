import { defineCommand } from 'citty';
import { guardrails } from '../../admin/guardrails/guardrails';
import { printedJson } from '../app/text/printed-json';
import { table } from '../app/text/table';
import type { Host } from '../host';

const args = { json: { type: 'boolean', description: 'print as JSON' } } as const;

/** `studiolo guardrails list`: every guardrail, where it stands and what it is for. */
export const guardrailsList = (host: Host) =>
  defineCommand({
    meta: { name: 'list', description: 'List the guardrails' },
    args,
    run({ args: given }) {
      if (given.json) {
        host.print(printedJson(guardrails.map(({ name, intent, at, takes }) => ({ name, intent, for: at, takes }))));
        return;
      }
      const rows = guardrails.map(({ name, at, intent }) => [name, at.join(' '), intent]);
      for (const line of table(
        [{ head: 'guardrail' }, { head: 'for' }, { head: 'what shall hold', cut: 'end' }],
        rows,
        host,
      ))
        host.print(line);
    },
  });
