import { conditionDefects } from './grammar-condition';
import type { Defect, Tell } from './defect';
import { kindOf, type Member, type Node } from './json';
import type { PolicyKind } from './policy';

/** The places in which a document can stand. A role's trust policy is its resource policy, and has no Resource. */
export type PolicyPlace = PolicyKind | 'trust';

/**
 * What AWS's grammar does not allow in a document for this place. Only what AWS refuses to attach: a policy that is
 * valid and does nothing is not this file's concern.
 * Source: IAM user guide, "Grammar of the IAM JSON policy language".
 */
export function defectsOf(node: Node, place: PolicyPlace): readonly Defect[] {
  const defects: Defect[] = [];
  const tell: Tell = ({ line, column }, path, text) => defects.push({ line, column, path, text });
  if (node.type !== 'object') {
    tell(node, '', `a policy is an object, not ${kindOf(node)}`);
    return defects;
  }
  known(node.members, ['Version', 'Id', 'Statement'], '', tell);
  const version = member(node, 'Version');
  if (version && !(version.type === 'text' && ['2012-10-17', '2008-10-17'].includes(version.value)))
    tell(version, 'Version', `Version is 2012-10-17 (or the older 2008-10-17), not ${shown(version)}`);
  const statement = member(node, 'Statement');
  if (!statement) tell(node, '', 'Statement is missing');
  else if (statement.type === 'list') {
    if (statement.items.length === 0) tell(statement, 'Statement', 'Statement is empty');
    const sids = new Set<string>();
    statement.items.forEach((item, at) => statementDefects(item, `Statement[${at}]`, place, sids, tell));
  } else statementDefects(statement, 'Statement', place, new Set(), tell);
  return defects;
}

const words = ['Sid', 'Effect', 'Principal', 'NotPrincipal', 'Action', 'NotAction', 'Resource', 'NotResource'];

function statementDefects(node: Node, path: string, place: PolicyPlace, sids: Set<string>, tell: Tell) {
  if (node.type !== 'object') return tell(node, path, `a statement is an object, not ${kindOf(node)}`);
  known(node.members, [...words, 'Condition'], path, tell);
  const effect = member(node, 'Effect');
  if (!effect) tell(node, path, 'Effect is missing: Allow or Deny');
  else if (!(effect.type === 'text' && (effect.value === 'Allow' || effect.value === 'Deny')))
    tell(effect, `${path}.Effect`, `Effect is Allow or Deny, not ${shown(effect)}`);
  sidDefects(member(node, 'Sid'), `${path}.Sid`, place, sids, tell);
  one(node, 'Action', path, true, actionDefect, tell);
  one(node, 'Resource', path, place !== 'trust', place === 'trust' ? noResource : resourceDefect, tell);
  principalDefects(node, path, place, tell);
  const condition = member(node, 'Condition');
  if (condition) conditionDefects(condition, `${path}.Condition`, tell);
}

/** Exactly one of Action and NotAction, or of Resource and NotResource, with texts that are good. */
function one(
  node: Node,
  name: 'Action' | 'Resource',
  path: string,
  isNeeded: boolean,
  defect: (text: string) => string | undefined,
  tell: Tell,
) {
  const found = [name, `Not${name}`].flatMap((key) => ({ key, value: member(node, key) }));
  const present = found.filter(({ value }) => value !== undefined);
  if (present.length === 2) tell(node, path, `${name} and Not${name} exclude each other`);
  if (present.length === 0 && isNeeded) tell(node, path, `${name} is missing`);
  for (const { key, value } of present) {
    if (value)
      texts(value, `${path}.${key}`, tell, (text, at, where) => {
        const wrong = defect(text);
        if (wrong !== undefined) tell(at, where, wrong);
      });
  }
}

/** A text or a list of texts. */
function texts(node: Node, path: string, tell: Tell, each: (text: string, at: Node, path: string) => void) {
  if (node.type === 'list' && node.items.length === 0) return tell(node, path, 'an empty list');
  const items = node.type === 'list' ? node.items : [node];
  items.forEach((item, at) => {
    const where = node.type === 'list' ? `${path}[${at}]` : path;
    if (item.type === 'text') each(item.value, item, where);
    else tell(item, where, `expected a text, found ${kindOf(item)}`);
  });
}

function actionDefect(text: string): string | undefined {
  if (text === '*' || /^(\*|[a-z0-9-]+):[a-z0-9*?]+$/i.test(text)) return undefined;
  return `${JSON.stringify(text)} is no action: it is written service:Action, such as sagemaker:CreateApp or sagemaker:*`;
}

const noResource = () => 'a trust policy has no Resource: it is about its role';
function resourceDefect(text: string): string | undefined {
  if (text === '*') return undefined;
  const example = 'such as arn:aws:s3:::my-bucket/*';
  if (/[\n\r\t]/.test(text)) return `${JSON.stringify(text)} has a line break or a tab in it`;
  if (!/^(arn|\*|a\*|ar\*)/.test(text)) return `${JSON.stringify(text)} is no resource: write * or an ARN, ${example}`;
  const parts = text.split(':').length;
  if (parts < 6 && !text.endsWith('*'))
    return `${JSON.stringify(text)} has ${parts} of an ARN's six parts (arn:partition:service:region:account:resource)`;
  return undefined;
}

function sidDefects(sid: Node | undefined, path: string, place: PolicyPlace, sids: Set<string>, tell: Tell) {
  if (!sid) return;
  if (sid.type !== 'text') return tell(sid, path, `Sid is a text, not ${kindOf(sid)}`);
  // Resource policies of some services allow more.
  if (!/^[A-Za-z0-9]*$/.test(sid.value) && !['resource', 'trust', 'endpoint'].includes(place))
    tell(sid, path, `a Sid has letters and digits only, not ${JSON.stringify(sid.value)}`);
  if (sid.value !== '' && sids.has(sid.value)) tell(sid, path, `another statement has the Sid ${sid.value} too`);
  sids.add(sid.value);
}

function principalDefects(node: Node, path: string, place: PolicyPlace, tell: Tell) {
  const isNeeded = place === 'resource' || place === 'trust' || place === 'endpoint';
  const present = ['Principal', 'NotPrincipal'].filter((key) => member(node, key));
  const [key] = present;
  if (present.length === 2) tell(node, path, 'Principal and NotPrincipal exclude each other');
  if (key === undefined) return isNeeded ? tell(node, path, 'Principal is missing') : undefined;
  const value = member(node, key);
  if (!value) return undefined;
  if (!isNeeded)
    return tell(value, `${path}.${key}`, `${key} is for policies of resources: here it is whoever has this policy`);
  if (value.type === 'text' && value.value === '*') return undefined;
  if (value.type !== 'object')
    return tell(
      value,
      `${path}.${key}`,
      `${key} is "*" or an object such as {"AWS": "123456789012"}, not ${shown(value)}`,
    );
  const kinds = ['AWS', 'Service', 'Federated', 'CanonicalUser'];
  known(value.members, kinds, `${path}.${key}`, tell);
  for (const { key: kind, value: entries } of value.members) {
    texts(entries, `${path}.${key}.${kind}`, tell, (text, at, where) => {
      if (text !== '*' && /[*?]/.test(text))
        tell(
          at,
          where,
          `${JSON.stringify(text)}: a principal has no wildcards; use "*" with a condition on aws:PrincipalArn`,
        );
    });
  }
  return undefined;
}

/** Tells of members that the grammar does not know, with the word that may be meant. */
function known(members: readonly Member[], names: readonly string[], path: string, tell: Tell) {
  for (const { key, at } of members) {
    if (names.includes(key)) continue;
    const meant = names.find((name) => name.toLowerCase() === key.toLowerCase() || `${name}s` === key);
    const hint = meant ? `did you mean ${meant}?` : `there are ${names.join(', ')}`;
    tell(at, path === '' ? key : `${path}.${key}`, `unknown element ${JSON.stringify(key)}; ${hint}`);
  }
}

const member = (node: Node, key: string): Node | undefined =>
  node.type === 'object' ? node.members.find((found) => found.key === key)?.value : undefined;
const shown = (node: Node) =>
  node.type === 'text' || node.type === 'number' || node.type === 'bool' ? JSON.stringify(node.value) : kindOf(node);
