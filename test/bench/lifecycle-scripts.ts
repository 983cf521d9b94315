// What each lifecycle script takes: seconds at the first start of an app and at the next one of the same space, and
// room in a lifecycle configuration. `npm run bench -- lifecycle-scripts [--rounds 3] [--scripts A,B]`
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { contentLimit, contentOf } from '../../src/admin/scripts/content';
import { Program } from '../emulator/program';
import { makeVsix, withCodeEditor } from '../lifecycle/code-editor';
import { CompanyCa } from '../lifecycle/company-ca';
import { examples } from '../lifecycle/examples';
import { makeWheels } from '../lifecycle/extension-wheels';
import { backup } from '../lifecycle/home-in-s3';
import { Moto } from '../lifecycle/moto';
import { LifecycleRoot } from '../lifecycle/root';
import { script, scriptNames } from '../lifecycle/script';
import { seed } from '../lifecycle/studio-seed';
import { upload } from '../lifecycle/wheel';

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '3' }, scripts: { type: 'string', default: scriptNames.join(',') } },
});
const rounds = Number(values.rounds);
const median = (numbers: number[]) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;

/** Parameters with which a script has something to do on this machine. */
const parameters: typeof examples = {
  ...examples,
  'use-package-index': { PIP_INDEX: 'https://pypi.example.com/simple', NPM_REGISTRY: 'https://npm.example.com/' },
};

/** Leaves a small backup where `restore-home` looks for one. */
async function leaveBackup(environment: Record<string, string>): Promise<void> {
  const app = await new LifecycleRoot({ environment }).boot();
  await app.execute(['bash', '-c', 'mkdir work && echo work >work/notebook.ipynb']);
  await backup(app, examples['backup-home']);
  await app.remove();
}

/** Leaves in S3 what the scripts fetch from there: a CA, the wheel of an extension, an extension of Code Editor. */
async function leaveFiles(): Promise<void> {
  const folder = path.dirname(program.at('files'));
  const ca = await CompanyCa.start('Acme');
  writeFileSync(path.join(folder, 'ca.pem'), ca.certificate);
  ca.stop();
  makeWheels(path.join(folder, 'wheels'), { name: 'acme-panel', version: '1.2.0', requires: ['jupyterlab'] });
  makeVsix(path.join(folder, 'acme.vsix'), 'acme', 'lint', '1.0.0');
  moto.aws('s3', 'cp', path.join(folder, 'ca.pem'), 's3://tools/ca.pem');
  moto.aws('s3', 'cp', '--recursive', path.join(folder, 'wheels'), 's3://tools/wheels');
  moto.aws('s3', 'cp', path.join(folder, 'acme.vsix'), 's3://tools/vsix/acme.vsix');
}

/** An app of the kind that the script is for. */
async function appFor(name: string, environment: Record<string, string>, home: { home?: string } = {}) {
  if (name !== 'code-editor-settings') return new LifecycleRoot({ environment, ...home }).boot();
  const app = await new LifecycleRoot({ environment, appType: 'CodeEditor', ...home }).boot();
  withCodeEditor(app, 'home', ['ms.python-1.0.0']);
  return app;
}

/** Starts an app, and another one with the same home volume: the script's seconds, and how it said it ended. */
async function starts(name: string, text: string, environment: Record<string, string>) {
  const app = await appFor(name, environment);
  const first = await app.run(text);
  const next = await appFor(name, environment, { home: app.home });
  const second = await next.run(text);
  await next.remove();
  await app.remove();
  return { first: first.seconds, second: second.seconds, said: second.output.trimEnd().split('\n').at(-1) ?? '' };
}

const moto = await new Moto().start();
const program = new Program();
try {
  upload(moto);
  writeFileSync(program.at('seed.yaml'), seed);
  const emulator = await program.start('--seed', program.at('seed.yaml'));
  const environment = { ...moto.environment, AWS_ENDPOINT_URL_SAGEMAKER: emulator.url };
  await leaveBackup(environment);
  await leaveFiles();
  console.log('script'.padEnd(30), 'first start', 'next start', `  of ${contentLimit} characters`);
  for (const name of values.scripts.split(',')) {
    const text = script(name, parameters[name]);
    const [size] = contentOf([{ kind: 'bundled', name, text }], '0.0.0').sizes;
    const runs: Awaited<ReturnType<typeof starts>>[] = [];
    while (runs.length < rounds) runs.push(await starts(name, text, environment));
    const seconds = (of: 'first' | 'second') => `${median(runs.map((run) => run[of])).toFixed(2)} s`.padStart(11);
    const failed = runs.find(({ said }) => !said.includes(': done in '));
    console.log(
      name.padEnd(30),
      seconds('first'),
      seconds('second'),
      String(size?.characters).padStart(8),
      failed?.said ?? '',
    );
  }
} finally {
  await moto.stop();
  await program.close();
}
