import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(__dirname, '../..');
const pages = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '*.md'], { cwd: root, encoding: 'utf8' })
  .trim()
  .split('\n')
  .filter((page) => existsSync(path.join(root, page)));
const textOf = (page: string) => readFileSync(path.join(root, page), 'utf8');

/** A page without its code, which may have brackets of any kind. */
const proseOf = (page: string) =>
  textOf(page)
    .replaceAll(/^( *)```.*?^\1```$/gms, '')
    .replaceAll(/`[^`\n]*`/g, '');

/** The anchors of a page's headings, as forges make them. */
const anchorsOf = (page: string) =>
  [
    ...textOf(page)
      .replaceAll(/^```.*?^```$/gms, '')
      .matchAll(/^#+ (.+)$/gm),
  ].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replaceAll(/\s/g, '-'),
  );

test.each(pages)('each link of %s leads to something that is there', (page) => {
  const broken = [...proseOf(page).matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, link = '']) => {
    if (/^[a-z]+:/.test(link)) return [];
    const [file = '', anchor] = link.split('#');
    const target = file === '' ? page : path.join(path.dirname(page), file);
    // A folder is no page: the site has none, nor has a package index.
    if (!existsSync(path.join(root, target)) || statSync(path.join(root, target)).isDirectory()) return [link];
    return anchor !== undefined && !anchorsOf(target).includes(anchor) ? [link] : [];
  });
  expect(broken).toEqual([]);
});

test('README is short enough for a newcomer', () => expect(textOf('README.md').length).toBeLessThanOrEqual(7_168));
