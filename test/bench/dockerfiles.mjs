// `node test/bench/dockerfiles.mjs FOLDER [SET]`: what `studiolo image verify` says of public Dockerfiles, held against what
// a person said of each after reading it (dockerfiles/expected.json: repository, commit, path, the errors that Studio
// would have reason for, and why). FOLDER has checkouts of the repositories as OWNER/NAME; those that are not there are
// passed over. SET is `developing`, which the rules were written with, or `final`, which they were not.
// `right`: exactly these errors, besides those that are `also` true though the Dockerfile alone does not tell them.
// `false`: an error that is none. `missed`: an error that was not said.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { build } from '../../scripts/build.mjs';

const [folder, only] = process.argv.slice(2);
if (!folder) {
  console.error('usage: node test/bench/dockerfiles.mjs FOLDER [developing|final]');
  process.exit(2);
}
const list = JSON.parse(readFileSync(new URL('./dockerfiles/expected.json', import.meta.url), 'utf8'));
const cli = await build('cli');

/** The codes of the errors that are said; `refused` where the Dockerfile cannot be built. */
function said({ repository, path: file, appType = 'JupyterLab' }) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [cli, 'image', 'verify', `dockerfile:${path.join(folder, repository, file)}`, '--app-type', appType, '--json'],
    { encoding: 'utf8' },
  );
  if (status === 1) return ['refused'];
  if (status !== 0 && status !== 3) return [`exit ${status}: ${stderr.slice(0, 200)}`];
  return JSON.parse(stdout).findings.flatMap(({ severity, code }) => (severity === 'error' ? [code] : []));
}

for (const set of ['developing', 'final'].filter((name) => only === undefined || name === only)) {
  const counts = { right: 0, false: 0, missed: 0, alarms: 0 };
  const there = list.filter((one) => one.set === set && existsSync(path.join(folder, one.repository, one.path)));
  for (const one of there) {
    const codes = [...new Set(said(one))];
    const wrong = codes.filter((code) => !one.errors.includes(code) && !(one.also ?? []).includes(code));
    const missed = one.errors.filter((code) => !codes.includes(code));
    if (wrong.length > 0) counts.false += 1;
    if (missed.length > 0) counts.missed += 1;
    if (one.errors.length === 0 && codes.length > 0) counts.alarms += 1;
    if (wrong.length === 0 && missed.length === 0) counts.right += 1;
    else
      console.log(
        `${one.repository}/${one.path}: false ${wrong.join(', ') || '-'}; missed ${missed.join(', ') || '-'}`,
      );
  }
  const all = list.filter((one) => one.set === set).length;
  const share = there.length === 0 ? '' : ` (${((100 * counts.right) / there.length).toFixed(1)} %)`;
  console.log(
    `${set}: ${there.length} of ${all} Dockerfiles there; ${counts.right} right${share}, ${counts.false} with a false error, ${counts.missed} with a missed one; an error for ${counts.alarms} of those that deserve none`,
  );
}
