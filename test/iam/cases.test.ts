import { decide } from '../../src/iam/evaluate';
import type { OneOrMore, Policy, Statement, StatementPrincipal } from '../../src/iam/policy';
import type { ContextValue, Request } from '../../src/iam/request';
import elements from './cases/elements.json';
import operators from './cases/operators.json';
import order from './cases/order.json';
import sets from './cases/sets.json';
import variables from './cases/variables.json';

const account = '111111111111';
const ana = { arn: `arn:aws:iam::${account}:user/ana`, account };
const allow = (more: Partial<Statement>): Policy => ({
  name: 'policy',
  document: { Version: '2012-10-17', Statement: { Effect: 'Allow', ...more } },
});
const anything = { Action: '*', Resource: '*' };
type Row = (string | number | boolean | string[] | null)[];

/** Whether an Allow with this condition, or this element, reaches the request. */
function holds(word: string, stated: OneOrMore<string | number | boolean>, request: Partial<Request>): boolean {
  const isElement = /^(Not)?(Action|Resource)$/.test(word);
  const given = isElement
    ? { ...(word.endsWith('Action') ? { Resource: '*' } : { Action: '*' }), [word]: stated }
    : { ...anything, Condition: { [word]: { 'studio:Key': stated } } };
  const asked: Request = { action: 'a:B', resource: '*', principal: ana, context: {}, ...request };
  return decide({ identity: [allow(given)] }, asked).allowed;
}

describe('conditions', () => {
  const rows = [...operators.cases, ...sets.cases] as Row[];
  it.each(rows)('%s %j, asked %j: %s', (word, stated, asked, expected) => {
    const context: Record<string, ContextValue> = asked === null ? {} : { 'Studio:KEY': asked as ContextValue };
    expect(holds(String(word), stated as string, { context })).toBe(expected);
  });
  it('are there for each operator, and for each in another case of letters', () => {
    const names = new Set(rows.map(([word]) => String(word).replace(/^.*:|IfExists$/g, '')));
    expect(names.size).toBeGreaterThanOrEqual(27);
  });
});

it.each(elements.cases as Row[])('%s %j, asked %j: %s', (word, stated, asked, expected) => {
  const request = String(word).endsWith('Action') ? { action: String(asked) } : { resource: String(asked) };
  expect(holds(String(word), stated as string, request)).toBe(expected);
});

it.each(variables.cases as Row[])('variables: %s %j, asked %j: %s', (word, stated, asked, expected) => {
  const context: Record<string, ContextValue> = { ...variables.context };
  const isResource = String(word).endsWith('Resource');
  if (!isResource) context['studio:Key'] = String(asked);
  expect(holds(String(word), stated as string, { context, ...(isResource && { resource: String(asked) }) })).toBe(
    expected,
  );
});

it('leaves variables as they are in a document of 2008 and in one without Version', () => {
  const given = { ...anything, Condition: { StringEquals: { 'studio:Key': '${aws:username}' } } };
  for (const version of [{}, { Version: '2008-10-17' as const }]) {
    const policy: Policy = { name: 'old', document: { ...version, Statement: { Effect: 'Allow', ...given } } };
    const ask = (value: string) =>
      decide(
        { identity: [policy] },
        { action: 'a:B', resource: '*', principal: ana, context: { 'studio:Key': value, 'aws:username': 'ana' } },
      ).allowed;
    expect([ask('ana'), ask('${aws:username}')]).toEqual([false, true]);
  }
});

interface OrderRow {
  who: string;
  answer: string;
  identity: string;
  owner?: string;
  action?: string;
  boundary?: string;
  session?: string;
  endpoint?: string;
  scps?: string[];
  not?: boolean;
  resource?: [string, unknown];
}
const rows = order.cases as unknown as OrderRow[];

describe('the order of policies', () => {
  const principals: Record<string, string> = order.principals;
  /** `allow`, `deny`, `allow+deny` or `nothing`, of everything. */
  const says = (words: string, more: Partial<Statement> = {}): Policy => ({
    name: words,
    document: {
      Version: '2012-10-17',
      Statement: words.split('+').map((word) => ({
        Effect: word === 'deny' ? 'Deny' : 'Allow',
        ...(word === 'nothing' ? { Action: 'none:Nothing', Resource: '*' } : anything),
        ...more,
      })),
    },
  });
  const everybody = { Principal: '*' } as const;
  it.each(rows.map((row) => [JSON.stringify(row), row] as const))('%s', (_, row) => {
    const arn = principals[row.who] ?? '';
    const owner = row.owner ?? account;
    const [effect = '', named] = row.resource ?? [];
    const principal =
      named === '*' || (typeof named === 'object' && !Array.isArray(named))
        ? (named as StatementPrincipal)
        : ({ AWS: named } as StatementPrincipal);
    const action = row.action ?? 'sqs:SendMessage';
    const resources: Record<string, string> = {
      'sts:AssumeRole': `arn:aws:iam::${owner}:role/target`,
      'kms:Decrypt': `arn:aws:kms:eu-west-1:${owner}:key/k`,
    };
    const decision = decide(
      {
        identity: [says(row.identity)],
        ...(row.boundary && { boundary: [says(row.boundary)] }),
        ...(row.session && { session: [says(row.session)] }),
        ...(row.endpoint && { endpoint: [says(row.endpoint, everybody)] }),
        ...(row.scps && { scps: row.scps.map((words) => [says(words)]) }),
        ...(row.resource && {
          resource: [says(effect, row.not ? { NotPrincipal: principal } : { Principal: principal })],
        }),
      },
      {
        action,
        resource: resources[action] ?? `arn:aws:sqs:eu-west-1:${owner}:jobs`,
        principal: { arn, account: /^arn/.test(arn) ? account : '' },
        context: {},
      },
    );
    expect(decision.allowed ? 'allowed' : `${decision.how} ${decision.kind}`).toBe(row.answer);
  });
});
