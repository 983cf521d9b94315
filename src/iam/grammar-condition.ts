import { operatorName } from './condition';
import type { Tell } from './defect';
import { kindOf, type Node } from './json';
import { operators } from './operators';

/** What AWS's grammar does not allow in a Condition: operators that there are not, keys and values that are none. */
export function conditionDefects(node: Node, path: string, tell: Tell) {
  if (node.type !== 'object') return tell(node, path, `Condition is an object, not ${kindOf(node)}`);
  for (const { key: operator, at, value: keys } of node.members) {
    const where = `${path}.${operator}`;
    if (!operatorName(operator)) tell(at, where, unknownOperator(operator));
    if (keys.type !== 'object') {
      tell(keys, where, `${operator} takes an object of keys and values, not ${kindOf(keys)}`);
      continue;
    }
    for (const { key, at: keyAt, value } of keys.members) {
      if (!/^[^\s:]+:\S/.test(key))
        tell(keyAt, `${where}.${key}`, `${JSON.stringify(key)} is no condition key, such as aws:SourceIp`);
      valueDefects(value, `${where}.${key}`, tell);
    }
  }
}

function valueDefects(node: Node, path: string, tell: Tell) {
  if (node.type === 'list' && node.items.length === 0) return tell(node, path, 'an empty list');
  const items = node.type === 'list' ? node.items : [node];
  items.forEach((item, at) => {
    if (item.type === 'text' || item.type === 'number' || item.type === 'bool') return;
    tell(
      item,
      node.type === 'list' ? `${path}[${at}]` : path,
      `a value is a text, a number or a bool, not ${kindOf(item)}`,
    );
  });
}

function unknownOperator(name: string): string {
  if (/null/i.test(name) && /ifexists$/i.test(name))
    return 'Null cannot have IfExists: it looks at whether the key exists';
  const word = name
    .replace(/^.*:/, '')
    .replace(/ifexists$/i, '')
    .toLowerCase();
  const near = [...operators.values()].find((found) => found.name.toLowerCase().startsWith(word.slice(0, 6)));
  return `there is no operator ${JSON.stringify(name)}${near && word !== '' ? `; did you mean ${near.name}?` : ''}`;
}
