import * as fc from 'fast-check';
import { decide, type Policies } from '../../src/iam/evaluate';
import { minify } from '../../src/iam/minify';
import { asList, type Policy, type PolicyDocument } from '../../src/iam/policy';
import { checkPolicy } from '../../src/iam/read';
import { limits, sizeOf } from '../../src/iam/sizes';
import { split } from '../../src/iam/split';
import { day, policies } from './company';
import { cases } from './generated';

/** The policies, each changed. */
function each(given: Policies, change: (policy: Policy) => readonly Policy[]): Policies {
  const { scps, ...others } = given;
  const changed = Object.entries(others).map(([kind, list]) => [kind, (list as readonly Policy[]).flatMap(change)]);
  return {
    ...(Object.fromEntries(changed) as Policies),
    ...(scps && { scps: scps.map((level) => level.flatMap(change)) }),
  };
}
const answer = (given: Policies, request: Parameters<typeof decide>[1]) => {
  const decision = decide(given, request);
  return decision.allowed ? 'allowed' : `${decision.how} ${decision.kind}`;
};
const minified = ({ name, document }: Policy) => [{ name, document: minify(document) }];

it('keeps the meaning of every policy, and makes none longer', () => {
  fc.assert(
    fc.property(cases, ({ policies, request }) => {
      expect(answer(each(policies, minified), request)).toBe(answer(policies, request));
      for (const { document } of policies.identity) {
        const small = minify(document);
        expect(checkPolicy(small, 'identity')).toEqual({ document: small });
        expect(JSON.stringify(small).length).toBeLessThanOrEqual(JSON.stringify(document).length);
        expect(minify(small)).toEqual(small);
      }
    }),
    { numRuns: 700, seed: 5 },
  );
});

it('makes the same text of the same policy, whatever the order of its lists', () => {
  const one = {
    Effect: 'Deny',
    Action: ['s3:Get*', 's3:PutObject'],
    Resource: ['b', 'a'],
    Condition: { Bool: { 'a:b': ['x', 'y'], 'a:c': 'z' } },
  } as const;
  const other = {
    Condition: { Bool: { 'a:c': 'z', 'a:b': ['y', 'x', 'y'] } },
    Resource: ['a', 'b', 'a'],
    Action: ['s3:PutObject', 's3:Get*'],
    Effect: 'Deny',
  } as const;
  expect(JSON.stringify(minify({ Statement: [one] }))).toBe(JSON.stringify(minify({ Statement: other })));
});

it.each<[string[], string | string[]]>([
  [['s3:GetObject', 's3:Get*'], 's3:Get*'],
  [['s3:getobject', 'S3:GetObject'], 's3:getobject'],
  [['s3:Get?', 's3:Get*'], 's3:Get*'],
  [
    ['s3:Get?', 's3:GetX'],
    ['s3:Get?', 's3:GetX'],
  ],
  [
    ['s3:*Get', 's3:*Object'],
    ['s3:*Get', 's3:*Object'],
  ],
  [['*', 's3:GetObject', 's3:*'], '*'],
  [
    ['s3:G*t', 's3:Ge*'],
    ['s3:G*t', 's3:Ge*'],
  ],
])('of the actions %j leaves %j', (Action, expected) => {
  expect(minify({ Statement: { Effect: 'Allow', Action, Resource: '*' } }).Statement).toMatchObject({
    Action: expected,
  });
});

it('joins statements without a Sid that differ in their actions only', () => {
  const deny = (Action: string, Sid?: string) => ({
    ...(Sid && { Sid }),
    Effect: 'Deny' as const,
    Action,
    Resource: '*',
  });
  expect(minify({ Statement: [deny('s3:B'), deny('s3:A'), deny('s3:C', 'Named'), deny('s3:B')] }).Statement).toEqual([
    { Effect: 'Deny', Action: ['s3:A', 's3:B'], Resource: '*' },
    deny('s3:C', 'Named'),
  ]);
});

describe('divided by size', () => {
  const large: PolicyDocument = {
    Version: '2012-10-17',
    Statement: Array.from({ length: 60 }, (_, at) => ({
      Sid: `S${at}`,
      Effect: 'Deny',
      Action: `sagemaker:Create${'X'.repeat(100 + ((at * 37) % 200))}`,
      Resource: '*',
    })),
  };
  it('fits each document into its place, with every statement once, and alike each time', () => {
    const made = split(large, 'managed');
    if ('tooLarge' in made) throw new Error(made.tooLarge);
    expect(made.documents.length).toBeGreaterThan(1);
    expect(made.sizes).toEqual(made.documents.map((document) => JSON.stringify(document).length));
    expect(Math.max(...made.sizes)).toBeLessThanOrEqual(limits.managed.characters);
    const names = made.documents.flatMap(({ Statement }) => asList(Statement).map(({ Sid }) => Sid));
    expect(names.sort()).toEqual(
      asList(large.Statement)
        .map(({ Sid }) => Sid)
        .sort(),
    );
    expect(split(large, 'managed')).toEqual(made);
    // No two could be one.
    for (const [at, one] of made.sizes.entries())
      for (const other of made.sizes.slice(at + 1)) expect(one + other).toBeGreaterThan(limits.managed.characters);
  });

  it.each([
    ['scp', 3, /^4 documents \(5\d+, .* characters\), and 3 attached already; scp allows 5$/],
    ['endpoint', 0, undefined],
    ['trust', 0, /documents .*; trust allows 1$/],
    ['inline-role', 0, /^\d+ characters in all inline policies; inline-role allows 10240 together$/],
  ] as const)('for %s with %i attached', (place, used, expected) => {
    const made = split(large, place, used);
    if (expected === undefined) expect('documents' in made && made.documents).toHaveLength(1);
    else expect('tooLarge' in made && made.tooLarge).toMatch(expected);
  });

  it('says which statement is too large, and how large', () => {
    const Resource = Array.from({ length: 200 }, (_, at) => `arn:aws:s3:::bucket-of-a-team-${at}/*`);
    const statement = { Sid: 'Buckets', Effect: 'Allow', Action: 's3:*', Resource } as const;
    expect(split({ Statement: statement }, 'scp')).toEqual({
      tooLarge: expect.stringMatching(/^statement Buckets has \d+ characters; scp allows 5120$/),
    });
  });

  it('keeps the meaning of a company, in documents as small as can be', () => {
    const place = 'managed';
    const parts = each(policies, ({ name, document }) =>
      asList(document.Statement).flatMap((_, at, all) => {
        const half = { ...document, Statement: all.slice(at, at + 1) };
        const made = split(half, place);
        if ('tooLarge' in made) throw new Error(made.tooLarge);
        return made.documents.map((part) => ({ name: `${name}-${at}`, document: part }));
      }),
    );
    for (const [request, expected] of day) {
      expect(answer(policies, request).split(' ')[0]).toBe(expected);
      expect(answer(parts, request)).toBe(answer(policies, request));
    }
  });

  it('counts a document as AWS does', () => {
    const document: PolicyDocument = { Statement: { Effect: 'Allow', Action: 's3:*', Resource: 'arn:aws:s3:::é' } };
    expect([sizeOf(document, 'managed'), sizeOf(document, 'scp')]).toEqual([76, 77]);
  });
});
