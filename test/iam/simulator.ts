import { runSimulation } from '@cloud-copilot/iam-simulate';
import type { Policies } from '../../src/iam/evaluate';
import type { Policy } from '../../src/iam/policy';
import type { Request } from '../../src/iam/request';

/** What both say of a request. */
export type Answer = 'allowed' | 'explicit' | 'implicit';

/** What both say of the parts of a statement: the name of its policy, its place in it, and whether each part matches. */
export interface Parts {
  readonly policy: string;
  readonly index: number;
  readonly action: boolean;
  readonly resource: boolean;
  readonly principal: boolean;
  readonly conditions: readonly boolean[];
}
export interface Simulated {
  readonly answer: Answer;
  readonly statements: readonly Parts[];
}

const asSimulated = (policies: readonly Policy[]) => policies.map(({ name, document: policy }) => ({ name, policy }));
const answers = { Allowed: 'allowed', ExplicitlyDenied: 'explicit', ImplicitlyDenied: 'implicit' } as const;

/** What iam-simulate says. It drops keys that it does not know: such a request proves nothing, and is an error here. */
export async function simulated(policies: Policies, request: Request): Promise<Simulated> {
  const { identity, boundary, session, scps = [], resource, endpoint } = policies;
  const [, , , , owner = ''] = request.resource.split(':');
  const result = await runSimulation(
    {
      request: {
        principal: request.principal.arn,
        action: request.action,
        resource: {
          resource: request.resource,
          accountId: request.resourceAccount ?? (owner || request.principal.account),
        },
        contextVariables: Object.fromEntries(
          Object.entries(request.context).map(([name, value]) => [
            name,
            typeof value === 'string' ? value : [...value],
          ]),
        ),
      },
      identityPolicies: asSimulated(identity),
      serviceControlPolicies: scps.map((level, at) => ({ orgIdentifier: String(at), policies: asSimulated(level) })),
      resourceControlPolicies: [],
      ...(boundary && { permissionBoundaryPolicies: asSimulated(boundary) }),
      ...(session?.[0] && { sessionPolicy: session[0].document }),
      ...(resource?.[0] && { resourcePolicy: resource[0].document }),
      ...(endpoint && { vpcEndpointPolicies: asSimulated(endpoint) }),
    },
    {},
  );
  // About everything, of an action that has resources: it answers for all of them at once.
  if (result.resultType === 'wildcard') return { answer: answers[result.overallResult], statements: [] };
  if (result.resultType !== 'single') throw new Error(`not one result: ${JSON.stringify(result)}`);
  const { ignoredContextKeys, analysis } = result.result;
  if ((ignoredContextKeys ?? []).length > 0) throw new Error(`keys it does not know: ${String(ignoredContextKeys)}`);
  const layers: [string | undefined, (typeof analysis)['identityAnalysis']][] = [
    [undefined, analysis.identityAnalysis],
    [boundary?.[0]?.name, analysis.permissionBoundaryAnalysis],
    [session?.[0]?.name, analysis.sessionAnalysis],
    [undefined, analysis.endpointAnalysis],
    ...(analysis.scpAnalysis?.ouAnalysis ?? []).map((level): (typeof layers)[number] => [
      undefined,
      { ...level, result: level.result },
    ]),
  ];
  const { resourceAnalysis } = analysis;
  const found = layers.flatMap(([name, layer]) =>
    [...(layer?.allowStatements ?? []), ...(layer?.denyStatements ?? []), ...(layer?.unmatchedStatements ?? [])].map(
      (statement) => ({ name, statement }),
    ),
  );
  if (resource && resourceAnalysis) {
    const { allowStatements, denyStatements, unmatchedStatements } = resourceAnalysis;
    for (const statement of [...allowStatements, ...denyStatements, ...unmatchedStatements])
      found.push({ name: resource[0]?.name, statement });
  }
  return {
    answer: answers[analysis.result],
    statements: found.map(({ name, statement: { policyId, statement, explain } }) => ({
      policy: name ?? policyId,
      // It counts from 1.
      index: statement.index() - 1,
      action: explain.actionMatch,
      resource: explain.resourceMatch,
      principal: explain.principalMatch !== 'NoMatch',
      conditions: (explain.conditions ?? []).map(({ matches }) => matches),
    })),
  };
}
