// `npm run docs`: the pages of the repository as a site with a search box, in dist/site. A link that leads nowhere, or
// anything else that Sphinx warns of, is an error.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { at, cache, root } from './setup/paths.mjs';
import { ensureEnvironment } from './setup/python.mjs';
import { main, run, SetupError } from './setup/step.mjs';

/** The chapters of the site, in their order. What has no place here is not in it. */
const chapters = {
  'For data scientists': ['panel', 'keep-awake', 'terminal', 'shared-spaces', 'limits', 'troubleshooting'],
  'For administrators': [
    'install-for-a-domain',
    'studio-file',
    'studio-file-reference',
    'permissions',
    'aws-cli',
    'cloudformation',
    'backups-per-person',
    'network',
    'network-findings',
    'guardrails',
  ],
  'Lifecycle scripts': 'lifecycle-scripts/*/README.md',
  Images: ['images', 'image-findings'],
  'Each image': 'images/*/README.md',
  'A Studio on localhost': ['/src/emulator/README', 'emulated-services', 'rehearsal', 'iam-evaluator'],
  'About studiolo': [
    'measurements',
    'studio-facts',
    '/CHANGELOG',
    '/CONTRIBUTING',
    '/src/protocol/README',
    '/SECURITY',
  ],
};

const tracked = (...patterns) => {
  const { stdout, status } = spawnSync('git', ['ls-files', '-co', '--exclude-standard', ...patterns], { cwd: root });
  if (status !== 0) throw new SetupError('the pages of the site are those that Git knows: run this in a clone');
  return stdout
    .toString()
    .trim()
    .split('\n')
    .filter((name) => existsSync(at(name)));
};

const pagesOf = (chapter) =>
  Array.isArray(chapter)
    ? chapter.map((name) => (name.startsWith('/') ? name : `/docs/${name}`))
    : tracked(chapter).map((name) => `/${name.replace(/\.md$/, '')}`);

const tree = ([caption, chapter]) =>
  `\`\`\`{toctree}\n:hidden:\n:caption: ${caption}\n${pagesOf(chapter).join('\n')}\n\`\`\`\n`;

await main(async () => {
  const environment = await ensureEnvironment('docs');
  const [source, site] = [path.join(cache, 'site'), at('dist', 'site')];
  for (const folder of [source, site]) rmSync(folder, { recursive: true, force: true });
  // What pages may lead to is beside them, where it is in the repository.
  for (const name of tracked('*.md', ':!.github', 'docs', 'examples', 'LICENSE', 'NOTICE')) {
    const copy = path.join(source, name);
    mkdirSync(path.dirname(copy), { recursive: true });
    cpSync(at(name), copy);
  }
  const readme = readFileSync(at('README.md'), 'utf8');
  writeFileSync(path.join(source, 'README.md'), `${readme}\n${Object.entries(chapters).map(tree).join('\n')}`);
  const { version } = JSON.parse(readFileSync(at('package.json'), 'utf8'));
  const words = ['-W', '--keep-going', '-j', 'auto', '-c', path.join(source, 'docs', 'site'), source, site];
  await run('docs', path.join(environment, 'bin', 'sphinx-build'), words, { env: { STUDIOLO_VERSION: version } });
  cpSync(path.join(site, 'README.html'), path.join(site, 'index.html'));
  process.stdout.write(`${path.relative(root, site)}/index.html\n`);
});
