// `npm run release -- 1.2.3`: bumps the version and dates the changelog; what is left is to commit and to tag.
// `--check 1.2.3` ends with 1 unless everything names that version; `--notes 1.2.3` prints its part of the changelog.
import { readFileSync, writeFileSync } from 'node:fs';
import { at } from './setup/paths.mjs';
import { main, SetupError } from './setup/step.mjs';

const read = (name) => readFileSync(at(name), 'utf8');
const heading = (version) => new RegExp(`^## ${version.replaceAll('.', '\\.')} \\(\\d{4}-\\d{2}-\\d{2}\\)$`, 'm');

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
  notes(version);
}

function release(version) {
  const [package_, lock] = ['package.json', 'package-lock.json'].map((name) => JSON.parse(read(name)));
  const changelog = read('CHANGELOG.md');
  if (heading(version).test(changelog)) throw new SetupError(`CHANGELOG.md has ${version} already`);
  const [, unreleased = ''] = /^## Unreleased\n(.*?)(?=^## |$(?![\s\S]))/ms.exec(changelog) ?? [];
  if (unreleased.trim() === '') throw new SetupError('CHANGELOG.md has nothing under "## Unreleased"');
  const today = new Date().toISOString().slice(0, 10);
  package_.version = lock.version = lock.packages[''].version = version;
  writeFileSync(at('package.json'), `${JSON.stringify(package_, null, 2)}\n`);
  writeFileSync(at('package-lock.json'), `${JSON.stringify(lock, null, 2)}\n`);
  writeFileSync(
    at('CHANGELOG.md'),
    changelog.replace('## Unreleased\n', `## Unreleased\n\n## ${version} (${today})\n`),
  );
  process.stdout.write(
    `version ${version}; now: git commit -am 'Release ${version}' && git tag v${version} && git push --follow-tags\n`,
  );
}

await main(() => {
  const [first, second] = process.argv.slice(2);
  const version = first?.startsWith('--') ? second : first;
  if (!/^\d+\.\d+\.\d+$/.test(version ?? '')) {
    throw new SetupError(`a version such as 1.2.3 is needed, not ${JSON.stringify(version ?? '')}`);
  }
  if (first === '--notes') process.stdout.write(`${notes(version)}\n`);
  else if (first === '--check') check(version);
  else release(version);
});
