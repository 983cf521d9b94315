/** The members of a request of AWS's query protocol: `Tags.member.1.Key=a` is `{ Tags: [{ Key: 'a' }] }`. */
export function formInput(text: string): Record<string, unknown> {
  const input: Tree = new Map();
  for (const [name, value] of new URLSearchParams(text)) {
    const steps = name.split('.').filter((step) => !/^(member|entry)$/.test(step));
    let at = input;
    for (const step of steps.slice(0, -1)) {
      const next = at.get(step);
      if (next instanceof Map) at = next;
      else at.set(step, (at = new Map()));
    }
    at.set(steps.at(-1) ?? '', value);
  }
  return Object.fromEntries([...input].map(([name, value]) => [singular(name), plain(value)]));
}

type Tree = Map<string, string | Tree>;

/** EC2 numbers its members in the singular: `Tag.1.Key`, which are tags all the same. */
const singular = (name: string) => (name === 'Tag' ? 'Tags' : name);

function plain(value: string | Tree): unknown {
  if (!(value instanceof Map)) return value;
  const items = [...value].map(([name, item]): [string, unknown] => [name, plain(item)]);
  if (items.every(([name]) => /^\d+$/.test(name))) return items.map(([, item]) => item);
  return Object.fromEntries(items.map(([name, item]) => [singular(name), item]));
}
