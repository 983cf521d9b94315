import { readFileSync } from 'node:fs';

const rows = readFileSync('docs/limits.md', 'utf8')
  .split('\n')
  .flatMap((line) => {
    const [, limit, file, name] = /\| ([^|]+) \| `([^`|]+)` `(\w+)` \|$/.exec(line) ?? [];
    return limit !== undefined && file !== undefined && name !== undefined ? [{ limit, file, name }] : [];
  });

const units: Record<string, number> = { s: 1_000, min: 60_000, h: 3_600_000, Ki: 1024, Mi: 1024 * 1024 };
function figure(limit: string): number {
  const [amount = '', unit] = limit.split(' ');
  return Number(amount.replace(',', '')) * (unit === undefined ? 1 : (units[unit] ?? NaN));
}

/** What a constant is in the source: a product of numbers, or the last member of an object, which gives up. */
function inSource(file: string, name: string): number {
  const text = readFileSync(file, 'utf8');
  const [, product] =
    new RegExp(`^(?:export )?const ${name} = ([\\d_ *]+);`, 'm').exec(text) ??
    new RegExp(`const ${name}\\b.*giveUp: ([\\d_ *]+) `, 'm').exec(text) ??
    [];
  if (product === undefined) throw new Error(`${file} has no ${name}`);
  return product.split('*').reduce((total, factor) => total * Number(factor.replaceAll('_', '')), 1);
}

test('the documents tell every limit as the code has it', () => {
  expect(rows.length).toBeGreaterThan(30);
  expect(rows.map(({ limit, file, name }) => [file, name, figure(limit)])).toEqual(
    rows.map(({ file, name }) => [file, name, inSource(file, name)]),
  );
});
