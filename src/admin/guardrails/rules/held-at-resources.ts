import { compile } from '../../../iam/evaluate';
import { pattern } from '../../../iam/pattern';
import { asList, type Policy } from '../../../iam/policy';
import { type Gap, known } from '../../findings/fact';
import { judge, rulesOf } from '../../findings/judge';
import type { Outcome } from '../../findings/outcome';
import { type Aside, rulesOver, type Stated } from '../../findings/rule';
import { companyOf } from '../company/company';
import { type Guardrail, type PolicyType } from '../guardrail';
import { guardrails } from '../guardrails';
import { policiesAround } from '../judged-by';
import type { Given, Parameters } from '../parameters';
import type { HeldFinding } from './held';
import type { PolicyWhere } from './written-policy';

/** The places that belong to a resource, and that a guardrail can stand in. */
export const resourcePlaces = ['bucket', 'endpoint', 'key'] as const satisfies readonly PolicyType[];
export type ResourcePlace = (typeof resourcePlaces)[number];

/** A bucket, a key or a VPC endpoint with its policy; or why that could not be looked at. */
export interface GuardedResource {
  place: ResourcePlace;
  /** A bucket's name, a key's ARN, an endpoint's id. */
  name: string;
  /** Of an endpoint: `com.amazonaws.eu-west-1.s3`. */
  service?: string;
  /** None of them where the resource has no policy, or none that AWS would take. */
  policies: readonly Policy[];
}
export type SeenResource = GuardedResource | { place: ResourcePlace; gap: Gap };

/** What a resource is called in a sentence. */
export const resourceText = ({ place, name }: Pick<GuardedResource, 'place' | 'name'>) =>
  `${place === 'endpoint' ? 'VPC endpoint' : place} ${name}`;

const { rule } = rulesOver<
  { resources: SeenResource[]; given: (one: Guardrail) => Given; p: (one: Guardrail) => Parameters },
  PolicyWhere
>();

const judged = guardrails.flatMap((one) =>
  resourcePlaces.flatMap((place) => (one.at.includes(place) ? [{ one, place }] : [])),
);

const checks = judged.map(({ one, place }) =>
  rule({
    code: `evaded-${one.name}-at-${place}`,
    // Where it is meant to stand elsewhere first, this is one more place.
    severity: one.at[0] === place ? 'error' : 'warning',
    since: '0.2',
    title: `${one.intent.replace(/\.$/, '')}: the policy of a ${place} lets past`,
    why: one.why,
    wrong: `a ${place} whose policy lets pass one of the requests that the guardrail refuses`,
    right: `studiolo guardrails generate ${one.name} --for ${place}, in the policy of the ${place}`,
    blind: 'Access points, grants of KMS, and what other policies refuse: each place is judged by itself.',
    reads: ['resources', 'given', 'p'],
    check({ resources, given, p }): (Stated<PolicyWhere> | Aside)[] {
      const said = given(one);
      const missing = one.takes.filter((name) => said[name] === undefined);
      if (missing.length > 0) return [{ doesNotApply: `its parameters are not said: ${missing.join(', ')}` }];
      const its = resources.filter((seen) => seen.place === place && ('gap' in seen || isFor(one, seen, said)));
      if (its.length === 0) return [{ doesNotApply: `there is no ${place} that it is for` }];
      return its.flatMap((seen): (Stated<PolicyWhere> | Aside)[] => {
        if ('gap' in seen) return [{ couldNotAssess: seen.gap }];
        const evasions = evasionsOf(one, seen, p(one));
        const [first] = evasions;
        if (first === undefined) return [];
        const more = evasions.length > 1 ? `, and ${evasions.length - 1} more` : '';
        const lets = seen.policies.length === 0 ? 'has no policy, so that nothing there refuses' : 'lets pass';
        return [
          {
            where: { policy: seen.name, text: resourceText(seen) },
            reason: `${resourceText(seen)} ${lets} ${first.request.action}: ${first.says}${more}`,
            remedy: `put the statements of ${one.name} into its policy`,
            mend: [`studiolo guardrails generate ${one.name} --for ${place} --parameters FILE --out FOLDER`],
          },
        ];
      });
    },
  }),
);
export const heldAtResourcesRules = rulesOf(checks);

/** Whether a guardrail is about this resource: a bucket that it names, an endpoint of its services, any key. */
function isFor(one: Guardrail, { place, name, service = '' }: GuardedResource, given: Given): boolean {
  if (place === 'bucket') return namedAmong(given.buckets ?? [], name);
  if (place === 'key') return true;
  const actions = one.statements(given, place).flatMap(({ Action }) => asList(Action));
  return actions.some((action) => serviceOf(service) === action.split(':')[0]);
}

/** Whether one of these names or patterns is this name. */
export const namedAmong = (names: readonly string[], name: string): boolean =>
  names.some((one) => pattern(one, { wildcards: true, variables: false }).matches(name, new Map()));

/** Whose actions go through an endpoint: `com.amazonaws.eu-west-1.sagemaker.api`, `aws.sagemaker.eu-west-1.studio`. */
export function serviceOf(endpointService: string): string {
  const words = endpointService.split('.');
  return words.includes('sagemaker') ? 'sagemaker' : (words.at(-1) ?? '');
}

/** The requests of a guardrail's table that a resource's policy must refuse, and lets pass. */
function evasionsOf(one: Guardrail, { place, name, policies }: GuardedResource, p: Parameters) {
  const its = {
    ...p,
    ...(place === 'bucket' && { buckets: [name] }),
    ...(place === 'key' && { keys: [name] }),
  };
  const { decide } = compile(policiesAround(place, policies, its.account));
  return one.requests(companyOf(its), place).refused.filter(({ request }) => decide(request).allowed);
}

/** Which guardrails hold at buckets, keys and VPC endpoints as they are. */
export const heldAtResources = (
  resources: SeenResource[],
  given: (one: Guardrail) => Given,
  p: (one: Guardrail) => Parameters,
): Outcome<HeldFinding>[] => judge(checks, { resources: known(resources), given: known(given), p: known(p) });
