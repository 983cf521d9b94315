import * as z from 'zod';
import { readPolicy } from '../../../iam/read';
import { asList, type PolicyDocument } from '../../../iam/policy';
import { minify } from '../../../iam/minify';

/** Where a Studio file can have guardrails stand. */
export const attachable = ['boundary', 'identity', 'scp'] as const;
export type Attachable = (typeof attachable)[number];

/** A policy that a Studio file owns. All of them are IAM's but service control policies, which are Organizations'. */
export const PolicyRef = z.object({
  studio: z.string(),
  place: z.enum(attachable),
  /** A role's name; the id of an account, a unit or a root of Organizations. */
  target: z.string(),
  name: z.string(),
  /** Of IAM's, whose ARNs are known before they are made. */
  arn: z.string().optional(),
});
export type PolicyRef = z.infer<typeof PolicyRef>;

/** A policy as the file says it shall be. */
export interface WantedPolicy extends PolicyRef {
  text: string;
  size: number;
  most: number;
  guardrails: readonly string[];
}

/** Under this path of IAM stands what a file owns, and nothing else: the place and the target are in it. */
export const studioPath = (studio: string) => `/studiolo/${studio}/`;
export const policyPath = (studio: string, place: Attachable, target: string) =>
  `${studioPath(studio)}${place}/${target}/`;

/** A policy of IAM's by its ARN; nothing for one that no file owns. */
export function refOfArn(arn: string): PolicyRef | undefined {
  const [, studio, place, target, name] = /:policy\/studiolo\/([^/]+)\/([^/]+)\/([^/]+)\/([^/]+)$/.exec(arn) ?? [];
  const read = PolicyRef.safeParse({ studio, place, target, name, arn });
  return read.success ? read.data : undefined;
}

/** Tags by which a service control policy says whose it is, and what it is attached to. */
export const targetTag = 'studiolo:target';

/** A name that AWS takes: 128 characters at most. A target has 68 at most. */
export const policyName = (studio: string, place: Attachable, target: string, number: number) =>
  `${studio.slice(0, 40).replace(/-+$/, '')}-${target}-${place}-${number}`;

/** Whether two documents say the same, however they are written. */
export const sameDocument = (one: string, other: string) => one === other || canonical(one) === canonical(other);

/** Without white space and in the order in which we write; what cannot be read stays as it is. */
function canonical(text: string): string {
  const document = documentOf(text);
  return document ? JSON.stringify(minify(document)) : text;
}

function documentOf(text: string): PolicyDocument | undefined {
  const read = readPolicy(text, 'identity');
  return 'document' in read ? read.document : undefined;
}

/** How a document differs, a line for each statement: `+ statement Images`. */
export function statementChanges(was: string, will: string): string[] {
  const before = documentOf(was);
  if (!before) return ['what stands there cannot be read'];
  const [from, to] = [statementsOf(before), statementsOf(documentOf(will))];
  const told = [...new Set([...from.keys(), ...to.keys()])].flatMap((sid) => {
    if (!from.has(sid)) return [`+ statement ${sid}`];
    if (!to.has(sid)) return [`− statement ${sid}`];
    return from.get(sid) === to.get(sid) ? [] : [`~ statement ${sid}`];
  });
  return told.length > 0 ? told : ['its statements stand otherwise'];
}

/** The names of a document's statements. */
export const sidsIn = (text: string): string[] => [...statementsOf(documentOf(text)).keys()];

function statementsOf(document: PolicyDocument | undefined): Map<string, string> {
  const statements = document ? asList(minify(document).Statement) : [];
  return new Map(statements.map((one, at) => [one.Sid ?? `number ${at + 1}`, JSON.stringify(one)]));
}
