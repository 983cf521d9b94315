// Each request of each table, asked of a judge that is not ours.
import type { Policies } from '../../../src/iam/evaluate';
import type { Request } from '../../../src/iam/request';
import { asList, type Policy } from '../../../src/iam/policy';
import { guardrails } from '../../../src/admin/guardrails/guardrails';
import { policiesOf } from '../../../src/admin/guardrails/judged-by';
import { examples } from '../../../src/admin/guardrails/parameters';
import { requestsOf } from '../../../src/admin/guardrails/prove';
import { simulated } from '../../iam/simulator';

jest.setTimeout(300_000);

/** The keys that the policies read: the others change nothing, and the simulator knows not all of them. */
function keysRead(policies: Policies): Set<string> {
  const text = JSON.stringify(policies).toLowerCase();
  const keys = Object.values(policies)
    .flat(2)
    .flatMap(({ document }: Policy) => asList(document.Statement))
    .flatMap(({ Condition = {} }) => Object.values(Condition).flatMap((held) => Object.keys(held)));
  const inVariables = [...text.matchAll(/\$\{([^},]+)/g)].flatMap(([, key]) => key ?? []);
  return new Set([...keys, ...inVariables].map((key) => key.toLowerCase()));
}

/**
 * It knows no key of an encryption context with a colon in its name, and none that Studio's credentials bring: both sides
 * get other names for them.
 */
const others = {
  'kms:EncryptionContext:aws:logs:arn': 'kms:ViaService',
  'sagemaker:DomainId': 'aws:PrincipalTag/domain',
  'sagemaker:UserProfileName': 'aws:PrincipalTag/profile',
};
const renamed = <T>(value: T): T =>
  JSON.parse(Object.entries(others).reduce((text, [key, other]) => text.replaceAll(key, other), JSON.stringify(value)));

const only = (request: Request, keys: Set<string>): Request => ({
  ...request,
  context: Object.fromEntries(Object.entries(request.context).filter(([key]) => keys.has(key.toLowerCase()))),
});

/** Of the places that guard principals the first is enough: the statements are the same. */
const cases = guardrails.flatMap((one) =>
  one.at
    .filter((place, at) => at === 0 || ['endpoint', 'key', 'bucket', 'trust'].includes(place))
    .map((place) => ({ name: one.name, place, one })),
);

test.each(cases)('iam-simulate decides alike about $name for $place', async ({ one, place }) => {
  const p = examples();
  const policies = renamed(policiesOf([one], p, place));
  const keys = keysRead(policies);
  const { refused, passes } = requestsOf(one, p, place);
  const answers: string[] = [];
  for (const [expected, asks] of [
    ['refused', refused],
    ['allowed', passes],
  ] as const)
    for (const { says, request } of asks) {
      // It lets everybody ask who they are, whatever policies say, as AWS does.
      if (request.action === 'sts:GetCallerIdentity') continue;
      try {
        const { answer } = await simulated(policies, only(renamed(request), keys));
        if ((answer === 'allowed') !== (expected === 'allowed'))
          answers.push(`${expected}: ${request.action}: ${says}: ${answer}`);
      } catch (error) {
        answers.push(`${request.action}: ${says}: ${String(error).slice(0, 200)}`);
      }
    }
  expect(answers).toEqual([]);
});
