import { documentText, generate } from '../../../src/admin/guardrails/generate';
import { type Guardrail, ofPrincipals, type PolicyType, places } from '../../../src/admin/guardrails/guardrail';
import { guardrails } from '../../../src/admin/guardrails/guardrails';
import { examples } from '../../../src/admin/guardrails/parameters';
import { prove, proveTogether, requestsOf } from '../../../src/admin/guardrails/prove';
import { checkPolicy } from '../../../src/iam/read';
import { asList } from '../../../src/iam/policy';
import { grammarOf } from './grammar';

const partitions = { Europe: 'eu-west-1', China: 'cn-north-1', 'the government region': 'us-gov-west-1' };

describe.each(Object.entries(partitions))('in %s', (_, region) => {
  const p = examples(region);

  test.each(guardrails)('$name refuses what it must, and lets the compliant day pass', (one) => {
    const wrong = prove(one, p).filter(({ holds }) => !holds);
    expect(
      wrong.map(({ place, says, expected, request }) => `${place}: ${expected} ${request.action}: ${says}`),
    ).toEqual([]);
  });

  test.each(ofPrincipals)('all together let the day pass as %s', (place) => {
    if (place === 'boundary') return;
    const wrong = proveTogether(guardrails, p, place).filter(({ holds }) => !holds);
    expect(
      wrong.map(({ says, request, decision }) => `${request.action}: ${says}, by ${JSON.stringify(decision)}`),
    ).toEqual([]);
  });
});

test.each(guardrails.flatMap((one) => one.at.map((place) => ({ name: one.name, place, one }))))(
  '$name has twelve requests to refuse and eight to let pass in $place, each another',
  ({ one, place }) => {
    const { refused, passes } = requestsOf(one, examples(), place);
    const different = (asks: typeof refused) => new Set(asks.map(({ request }) => JSON.stringify(request))).size;
    expect(different(refused)).toBe(refused.length);
    expect(refused.length).toBeGreaterThanOrEqual(12);
    expect(different(passes)).toBeGreaterThanOrEqual(8);
  },
);

describe('what is generated', () => {
  const bytes = (some: readonly Guardrail[], place: PolicyType) =>
    generate(some, examples(), place).map((one) => [one.name, documentText(one)]);

  test.each(places)('for %s is the same each time, in whichever order guardrails are named', (place) => {
    const fitting = place === 'boundary' ? guardrails.slice(0, 5) : guardrails;
    expect(bytes([...fitting].reverse(), place)).toEqual(bytes(fitting, place));
  });

  test('for several buckets names in each document one of them: S3 takes no other', () => {
    const made = generate(guardrails, { ...examples(), buckets: ['acme-one', 'acme-two'] }, 'bucket');
    expect(made.map(({ name }) => name)).toEqual(['bucket-acme-one', 'bucket-acme-two']);
    for (const { name, document, guardrails: its } of made) {
      const arns = asList(document.Statement).flatMap(({ Resource }) => asList(Resource));
      const bucket = `arn:aws:s3:::${name.replace('bucket-', '')}`;
      expect(new Set(arns)).toEqual(new Set([bucket, `${bucket}/*`]));
      expect(its).toEqual(['data-perimeter-s3', 'source-identity']);
    }
  });

  test('has each statement once, under a name of its own', () => {
    const sids = generate(guardrails, examples(), 'identity').flatMap(({ document }) =>
      asList(document.Statement).map(({ Sid }) => Sid),
    );
    expect(new Set(sids).size).toBe(sids.length);
  });

  test.each(places)('for %s is a policy, and no larger than AWS allows', (place) => {
    const fitting = place === 'boundary' ? guardrails.slice(0, 5) : guardrails;
    for (const { document, size, most, name } of generate(fitting, examples(), place)) {
      expect([name, checkPolicy(document, grammarOf[place])]).toEqual([name, { document }]);
      expect(size).toBeLessThanOrEqual(most);
      expect(JSON.stringify(document).length).toBe(size);
    }
  });

  test('is refused with its sizes where it cannot fit', () => {
    expect(() => generate(guardrails, examples(), 'boundary')).toThrow(
      /the guardrails do not fit a permissions boundary: \d+ documents \([\d, ]+ characters\); boundary allows 1/,
    );
  });
});
