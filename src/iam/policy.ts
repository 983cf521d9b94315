/** The words of a policy document, as AWS writes them. */
export interface PolicyDocument {
  /** Without it a document is of 2008-10-17, in which variables are plain text. */
  readonly Version?: '2008-10-17' | '2012-10-17';
  readonly Id?: string;
  readonly Statement: OneOrMore<Statement>;
}

export type OneOrMore<T> = T | readonly T[];
export type Effect = 'Allow' | 'Deny';

/** Who a statement of a resource policy is about. */
export type StatementPrincipal =
  '*' | { readonly [kind in 'AWS' | 'Service' | 'Federated' | 'CanonicalUser']?: OneOrMore<string> };

/** Operator → key → values: all operators and keys must hold, one of the values is enough. */
export type Conditions = Readonly<Record<string, Readonly<Record<string, OneOrMore<string | number | boolean>>>>>;

export interface Statement {
  readonly Sid?: string;
  readonly Effect: Effect;
  readonly Principal?: StatementPrincipal;
  readonly NotPrincipal?: StatementPrincipal;
  readonly Action?: OneOrMore<string>;
  readonly NotAction?: OneOrMore<string>;
  readonly Resource?: OneOrMore<string>;
  readonly NotResource?: OneOrMore<string>;
  readonly Condition?: Conditions;
}

/** A document with the name by which people know it: a policy's name or ARN, a file. */
export interface Policy {
  readonly name: string;
  readonly document: PolicyDocument;
}

/** The places in which a policy can stand; each has its own part in a decision. */
export type PolicyKind = 'identity' | 'boundary' | 'session' | 'scp' | 'resource' | 'endpoint';

/** One value or a list of them, as a list. */
export const asList = <T>(value: OneOrMore<T> | undefined): readonly T[] =>
  value === undefined ? [] : isList(value) ? value : [value];
const isList = <T>(value: OneOrMore<T>): value is readonly T[] => Array.isArray(value);
