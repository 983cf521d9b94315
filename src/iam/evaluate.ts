import { contextOf, type Context } from './context';
import type { Decision, StatementExplanation, StatementName } from './decision';
import { asList, type Effect, type Policy, type PolicyKind } from './policy';
import type { Request } from './request';
import { prepare, type PreparedStatement } from './statement';

/** The policies that stand between a principal and a resource. What is absent does not apply; what is given must allow. */
export interface Policies {
  /** The principal's own policies, inline and managed, its groups' included. */
  readonly identity: readonly Policy[];
  readonly boundary?: readonly Policy[];
  /** The policies that the session was made with. */
  readonly session?: readonly Policy[];
  /** Service control policies: from the root down to the account, those of each level. Each level must allow. */
  readonly scps?: readonly (readonly Policy[])[];
  /** The policy of what is acted on: of a bucket, a key; of a role, who may assume it. */
  readonly resource?: readonly Policy[];
  /** The policy of the VPC endpoint that the request comes through. */
  readonly endpoint?: readonly Policy[];
}

/** Policies made ready to decide often. */
export interface Judge {
  decide(request: Request): Decision;
  /** Every statement with its parts, in the order of the policies. Slow beside `decide`: for people. */
  explain(request: Request): readonly StatementExplanation[];
}

/** Decides one request. Who asks often compiles the policies once. */
export const decide = (policies: Policies, request: Request): Decision => compile(policies).decide(request);

/** Explains each statement's part in the decision about one request. */
export const explain = (policies: Policies, request: Request): readonly StatementExplanation[] =>
  compile(policies).explain(request);

/** Makes policies ready to decide. */
export function compile(policies: Policies): Judge {
  const sets: Set[] = (['identity', 'boundary', 'session', 'resource', 'endpoint'] as const).flatMap((kind) => {
    const given = policies[kind];
    return given === undefined ? [] : [{ kind, statements: statementsOf(kind, given) }];
  });
  sets.unshift(
    ...(policies.scps ?? []).map((given, level) => ({
      kind: 'scp' as const,
      statements: statementsOf('scp', given, level),
    })),
  );
  return {
    decide(request) {
      const context = contextOf(request.context);
      for (const { kind, statements } of sets) {
        const denies = find(statements, 'Deny', request, context);
        if (denies) return { allowed: false, how: 'explicit', kind, by: denies.name };
      }
      let by: StatementName | undefined;
      for (const { kind, statements } of sets) {
        const allows = find(statements, 'Allow', request, context);
        if (kind === 'resource') by ??= allows?.name;
        else if (!allows) return { allowed: false, how: 'implicit', kind };
        if (kind === 'identity') by = allows?.name;
      }
      return { allowed: true, ...(by && { by }) };
    },
    explain: (request) => {
      const context = contextOf(request.context);
      return sets.flatMap(({ statements }) => statements.map((statement) => statement.explain(request, context)));
    },
  };
}

interface Set {
  readonly kind: PolicyKind;
  readonly statements: readonly PreparedStatement[];
}

const statementsOf = (kind: PolicyKind, policies: readonly Policy[], level?: number) =>
  policies.flatMap(({ name: policy, document }) =>
    asList(document.Statement).map((statement, index) =>
      prepare(statement, document.Version === '2012-10-17', {
        kind,
        policy,
        index,
        ...(statement.Sid !== undefined && { sid: statement.Sid }),
        ...(level !== undefined && { level }),
      }),
    ),
  );

const find = (statements: readonly PreparedStatement[], effect: Effect, request: Request, context: Context) =>
  statements.find((statement) => statement.effect === effect && statement.matches(request, context));
