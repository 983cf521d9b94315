import { defineCommand } from 'citty';
import { requestsOf } from '../../admin/guardrails/prove';
import { examples, parameters } from '../../admin/guardrails/parameters';
import type { Guardrail } from '../../admin/guardrails/guardrail';
import { inked } from '../app/text/ink';
import { printedJson } from '../app/text/printed-json';
import type { Host } from '../host';
import { chosen } from './parameters-file';

const args = {
  name: { type: 'positional', required: true, description: 'the guardrail', valueHint: 'NAME' },
  json: { type: 'boolean', description: 'print as JSON' },
} as const;

/** `studiolo guardrails show`: what one refuses and lets pass, and what it cannot do. */
export const guardrailsShow = (host: Host) =>
  defineCommand({
    meta: { name: 'show', description: 'Show what a guardrail refuses, what it allows and what it cannot do' },
    args,
    run({ args: given }) {
      for (const one of chosen([given.name])) host.print(given.json ? printedJson(asJson(one)) : asText(one, host));
    },
  });

const asJson = ({ statements, requests, ...text }: Guardrail) => {
  const [place] = text.at;
  const p = examples();
  return {
    ...text,
    statements: statements(p, place),
    requests: requestsOf({ ...text, statements, requests }, p, place),
  };
};

function asText(one: Guardrail, host: Host): string {
  const [place] = one.at;
  const { refused, passes } = requestsOf(one, examples(), place);
  const told = (head: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : ['', inked(head, 'bold', host), ...lines.map((line) => `  ${line}`)];
  const asked = (asks: typeof refused) => [...new Set(asks.map(({ says, request }) => `${request.action}: ${says}`))];
  return [
    inked(one.name, 'bold', host),
    one.intent,
    one.why,
    ...told('Refuses', [one.refuses]),
    ...told('Lets pass', [one.passes]),
    ...told('Cannot', [one.cannot]),
    ...told('Stands in', [
      `${one.at.join(', ')} (the first is what it is meant for)`,
      ...(one.insteadOf ? [`instead of ${one.insteadOf}`] : []),
    ]),
    ...told(
      'Takes',
      one.takes.map((name) => `${name}: ${parameters[name].says}`),
    ),
    ...told('Mind', one.pitfalls),
    ...told(`${refused.length} requests that it must refuse`, asked(refused)),
    ...told(`${passes.length} requests that must pass`, asked(passes)),
    ...told('Sources', one.sources),
  ].join('\n');
}
