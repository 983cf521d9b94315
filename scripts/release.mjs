// `npm run release -- 1.2.3`: bumps the version wherever it stands and dates the changelog; what is left is to commit and to tag.
// `--check 1.2.3` ends with 1 unless everything names that version; `--notes 1.2.3` prints its part of the changelog.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from './build.mjs';
import { at } from './setup/paths.mjs';
import { main, SetupError } from './setup/step.mjs';

const read = (name) => readFileSync(at(name), 'utf8');
const heading = (version) => new RegExp(`^## ${version.replaceAll('.', '\\.')} \\(\\d{4}-\\d{2}-\\d{2}\\)$`, 'm');

/** Files to download and pins, as in `studiolo-1.2.3.tgz` and `studiolo[node]==1.2.3`. */
const named = /(studiolo(?:\[\w+\])?(?:-|==))(\d+\.\d+\.\d+)/g;

/** The pages that tell how the newest version is installed, and what the images install. */
function naming() {
  const folders = (name) => readdirSync(at(name)).map((each) => `${name}/${each}`);
  const inEach = (name, file) => folders(name).map((folder) => `${folder}/${file}`);
  return [
    ...['README.md', 'CONTRIBUTING.md', ...folders('docs').filter((name) => name.endsWith('.md'))],
    ...[...inEach('images', 'README.md'), ...inEach('images', 'requirements.txt')],
  ].filter((name) => existsSync(at(name)));
}

/** The changelog's part of a version, without its heading. */
function notes(version) {
  const changelog = read('CHANGELOG.md');
  const start = heading(version).exec(changelog);
  if (!start) throw new SetupError(`CHANGELOG.md has no "## ${version} (YYYY-MM-DD)"`);
  const rest = changelog.slice(start.index + start[0].length);
  return rest.slice(0, /^## /m.exec(rest)?.index).trim();
}

function check(version) {
  for (const name of ['package.json', 'package-lock.json']) {
    const found = JSON.parse(read(name)).version;
    if (found !== version) throw new SetupError(`${name} has version ${found}, not ${version}`);
  }
  for (const name of naming())
    for (const [found, , other] of read(name).matchAll(named))
      if (other !== version) throw new SetupError(`${name} names ${found}, not ${version}`);
  notes(version);
}

/** The example of a template names the version too, and hashes of scripts that do; its wheel is a stand-in. */
async function writeExampleTemplate(version) {
  const program = await build('cli');
  const folder = mkdtempSync(path.join(tmpdir(), 'studiolo-release-'));
  const wheel = path.join(folder, `studiolo-${version}-py3-none-any.whl`);
  writeFileSync(wheel, 'PK\x03\x04 example\n');
  const words = [program, 'domain', 'template', '--bucket', 'acme-tools', '--wheel', wheel];
  const template = execFileSync(process.execPath, words, { stdio: ['ignore', 'pipe', 'ignore'] });
  writeFileSync(at('examples', 'studiolo-domain.cfn.yaml'), template);
  rmSync(folder, { recursive: true });
}

async function release(version) {
  const [package_, lock] = ['package.json', 'package-lock.json'].map((name) => JSON.parse(read(name)));
  const changelog = read('CHANGELOG.md');
  if (heading(version).test(changelog)) throw new SetupError(`CHANGELOG.md has ${version} already`);
  const [, unreleased = ''] = /^## Unreleased\n(.*?)(?=^## |$(?![\s\S]))/ms.exec(changelog) ?? [];
  if (unreleased.trim() === '') throw new SetupError('CHANGELOG.md has nothing under "## Unreleased"');
  const today = new Date().toISOString().slice(0, 10);
  package_.version = lock.version = lock.packages[''].version = version;
  writeFileSync(at('package.json'), `${JSON.stringify(package_, null, 2)}\n`);
  writeFileSync(at('package-lock.json'), `${JSON.stringify(lock, null, 2)}\n`);
  for (const name of naming()) writeFileSync(at(name), read(name).replace(named, `$1${version}`));
  await writeExampleTemplate(version);
  writeFileSync(
    at('CHANGELOG.md'),
    changelog.replace('## Unreleased\n', `## Unreleased\n\n## ${version} (${today})\n`),
  );
  // The tag is named: `--follow-tags` leaves out tags without a message.
  process.stdout.write(
    `version ${version}; now: git commit -am 'Release ${version}' && git tag v${version} && git push --atomic origin HEAD v${version}\n`,
  );
}

await main(async () => {
  const [first, second] = process.argv.slice(2);
  const version = first?.startsWith('--') ? second : first;
  if (!/^\d+\.\d+\.\d+$/.test(version ?? '')) {
    throw new SetupError(`a version such as 1.2.3 is needed, not ${JSON.stringify(version ?? '')}`);
  }
  if (first === '--notes') process.stdout.write(`${notes(version)}\n`);
  else if (first === '--check') check(version);
  else await release(version);
});
