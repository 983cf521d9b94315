import { defineCommand } from 'citty';
import { EventError, requestOfEvent } from '../../admin/guardrails/cloud-trail-event';
import { companyOf } from '../../admin/guardrails/company/company';
import { isWho, people, person } from '../../admin/guardrails/company/people';
import { type PolicyType, places } from '../../admin/guardrails/guardrail';
import { examples, type Given } from '../../admin/guardrails/parameters';
import { completed } from '../../admin/guardrails/prove';
import { severalValues, type Tried, tryOut } from '../../admin/guardrails/try-out';
import { printedJson } from '../app/text/printed-json';
import { CommandError, type Host, UsageError } from '../host';
import { forPlace, generated, placeOf } from './generate';
import { chosen, parametersIn, parametersOption, textOf } from './parameters-file';

const placeNames: string[] = [...places];
const whoNames: string[] = [...people];

const args = {
  request: {
    type: 'positional',
    required: false,
    description: 'the action, and its condition keys: sagemaker:CreateApp InstanceTypes=ml.t3.medium',
    valueHint: 'ACTION [KEY=VALUE]…',
  },
  as: { type: 'enum', options: whoNames, default: 'ana', description: 'who asks' },
  on: { type: 'string', description: 'what it acts on; something of who asks by default', valueHint: 'ARN' },
  compliant: { type: 'boolean', description: 'what is not said is as a compliant request has it' },
  event: {
    type: 'string',
    description: 'a record of CloudTrail (JSON): would it have been refused?',
    valueHint: 'FILE',
  },
  guardrails: { type: 'string', description: 'only these', valueHint: 'NAME,NAME' },
  for: { type: 'enum', options: placeNames, default: 'identity', description: 'where the policies stand' },
  parameters: parametersOption,
  json: { type: 'boolean', description: 'print as JSON' },
} as const;

/** `studiolo guardrails try`: what becomes of one request, and by which statement. */
export const guardrailsTry = (host: Host) =>
  defineCommand({
    meta: { name: 'try', description: 'Tell whether a request would be refused, by which statement and value' },
    args,
    async run({ args: given }) {
      const place = placeOf(given.for);
      const names = (given.guardrails ?? '').split(',').filter((name) => name !== '');
      const parameters = await parametersIn(given.parameters);
      // What is not said of parameters is the example's: only then can all guardrails be tried at once.
      const p = completed(parameters, examples(parameters.region, parameters.account));
      const wanted = forPlace(chosen(names), place, names.length > 0);
      generated(wanted, p, place);
      const { request, wasRefused } =
        given.event === undefined ? { ...stated(given, p), wasRefused: false } : await recorded(given.event, given._);
      const tried = tryOut(wanted, p, place, request);
      host.print(given.json ? printedJson(tried) : text(tried, parameters, wasRefused));
      if (!tried.decision.allowed) throw new CommandError('', 3);
    },
  });

interface Said {
  _: string[];
  as: string;
  on?: string | undefined;
  compliant?: boolean | undefined;
}

function stated({ _: [action, ...pairs], as, on, compliant }: Said, p: ReturnType<typeof examples>) {
  if (action === undefined || !/^[a-z0-9-]+:[A-Za-z]+$/.test(action))
    throw new UsageError(
      `say an action, such as sagemaker:CreateApp${action === undefined ? '' : `, not ${JSON.stringify(action)}`}`,
    );
  if (!isWho(as)) throw new UsageError(`--as takes one of ${people.join(', ')}, not ${JSON.stringify(as)}`);
  const keys = Object.fromEntries(pairs.map(pair));
  const { request } = companyOf(p).ask('', action, keys, { as, ...(on !== undefined && { on }) });
  if (compliant) return { request };
  // The person's own keys and those that are said.
  const own = person(as, p).keys;
  const named = new Set([
    ...Object.keys(own),
    ...Object.keys(keys).map((key) => (key.includes(':') ? key : `sagemaker:${key}`)),
  ]);
  return {
    request: {
      ...request,
      context: Object.fromEntries(Object.entries(request.context).filter(([key]) => named.has(key))),
    },
  };
}

function pair(word: string): [string, string | string[]] {
  const [, key, value = ''] = /^([\w:./-]+)=(.*)$/s.exec(word) ?? [];
  if (key === undefined)
    throw new UsageError(`${JSON.stringify(word)} is not understood: condition keys are said as KEY=VALUE`);
  const full = key.includes(':') ? key : `sagemaker:${key}`;
  return [key, severalValues.has(full.toLowerCase()) ? value.split(',').filter((one) => one !== '') : value];
}

async function recorded(file: string, words: readonly string[]) {
  if (words.length > 0) throw new UsageError(`--event says the request: ${JSON.stringify(words[0])} is too much`);
  const text = await textOf('--event', file);
  try {
    return requestOfEvent(JSON.parse(text));
  } catch (error) {
    if (error instanceof EventError) throw new UsageError(`--event ${file} ${error.message}`);
    throw new UsageError(`--event ${file} is no JSON: ${error instanceof Error ? error.message : error}`);
  }
}

function text({ request, decision, refusedBy, place }: Tried, parameters: Given, wasRefused: boolean): string {
  const who = request.principal.arn;
  const head = decision.allowed
    ? `allowed: ${request.action} by ${who}`
    : `refused: ${request.action} by ${who}${decision.how === 'implicit' ? `: nothing in ${inPlace(place)} allows it` : ''}`;
  const lines = refusedBy.flatMap(({ guardrail, sid, conditions }) => [
    `  by ${guardrail}, statement ${sid}`,
    ...conditions.map(
      ({ operator, key, asked, stated }) => `    ${key} is ${shown(asked)}; ${operator} ${stated.join(', ')}`,
    ),
  ]);
  return [
    head,
    `  on ${request.resource}`,
    ...lines,
    ...(wasRefused ? ['  AWS refused it too'] : []),
    ...(parameters.region === undefined
      ? ['  parameters that are not said are those of an example (--parameters FILE)']
      : []),
  ].join('\n');
}
const inPlace = (place: PolicyType) => `--for ${place}`;
const shown = (values: readonly string[] | undefined) =>
  values === undefined
    ? 'missing'
    : values.length === 0
      ? 'empty'
      : values.map((value) => JSON.stringify(value)).join(', ');
