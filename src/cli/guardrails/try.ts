import { defineCommand } from 'citty';
import { companyOf } from '../../admin/guardrails/company/company';
import { isWho, people, person } from '../../admin/guardrails/company/people';
import { type PolicyType, places } from '../../admin/guardrails/guardrail';
import { examples, type Given } from '../../admin/guardrails/parameters';
import { completed } from '../../admin/guardrails/prove';
import { type Read, readByGuardrails } from '../../admin/guardrails/read-by-guardrails';
import { EventError, recordedCall } from '../../admin/guardrails/recorded/cloud-trail-event';
import { knownNow } from '../../admin/guardrails/recorded/known-now';
import { type RecordedCall, withKnown } from '../../admin/guardrails/recorded/recorded-call';
import type { Gap } from '../../admin/findings/fact';
import { exitCodes } from '../../admin/findings/exit-code';
import { severalValues, type Tried, tryOut, whollyKnown } from '../../admin/guardrails/try-out';
import { printedJson } from '../app/text/printed-json';
import { explained } from '../failure';
import { CommandError, type Host, UsageError } from '../host';
import { nearest } from '../nearest';
import { didYouMean, wordsOf } from '../options';
import { forPlace, generated, placeOf } from './generate';
import { chosen, completedFor, parametersIn, parametersOption, withOwn } from './parameters-file';
import { textOf } from '../text-of';

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
  live: {
    type: 'boolean',
    description: 'with --event: ask AWS for the tags and the space that the record does not tell, as they are now',
  },
  guardrails: { type: 'string', description: 'only these', valueHint: 'NAME,NAME' },
  for: { type: 'enum', options: placeNames, default: 'identity', description: 'where the policies are attached' },
  parameters: parametersOption,
  json: { type: 'boolean', description: 'print as JSON' },
} as const;

/** `studiolo guardrails try`: what becomes of one request, and by which statement. */
export const guardrailsTry = (host: Host, version: string) =>
  defineCommand({
    meta: { name: 'try', description: 'Show whether a request would be refused, and by which statement' },
    args,
    async run({ args: given }) {
      const place = placeOf(given.for);
      const names = wordsOf(given.guardrails);
      const said = await parametersIn(given.parameters, version);
      const parameters = said.all;
      // What is not said of parameters is the example's: only then can all guardrails be tried at once.
      const p = completed(parameters, examples(parameters.region, parameters.account));
      const wanted = forPlace(chosen(names), place, names.length > 0).map((one) =>
        withOwn(one, completedFor(said, one)),
      );
      generated(wanted, p, place);
      if (given.live && given.event === undefined) throw new UsageError('--live is for --event');
      const asked: Asked =
        given.event === undefined
          ? { known: whollyKnown(stated(given, p).request), isLive: false, wasRefused: false, told: [], gaps: [] }
          : await recorded(given.event, given._, given.live === true);
      const tried = tryOut(wanted, p, place, asked.known);
      if (given.event === undefined)
        for (const line of unread(given._, readByGuardrails(wanted, p, place))) host.tell(line);
      const { wasRefused, told, gaps } = asked;
      host.print(given.json ? printedJson({ ...tried, wasRefused, told, gaps }) : text(tried, parameters, asked));
      if (tried.outcome === 'not-assessed') throw new CommandError('', exitCodes.notAssessed);
      if (tried.outcome === 'refused') throw new CommandError('', exitCodes.findings);
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
  const named = new Set([...Object.keys(own), ...Object.keys(keys).map(withService)]);
  return {
    request: {
      ...request,
      context: Object.fromEntries(Object.entries(request.context).filter(([key]) => named.has(key))),
    },
  };
}

/** What is said of a request and no guardrail reads, a line each: it may be mistyped. */
const unread = ([action = '', ...pairs]: readonly string[], read: Read): string[] => [
  ...(read.isAction(action)
    ? []
    : [`no guardrail that is tried is about ${action}${didYouMean(nearest(action, read.actions))}`]),
  ...pairs
    .map((word) => withService(word.split('=')[0] ?? ''))
    .filter((key) => !read.isKey(key))
    .map((key) => `no guardrail that is tried reads ${key}${didYouMean(nearest(key, read.keys))}`),
];

const withService = (key: string) => (key.includes(':') ? key : `sagemaker:${key}`);

function pair(word: string): [string, string | string[]] {
  const [, key, value = ''] = /^([\w:./-]+)=(.*)$/s.exec(word) ?? [];
  if (key === undefined)
    throw new UsageError(`${JSON.stringify(word)} is not understood: condition keys are said as KEY=VALUE`);
  return [
    key,
    severalValues.has(withService(key).toLowerCase()) ? value.split(',').filter((one) => one !== '') : value,
  ];
}

/** A request, and what is told of where its keys are from. */
interface Asked {
  isLive: boolean;
  known: Pick<RecordedCall, 'request' | 'unknown' | 'isOnUnknown'>;
  wasRefused: boolean;
  told: string[];
  gaps: Gap[];
}

/** A recorded call, with what is said of it besides, and what AWS says of it now where that is wanted. */
async function recorded(file: string, words: readonly string[], isLive: boolean): Promise<Asked> {
  const event = await textOf('--event', file);
  const [stray] = words.filter((word) => !word.includes('='));
  if (stray !== undefined)
    throw new UsageError(
      `--event says the request: ${JSON.stringify(stray)} is too much; what the record does not tell is said as KEY=VALUE`,
    );
  const call = callIn(event, file);
  const said = Object.fromEntries(words.map(pair).map(([key, value]) => [withService(key), value]));
  const { wasRefused } = call;
  if (!isLive) return { known: withKnown(call, said), isLive, wasRefused, told: [], gaps: [] };
  // The clients of AWS are large: other tries start without them.
  const { readNow } = await import('../../admin/guardrails/account/read-now');
  const { now, gaps } = await explained(() => readNow(call));
  const { call: known, told } = knownNow(call, now);
  return { known: withKnown(known, said), isLive, wasRefused, told, gaps };
}

function callIn(text: string, file: string): RecordedCall {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new UsageError(`--event ${file} is no JSON: ${error instanceof Error ? error.message : error}`);
  }
  try {
    return recordedCall(value);
  } catch (error) {
    if (error instanceof EventError) throw new UsageError(`--event ${file} ${error.message}`);
    throw error;
  }
}

function text(tried: Tried, parameters: Given, { isLive, wasRefused, told, gaps }: Asked): string {
  const { request, refusedBy, dependsOn } = tried;
  const lines = refusedBy.flatMap(({ guardrail, sid, conditions }) => [
    `  by ${guardrail}, statement ${sid}`,
    ...conditions.map(
      ({ operator, key, asked, stated }) => `    ${key} is ${shown(asked)}; ${operator} ${stated.join(', ')}`,
    ),
  ]);
  const open = dependsOn.flatMap(({ guardrail, sid, effect, reads }) => [
    `  ${guardrail}, statement ${sid}, ${effect === 'Deny' ? 'refuses' : 'allows'} it depending on ${reads.join(' and ')}`,
  ]);
  const isOpen = tried.outcome === 'not-assessed';
  return [
    headOf(tried),
    `  on ${request.resource}`,
    ...lines,
    ...open,
    ...(isOpen
      ? [`  the record does not tell that: say it as KEY=VALUE${isLive ? '' : ', or have AWS asked by --live'}`]
      : []),
    ...told.map((line) => `  ${line}`),
    ...gaps.map(({ what, why, remedy }) => `  could not look at ${what}: ${why}; ${remedy}`),
    ...(wasRefused ? ['  AWS refused it when it was made'] : []),
    ...(parameters.region === undefined
      ? ['  parameters that are not said are those of an example (--parameters FILE)']
      : []),
  ].join('\n');
}

function headOf({ outcome, request, decision, place }: Tried): string {
  const what = `${request.action} by ${request.principal.arn}`;
  if (outcome === 'not-assessed') return `could not assess: ${what}`;
  if (decision.allowed) return `allowed: ${what}`;
  return `refused: ${what}${decision.how === 'implicit' ? `: nothing in ${inPlace(place)} allows it` : ''}`;
}
const inPlace = (place: PolicyType) => `--for ${place}`;
const shown = (values: readonly string[] | undefined) =>
  values === undefined
    ? 'missing'
    : values.length === 0
      ? 'empty'
      : values.map((value) => JSON.stringify(value)).join(', ');
