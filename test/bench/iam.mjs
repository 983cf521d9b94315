// Decisions a second of the evaluator of policies, beside iam-simulate's, on one core and in one process: the policies of
// a company and a morning's requests. `npm run bench -- iam [SECONDS]`. Prints figures; asserts nothing.
import { compile, decide, explain } from '../../src/iam/evaluate';
import { day, policies } from '../iam/company';
import { simulated } from '../iam/simulator';

const SECONDS = Number(process.argv[2] ?? 3);
const requests = day.map(([request]) => request);

/** Asks about one request after another while the time lasts: how many in a second of the processor's time. */
async function perSecond(ask) {
  let count = 0;
  const before = process.cpuUsage();
  const until = performance.now() + SECONDS * 1000;
  while (performance.now() < until) {
    for (const request of requests) {
      const waiting = ask(request);
      if (waiting instanceof Promise) await waiting;
      count++;
    }
  }
  const { user, system } = process.cpuUsage(before);
  return (count * 1e6) / (user + system);
}

const judge = compile(policies);
const rows = [
  ['compiled once, decide', (request) => judge.decide(request)],
  ['compiled once, explain', (request) => judge.explain(request)],
  ['compiled for each request, decide', (request) => decide(policies, request)],
  ['compiled for each request, explain', (request) => explain(policies, request)],
  ['iam-simulate', (request) => simulated(policies, request)],
];
const statements = Object.values(policies)
  .flat(2)
  .reduce((sum, { document }) => sum + [document.Statement].flat().length, 0);
console.log(
  `${Object.values(policies).flat(2).length} policies, ${statements} statements, ${requests.length} requests`,
);
for (const [name, ask] of rows) {
  await perSecond(ask); // warm
  console.log(`${name.padEnd(36)} ${Math.round(await perSecond(ask)).toLocaleString('en')} a second`);
}
