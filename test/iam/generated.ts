import * as fc from 'fast-check';
import type { Policies } from '../../src/iam/evaluate';
import type { Policy, PolicyDocument, PolicyKind, Statement, StatementPrincipal } from '../../src/iam/policy';
import type { ContextValue, Request } from '../../src/iam/request';

/** A request with the policies that stand before it, made so that their parts often match. */
export interface Case {
  readonly policies: Policies;
  readonly request: Request;
}

const account = '111111111111';
const other = '222222222222';
const region = 'eu-west-1';
const words = ['ml', 'ML', 'data', 'ana', 'ml-team', '', 'a*c', 'x y', '100'];
const arns = [
  `arn:aws:sagemaker:${region}:${account}:image/base`,
  `arn:aws:sagemaker:${region}:${other}:image/base`,
  `arn:aws:sagemaker:us-east-1:${account}:image/base/extra`,
  `arn:aws:iam::${account}:role/studio`,
  `arn:aws:iam::${account}:role/path/to/studio`,
  'None',
];
const instances = ['ml.t3.medium', 'ml.p4d.24xlarge', 'ml.g5.xlarge', 'system', ''];

/** The kinds of keys, with values that requests have and policies name. */
const types = {
  text: words,
  number: ['0', '1', '60', '3600', '-5', '2.5', '86400'],
  date: ['2026-01-01T00:00:00Z', '2026-01-01', '2025-12-31T23:59:59Z', '2026-06-15T12:00:00+02:00', '2027'],
  bool: ['true', 'false'],
  address: ['203.0.113.7', '203.0.114.7', '10.0.0.1', '2001:db8::1', '2001:db8:1::1'],
  arn: arns,
} as const;
type Type = keyof typeof types;
interface Key {
  readonly name: string;
  readonly type: Type;
  readonly list?: boolean;
  readonly values?: readonly string[];
}

const everywhere: readonly Key[] = [
  { name: 'aws:PrincipalTag/team', type: 'text' },
  { name: 'aws:username', type: 'text' },
  { name: 'aws:SourceIdentity', type: 'text' },
  { name: 'aws:SourceVpce', type: 'text', values: ['vpce-1', 'vpce-2'] },
  { name: 'aws:SourceIp', type: 'address' },
  { name: 'aws:CurrentTime', type: 'date' },
  { name: 'aws:MultiFactorAuthAge', type: 'number' },
  { name: 'aws:SecureTransport', type: 'bool' },
  { name: 'aws:PrincipalArn', type: 'arn' },
  { name: 'aws:TagKeys', type: 'text', list: true, values: ['team', 'Team', 'owner', ''] },
  { name: 'aws:CalledVia', type: 'text', list: true, values: ['athena.amazonaws.com', 'glue.amazonaws.com'] },
];
const tags: readonly Key[] = [
  { name: 'aws:RequestTag/owner', type: 'text' },
  { name: 'aws:ResourceTag/owner', type: 'text' },
];
const ofStudio: readonly Key[] = [
  { name: 'sagemaker:InstanceTypes', type: 'text', list: true, values: instances },
  { name: 'sagemaker:ImageArns', type: 'arn', list: true },
  { name: 'sagemaker:OwnerUserProfileArn', type: 'arn' },
  { name: 'sagemaker:SpaceSharingType', type: 'text', values: ['Private', 'Shared'] },
];
const ofJobs: readonly Key[] = [
  { name: 'sagemaker:MaxRuntimeInSeconds', type: 'number' },
  { name: 'sagemaker:NetworkIsolation', type: 'bool' },
  { name: 'sagemaker:InstanceTypes', type: 'text', list: true, values: instances },
];
const sagemaker = `arn:aws:sagemaker:${region}:${account}`;
const scenes: readonly { action: string; resource: string; keys: readonly Key[] }[] = [
  {
    action: 'sagemaker:CreateApp',
    resource: `${sagemaker}:app/d-abc/ana/JupyterLab/default`,
    keys: [...tags, ...ofStudio],
  },
  { action: 'sagemaker:CreateSpace', resource: `${sagemaker}:space/d-abc/ana-lab`, keys: [...tags, ...ofStudio] },
  { action: 'sagemaker:CreateTrainingJob', resource: `${sagemaker}:training-job/nightly`, keys: [...tags, ...ofJobs] },
  { action: 'sagemaker:ListApps', resource: '*', keys: [] },
  { action: 'iam:PassRole', resource: `arn:aws:iam::${account}:role/studio`, keys: [] },
  { action: 'sqs:SendMessage', resource: `arn:aws:sqs:${region}:${account}:jobs`, keys: [] },
  { action: 'sqs:SendMessage', resource: `arn:aws:sqs:${region}:${other}:jobs`, keys: [] },
  { action: 's3:GetObject', resource: 'arn:aws:s3:::acme-homes/ana/a:b.ipynb', keys: [] },
];

export const principals = {
  user: `arn:aws:iam::${account}:user/ana`,
  session: `arn:aws:sts::${account}:assumed-role/studio/ana`,
  federated: `arn:aws:sts::${account}:federated-user/ana`,
  root: `arn:aws:iam::${account}:root`,
};

const operatorsOf: Record<Type, readonly string[]> = {
  text: [
    ...['StringEquals', 'StringNotEquals', 'StringEqualsIgnoreCase', 'StringNotEqualsIgnoreCase'],
    ...['StringLike', 'StringNotLike', 'StringLike', 'StringNotLike'],
  ],
  number: ['Equals', 'NotEquals', 'LessThan', 'LessThanEquals', 'GreaterThan', 'GreaterThanEquals'].map(
    (n) => `Numeric${n}`,
  ),
  date: ['Equals', 'NotEquals', 'LessThan', 'LessThanEquals', 'GreaterThan', 'GreaterThanEquals'].map(
    (n) => `Date${n}`,
  ),
  bool: ['Bool'],
  address: ['IpAddress', 'NotIpAddress'],
  arn: [
    'ArnEquals',
    'ArnNotEquals',
    'ArnLike',
    'ArnNotLike',
    'StringEquals',
    'StringNotEquals',
    'StringLike',
    'StringNotLike',
  ],
};

/** Makes one case from the choices that fast-check makes. */
export class CaseMaker {
  private request: Request | undefined;
  private keys: readonly Key[] = [];
  private sids = 0;
  private names = 0;
  constructor(private readonly g: fc.GeneratorValue) {}

  private chance(percent: number): boolean {
    return this.g(fc.integer, { min: 0, max: 99 }) < percent;
  }
  private pick<T>(options: readonly T[]): T {
    const found = options[this.g(fc.nat, { max: options.length - 1 })];
    if (found === undefined) throw new Error('nothing to pick from');
    return found;
  }
  private some<T>(most: number, make: () => T): T[] {
    return Array.from({ length: this.g(fc.integer, { min: 1, max: most }) }, make);
  }

  case(): Case {
    const { action, resource, keys } = this.pick(scenes);
    this.keys = [...everywhere, ...keys];
    const kind = this.pick(['user', 'session', 'session', 'federated', 'root'] as const);
    const context: Record<string, ContextValue> = {};
    for (const { name, type, list, values = types[type] } of this.keys) {
      if (this.chance(55)) context[name] = list ? this.some(3, () => this.pick(values)) : this.pick(values);
    }
    this.request = {
      action,
      resource,
      ...(resource.startsWith('arn:aws:s3:') && { resourceAccount: this.pick([account, account, other]) }),
      principal: { arn: principals[kind], account },
      context,
    };
    const identity = this.some(2, () => this.policy('identity'));
    return {
      request: this.request,
      policies: {
        identity,
        ...(this.chance(25) && kind !== 'root' && { boundary: [this.policy('boundary')] }),
        ...((kind === 'federated' || this.chance(20)) &&
          (kind === 'session' || kind === 'federated') && { session: [this.policy('session')] }),
        ...(this.chance(35) && { scps: this.some(2, () => this.some(2, () => this.policy('scp'))) }),
        ...(this.chance(45) && { resource: [this.policy('resource')] }),
        ...(this.chance(20) && { endpoint: [this.policy('endpoint')] }),
      },
    };
  }

  private policy(kind: PolicyKind): Policy {
    const name = `${kind}-${this.names++}`;
    const statements = this.some(3, () => this.statement(kind));
    // So that one kind of policy does not refuse nearly all.
    if (this.chance(50)) statements.push(this.everything(kind));
    const document: PolicyDocument = {
      ...(this.chance(90) && { Version: this.chance(95) ? '2012-10-17' : '2008-10-17' }),
      Statement: statements.length === 1 && statements[0] && this.chance(30) ? statements[0] : statements,
    };
    return { name, document };
  }
  private everything(kind: PolicyKind): Statement {
    return { Effect: 'Allow', ...(this.hasPrincipal(kind) && { Principal: '*' }), Action: '*', Resource: '*' };
  }
  private hasPrincipal(kind: PolicyKind): boolean {
    return kind === 'resource' || kind === 'endpoint';
  }

  private statement(kind: PolicyKind): Statement {
    const list = <T>(most: number, make: () => T) => {
      const made = this.some(most, make);
      const [first] = made;
      return made.length === 1 && first !== undefined && this.chance(50) ? first : made;
    };
    const actions = list(2, () => this.action());
    const resources = list(2, () => this.resource());
    const principal = kind === 'resource' ? this.principal() : kind === 'endpoint' ? '*' : undefined;
    const count = this.pick([0, 1, 1, 2]);
    const conditions: Record<string, Record<string, string | string[]>> = {};
    for (let at = 0; at < count; at++) {
      const { operator, key, values } = this.condition();
      (conditions[operator] ??= {})[key] = values;
    }
    return {
      ...(this.chance(50) && { Sid: `S${this.sids++}` }),
      Effect: this.chance(70) ? 'Allow' : 'Deny',
      ...(principal &&
        (kind === 'endpoint' || this.chance(93) ? { Principal: principal } : { NotPrincipal: principal })),
      ...(this.chance(88) ? { Action: actions } : { NotAction: actions }),
      ...(this.chance(88) ? { Resource: resources } : { NotResource: resources }),
      ...(count > 0 && { Condition: conditions }),
    };
  }

  private action(): string {
    const asked = this.request?.action ?? '';
    const [service = '', name = ''] = asked.split(':');
    return this.pick([
      ...[
        asked,
        asked.toUpperCase(),
        `${service}:*`,
        `${service}:${name.slice(0, 4)}*`,
        `${service}:?${name.slice(1)}`,
      ],
      ...[`${service}:*${name.slice(-3)}`, '*', `${service}:Delete*`, 'glue:GetTable', `${service}:${name}s`],
    ]);
  }

  private resource(): string {
    const asked = this.request?.resource ?? '';
    if (asked === '*') return this.pick(['*', '*', '*', `${sagemaker}:app/*`]);
    const parts = asked.split(':');
    const last = parts.slice(5).join(':');
    const start = parts.slice(0, 5).join(':');
    const anywhere = [...parts.slice(0, 3), '*', '*'].join(':');
    const team = this.text(last.slice(last.lastIndexOf('/') + 1));
    return this.pick([
      ...['*', asked, asked, `${start}:*`, `${start}:${last.slice(0, 5)}*`, `${anywhere}:${last}`, `${anywhere}:*`],
      ...[`${start}:${last.slice(0, -2)}??`, `${start}:${last.slice(0, last.lastIndexOf('/') + 1)}${team}`],
      ...[`${start}:*${last.slice(-4)}`, `${start}:${last.toUpperCase()}`, `arn:aws:${parts[2]}:*`, `${start}:nothing`],
      ...[`${start}:${last.slice(0, 3)}*/${last.slice(-3)}`, `arn:aws:${parts[2]}:eu-*-1:${parts[4]}:${last}`],
    ]);
  }

  /** A text that is meant for this value of a request: itself, a pattern, a variable. */
  private text(value: string): string {
    const variables = Object.entries(this.request?.context ?? {}).flatMap(([name, held]) =>
      held === value ? [`\${${name}}`, `\${${name.toUpperCase()}}`] : [],
    );
    return this.pick([
      ...[value, value, value.toUpperCase(), `${value.slice(0, 2)}*`, `*${value.slice(-2)}`, '*', '?*'],
      ...[`${value.slice(0, -1)}?`, `\${aws:PrincipalTag/team}`, `\${aws:username, '${value}'}`, `\${*}${value}`],
      ...(variables.length > 0 ? [this.pick(variables)] : []),
    ]);
  }

  private condition() {
    const key: Key = this.pick(this.keys);
    const { name, type, list } = key;
    const pool = key.values ?? types[type];
    const held = this.request?.context[name];
    const operator = this.chance(92) ? this.pick(operatorsOf[type]) : this.pick(Object.values(operatorsOf).flat());
    const shown = this.chance(10) ? operator.toLowerCase() : operator;
    const set = this.chance(list ? 85 : 5) ? this.pick(['ForAllValues:', 'ForAnyValue:']) : '';
    const full = this.chance(8)
      ? `${this.chance(4) ? set : ''}Null`
      : `${set}${shown}${this.chance(20) ? 'IfExists' : ''}`;
    const value = () => {
      if (full.endsWith('Null')) return this.pick(['true', 'false']);
      const wanted = held !== undefined && this.chance(60) ? this.pick([held].flat()) : this.pick(pool);
      const isText = /string|arn/i.test(operator);
      if (isText) return this.text(wanted);
      if (/ip/i.test(operator))
        return this.pick([wanted, '203.0.113.0/24', '10.0.0.0/8', '2001:db8::/32', '0.0.0.0/0']);
      return this.chance(4) ? 'none' : wanted;
    };
    const values = this.some(2, value);
    const [first = ''] = values;
    return {
      operator: full,
      key: this.chance(10) ? name.toLowerCase() : name,
      values: values.length === 1 && this.chance(60) ? first : values,
    };
  }

  private principal(): StatementPrincipal {
    const named = () =>
      this.pick([...Object.values(principals), account, other, `arn:aws:iam::${account}:role/studio`]);
    if (this.chance(25)) return this.pick(['*', { AWS: '*' }]);
    const entries = this.some(2, named);
    const [first = ''] = entries;
    return this.chance(8) ? { Service: 'sagemaker.amazonaws.com' } : { AWS: entries.length === 1 ? first : entries };
  }
}

/** Cases, made by fast-check. */
export const cases: fc.Arbitrary<Case> = fc.gen().map((g) => new CaseMaker(g).case());
