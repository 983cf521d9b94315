// How long it takes to generate all guardrails for all places, and to prove them all, in one process on one core.
// `npm run bench -- guardrails`. Prints figures; asserts nothing.
import { generate } from '../../src/admin/guardrails/generate';
import { guardrails } from '../../src/admin/guardrails/guardrails';
import { examples } from '../../src/admin/guardrails/parameters';
import { proveAll } from '../../src/admin/guardrails/proof-rules';

const p = examples();
const timed = (name, work) => {
  const before = performance.now();
  const made = work();
  console.log(`${name.padEnd(48)} ${Math.round(performance.now() - before)} ms, ${made}`);
};
const places = ['identity', 'scp', 'endpoint', 'key', 'bucket', 'trust'];
for (const pass of ['first', 'again']) {
  timed(`generate all, ${pass}`, () => `${places.flatMap((place) => generate(guardrails, p, place)).length} documents`);
  timed(`prove all, ${pass}`, () => `${proveAll(p, []).rows.length} requests`);
}
for (const place of ['identity', 'scp'])
  console.log(
    `all for ${place}: ${generate(guardrails, p, place)
      .map(({ size, most }) => `${size} of ${most}`)
      .join(', ')} characters`,
  );
