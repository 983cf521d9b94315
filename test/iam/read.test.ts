import * as fc from 'fast-check';
import { readJson } from '../../src/iam/json';
import type { PolicyPlace } from '../../src/iam/grammar';
import { checkPolicy, readPolicy } from '../../src/iam/read';
import { policies } from './company';
import { cases } from './generated';

/** The defects of a text, each as a line. */
function defects(text: string, place: PolicyPlace = 'identity'): string[] {
  const read = readPolicy(text, place);
  return 'defects' in read
    ? read.defects.map(({ line, column, path, text }) => `${line}:${column}${path && ` ${path}`}: ${text}`)
    : [];
}
const statement = (more: object) => JSON.stringify({ Version: '2012-10-17', Statement: [more] });
const good = { Effect: 'Deny', Action: 'sagemaker:CreateApp', Resource: '*' };

it('reads a good document as it is', () => {
  const text = statement({ ...good, Condition: { Bool: { 'aws:SecureTransport': false } } });
  expect(readPolicy(text, 'identity')).toEqual({ document: JSON.parse(text) });
});

it.each<[string, string, string[]]>([
  [
    'a comma before a bracket',
    '{\n  "Version": "2012-10-17",\n  "Statement": [\n    { "Effect": "Deny", "Action": "s3:*", "Resource": "*", },\n  ]\n}',
    ['4:58: a comma before }', '4:61: a comma before ]'],
  ],
  [
    'a bracket closed early',
    '{ "Statement": [{ "Effect": "Deny", "Action": "s3:*", "Resource": "*" }] },\n  "Condition": {} }',
    ['1:75: "," after the end of the document'],
  ],
  [
    'brackets that are missing',
    '{ "Statement": [{ "Effect": "Deny", "Action": "s3:*", "Resource": "*"\n',
    [
      '2:1: ] is missing at the end, for the bracket of line 1, column 16',
      '2:1: } is missing at the end, for the bracket of line 1, column 17',
      '2:1: } is missing at the end, for the bracket of line 1, column 1',
    ],
  ],
  [
    'the wrong bracket',
    '{ "Statement": [{ "Effect": "Deny", "Action": ["s3:*"}, "Resource": "*" }] }',
    ['1:54: } where ] is expected, for the bracket of line 1, column 47'],
  ],
  [
    'a comma that is missing',
    '{ "Statement": [{ "Effect": "Deny" "Action": "s3:*", "Resource": "*" }] }',
    ['1:36: a comma is missing before "Action"'],
  ],
  [
    'a line break in an ARN',
    '{ "Statement": { "Effect": "Allow", "Action": "s3:*", "Resource": "arn:aws:s3:::\nhomes" } }',
    ['1:81: a line break within a text'],
  ],
  [
    'a word without quotes, a name twice and a colon that is missing',
    '{ "Statement": { "Effect": Allow, "Action": "s3:*", "Action" "s3:*", "Resource": "*" } }',
    [
      '1:28: Allow must stand in double quotes',
      '1:53: "Action" stands here twice',
      '1:62: a colon is missing after "Action"; found "s3:*"',
    ],
  ],
  [
    'what a word processor made of it',
    '{ “Statement”: [{ "Effect":\u00a0"Deny", "Action": "s3:\t*", "Resource": ‘*’ }] }',
    [
      '1:3: “Statement” must stand in double quotes',
      '1:28: a no-break space, or another that JSON does not know',
      '1:51: a tab or control character within a text',
      '1:68: ‘*’ must stand in double quotes',
    ],
  ],
  ['an empty text', ' \n', ['2:1: the document is empty']],
  ['a text that never ends', '{"Statement', ['1:2: a text without its closing double quote']],
])('tells of %s, with its line', (_, text, expected) => {
  const told = defects(text);
  // What the grammar says about a document that was cut is told too.
  for (const line of expected) expect(told).toContain(line);
});

it('tells of every mistake at once', () => {
  expect(
    defects(`{
  "Version": "2012-10-18",
  "Statement": [
    { "Effect": "allow", "Action": "logs>ListLogDeliveries", "Resource": "homes", },
    { "Sid": "a b", "Effect": "Deny", "action": "s3:*", "Resource": ["arn:aws:s3:homes"], "Condition": { "StringEqual": { "a": null } } }
  ]
}`),
  ).toEqual([
    '2:14 Version: Version is 2012-10-17 (or the older 2008-10-17), not "2012-10-18"',
    '4:17 Statement[0].Effect: Effect is Allow or Deny, not "allow"',
    '4:36 Statement[0].Action: "logs>ListLogDeliveries" is no action: it is written service:Action, such as sagemaker:CreateApp or sagemaker:*',
    '4:74 Statement[0].Resource: "homes" is no resource: write * or an ARN, such as arn:aws:s3:::my-bucket/*',
    '4:81: a comma before }',
    '5:5 Statement[1]: Action is missing',
    '5:14 Statement[1].Sid: a Sid has letters and digits only, not "a b"',
    '5:39 Statement[1].action: unknown element "action"; did you mean Action?',
    `5:70 Statement[1].Resource[0]: "arn:aws:s3:homes" has 4 of an ARN's six parts (arn:partition:service:region:account:resource)`,
    '5:106 Statement[1].Condition.StringEqual: there is no operator "StringEqual"; did you mean StringEquals?',
    '5:123 Statement[1].Condition.StringEqual.a: "a" is no condition key, such as aws:SourceIp',
    '5:128 Statement[1].Condition.StringEqual.a: a value is a text, a number or a bool, not null',
  ]);
});

it.each<[PolicyPlace, object, string]>([
  ['identity', { ...good, Principal: '*' }, 'Principal is for policies of resources'],
  ['scp', { ...good, Principal: '*' }, 'Principal is for policies of resources'],
  ['resource', good, 'Principal is missing'],
  ['endpoint', good, 'Principal is missing'],
  ['resource', { ...good, Principal: { AWS: 'arn:aws:iam::123456789012:role/*' } }, 'a principal has no wildcards'],
  ['resource', { ...good, Principal: 'arn:aws:iam::123456789012:root' }, 'Principal is "*" or an object'],
  ['resource', { ...good, Principal: '*', NotPrincipal: '*' }, 'Principal and NotPrincipal exclude each other'],
  ['trust', { ...good, Principal: '*' }, 'a trust policy has no Resource'],
  ['identity', { ...good, NotAction: 's3:*' }, 'Action and NotAction exclude each other'],
  ['identity', { ...good, NotResource: '*' }, 'Resource and NotResource exclude each other'],
  ['identity', { Effect: 'Deny', Action: '*' }, 'Resource is missing'],
  ['identity', { Action: '*', Resource: '*' }, 'Effect is missing'],
  ['identity', { ...good, Action: [] }, 'an empty list'],
  ['identity', { ...good, Action: ['s3:*', 7] }, 'expected a text, found a number'],
  ['identity', { ...good, Actions: 's3:*' }, 'did you mean Action?'],
  ['identity', { ...good, Action: 'sage*:Create*' }, 'is no action'],
  ['identity', { ...good, Condition: [] }, 'Condition is an object, not a list'],
  ['identity', { ...good, Condition: { NullIfExists: { 'a:b': 'true' } } }, 'Null cannot have IfExists'],
  ['identity', { ...good, Condition: { 'ForSomeValue:StringLike': { 'a:b': 'x' } } }, 'there is no operator'],
  ['identity', { ...good, Condition: { StringLike: { 'a:b': [] } } }, 'an empty list'],
])('refuses for %s: %j', (place, given, expected) => {
  const text = statement(given);
  expect(defects(text, place).join('\n')).toContain(expected);
  expect(checkPolicy(JSON.parse(text), place)).toMatchObject({
    defects: expect.arrayContaining([expect.objectContaining({ text: expect.stringContaining(expected) })]),
  });
});

it('refuses two statements with one Sid, a list and a text as documents, and statements that are none', () => {
  const two = JSON.stringify({ Statement: [{ ...good, Sid: 'A' }, { ...good, Sid: 'A' }, 'x'] });
  expect(defects(two).join('\n')).toMatch(
    /another statement has the Sid A too\n.*a statement is an object, not a text/,
  );
  for (const text of ['[]', '"x"', 'null', '{}', '{"Statement":[]}']) expect(defects(text)).not.toEqual([]);
});

it('stops at a thousand brackets, and says so', () => {
  expect(defects('['.repeat(1000)).join('\n')).toContain('nested deeper than 100 levels');
});

it('finds a mistake in exactly the texts that are no JSON', () => {
  const letters = fc.constantFrom(...'{}[],:"\\\n\t a1-', 'true', 'null');
  const documents = fc.constantFrom(...policies.identity, ...(policies.endpoint ?? []));
  fc.assert(
    fc.property(documents, fc.nat(), fc.option(letters), fc.boolean(), ({ document }, at, letter, isInserted) => {
      const text = JSON.stringify(document, null, 1);
      const place = at % text.length;
      const changed = text.slice(0, place) + (letter ?? '') + text.slice(place + (isInserted ? 0 : 1));
      const { node, slips } = readJson(changed);
      let isJson = true;
      try {
        JSON.parse(changed);
      } catch {
        isJson = false;
      }
      const isTwice = slips.every((slip) => slip.text.endsWith('stands here twice'));
      expect([changed, slips.length === 0 || (isJson && isTwice)]).toEqual([changed, isJson]);
      for (const { line, column } of slips) {
        expect(line).toBeLessThanOrEqual(changed.split('\n').length);
        expect(column).toBeGreaterThan(0);
      }
      if (isJson) expect(node).toBeDefined();
    }),
    { numRuns: 2000, seed: 3 },
  );
});

it('finds nothing wrong in generated policies, whatever the white space', () => {
  fc.assert(
    fc.property(cases, fc.constantFrom(0, 2, '\t'), ({ policies: { identity, resource } }, space) => {
      for (const [policies, place] of [
        [identity, 'identity'],
        [resource ?? [], 'resource'],
      ] as const) {
        for (const { document } of policies)
          expect(readPolicy(JSON.stringify(document, null, space), place)).toEqual({ document });
      }
    }),
    { numRuns: 300, seed: 4 },
  );
});
