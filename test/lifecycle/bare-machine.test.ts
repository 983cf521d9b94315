// From nothing to the first result, by the words of the README and of the administrators' quick start alone.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pageText, root, shellBlocksOf } from '../docs/console-blocks';
import { ensureWheelhouse } from '../images/bases';
import { BareMachine } from './bare-machine';
import { wheel } from './wheel';

jest.setTimeout(900_000);

const folder = mkdtempSync(path.join(tmpdir(), 'studiolo-versions-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** What a page says to type, in its sentences or in a block of its own. */
function says(page: string, command: string): string {
  const lines = [
    ...shellBlocksOf(page).flatMap(({ text }) => text.split('\n')),
    ...[...pageText(page).matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code),
  ];
  expect(lines.map((line) => line.replace(/\s+#.*/, ''))).toContain(command);
  return command;
}

const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
const former = '0.0.9';

/** The tarball as npm packs it; with `former`, as if it were of the version before. */
function tarball(): { now: string; before: string } {
  execFileSync(process.execPath, ['scripts/build.mjs', 'tarball'], { cwd: root, stdio: 'ignore' });
  const now: string = JSON.parse(readFileSync(path.join(root, 'dist/studiolo.tgz.json'), 'utf8')).tarball;
  execFileSync('tar', ['-C', folder, '-xzf', now]);
  const packed = path.join(folder, 'package');
  for (const name of ['package.json', 'dist/studiolo.cjs']) {
    const text = readFileSync(path.join(packed, name), 'utf8');
    writeFileSync(path.join(packed, name), text.replaceAll(`"${version}"`, `"${former}"`));
  }
  const before = path.join(folder, `studiolo-${former}.tgz`);
  execFileSync('tar', ['-C', folder, '-czf', before, 'package']);
  return { now, before };
}

/** The wheel as of the version before: the same, but that the parts of the agent are named otherwise. */
function formerWheel(): string {
  const made = path.join(folder, `studiolo-${former}-py3-none-any.whl`);
  execFileSync('python3', [path.join(__dirname, 'former-wheel.py'), wheel, made, former]);
  return made;
}

/** Ends what a file names. */
const ended = (file: string) => `kill $(cat ${file}); while kill -0 $(cat ${file}) 2>/dev/null; do sleep 0.2; done`;

/** Waits in the machine until a command succeeds. */
const until = (command: string) => `until ${command} >/dev/null 2>&1; do sleep 0.2; done`;

describe('an administrator with Node.js', () => {
  const machine = new BareMachine();
  const { now, before } = tarball();
  const install = says('README.md', `npm install --global ./studiolo-${version}.tgz`);
  const seed = '"$(npm root --global)/studiolo/examples/acme.studio.yaml"';
  const account =
    'export AWS_ENDPOINT_URL=http://127.0.0.1:4570 AWS_REGION=us-east-1 AWS_ACCESS_KEY_ID=a AWS_SECRET_ACCESS_KEY=b; ';
  const done = async (text: string) => {
    const { code, said } = await machine.type(text);
    expect({ text, code, said }).toMatchObject({ code: 0 });
    return said;
  };

  beforeAll(async () => {
    await machine.boot();
    machine.giveNode();
    machine.give(now);
    machine.give(before);
  });
  afterAll(() => machine.remove());

  it('has the program, and looks at a Studio with it', async () => {
    await done(install.replace(version, former));
    expect(await done('studiolo --version')).toBe(`${former}\n`);
    await done(
      `studiolo emulate --seed ${seed} --state ./studio.state >emulator.log 2>&1 & echo $! >emulator.pid; ${until('grep -q holds emulator.log')}`,
    );
    expect(await done(`${account}${says('docs/install-for-a-domain.md', 'studiolo domain status')}`)).toContain(
      'd-acmemlplatf1',
    );
  });

  it('upgrades it over one that runs, which goes on, and the new one works with it', async () => {
    const went = done(`${account}studiolo domain status; ${until('test -e upgraded')}; studiolo domain status`);
    await done(`${install}; touch upgraded`);
    expect(await done('studiolo --version')).toBe(`${version}\n`);
    expect(await went).toContain('d-acmemlplatf1');
    const attach = 'studiolo domain install --domain d-acmemlplatf1 --index-url https://packages.example.com/simple';
    await done(`${account}${attach} --existing keep --yes`);
    expect(await done(`${account}studiolo domain status`)).toContain(`studiolo ${version}`);
    expect(await done('cat emulator.log')).not.toMatch(/bug|Error/);
  });

  it('removes it without a trace', async () => {
    await done(`${ended('emulator.pid')}; rm studio.state*`);
    expect(machine.traces()).not.toEqual([]);
    await done('npm uninstall --global studiolo; npm cache clean --force 2>&1');
    expect(machine.traces()).toEqual([]);
  });
});

describe('a data scientist with JupyterLab and no Node.js', () => {
  const machine = new BareMachine();
  const inEnvironment = '. ./lab/bin/activate; export PIP_NO_INDEX=1 PIP_FIND_LINKS=./wheels AWS_REGION=us-east-1; ';
  const done = async (text: string) => {
    const { code, said } = await machine.type(`${inEnvironment}${text}`);
    expect({ text, code, said }).toMatchObject({ code: 0 });
    return said;
  };
  const wheelhouse = ensureWheelhouse();

  beforeAll(async () => {
    await machine.boot();
    machine.beApp();
    machine.give(wheelhouse, 'wheels');
    for (const file of [wheel, formerWheel()]) machine.give(file);
    await machine.type('rm -f wheels/studiolo-*; python3 -m venv lab');
    await done('pip install --quiet jupyterlab ipykernel');
  });
  afterAll(() => machine.remove());

  it('installs the wheel, is told to install a Node.js, and is answered', async () => {
    const install = says('README.md', `pip install studiolo-${version}-py3-none-any.whl`);
    await done(install.replace(version, former));
    const { code, said } = await machine.type(`${inEnvironment}studiolo status`);
    expect({ code, said }).toEqual({ code: 1, said: expect.stringContaining("pip install 'studiolo[node]'") });
    await done(
      says('README.md', `pip install './studiolo-${version}-py3-none-any.whl[node]'`).replace(version, former),
    );
    await done(
      `jupyter lab --allow-root --no-browser --IdentityProvider.token=secret >lab.log 2>&1 & echo $! >lab.pid; ${until('grep -q "is running at" lab.log')}`,
    );
    expect(await done('jupyter labextension list 2>&1')).toMatch(/studiolo v.*enabled.*OK/);
    // The agent answers, and a bare Debian has no conda.
    expect(await done('studiolo env list')).toContain('No conda environment was found.');
  });

  it('upgrades it under a server that runs, which goes on with the new one', async () => {
    await done(`${says('README.md', `pip install studiolo-${version}-py3-none-any.whl`)} --quiet`);
    for (const command of ['studiolo status', 'studiolo env list'])
      expect(await done(`${command} 2>&1`)).not.toMatch(/Cannot find module|ERR_MODULE/);
    expect(await done('studiolo agent list --json')).toContain(`"version": "${version}"`);
  });

  it('removes it without a trace', async () => {
    await done(`${ended('lab.pid')}`);
    expect(machine.traces()).not.toEqual([]);
    await done(`${says('README.md', 'pip uninstall studiolo')} --yes`);
    expect(machine.traces()).toEqual([]);
  });
});
