import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root, shellBlocks } from './console-blocks';
import { notRun } from './not-run';
import { scriptOf, typedLines } from './page-script';
import { readers } from './pages';
import { Reader } from './reader';

// Real servers and the AWS CLI, on a busy machine too.
jest.setTimeout(600_000);

const blocks = shellBlocks();
const isNotRun = (page: string) => (line: string) =>
  notRun.some((each) => each.page.test(page) && each.line.test(line));
/** The pages with something to run. */
const pages = [...new Set(blocks.map(({ page }) => page))].filter((page) =>
  blocks.some((block) => block.page === page && typedLines(block.text, isNotRun(page)).some(isCommand)),
);
function isCommand(line: string) {
  return !/^\s*(#|$)/.test(line) && !line.includes('…');
}

test('each page with commands has a reader, and there is no reader without a page', () =>
  expect(pages.toSorted()).toEqual(Object.keys(readers).toSorted()));

test.each(blocks.map(({ page, text }) => ({ page, text })))(
  '$page: a block has no comments, which zsh takes for words where it is typed into',
  ({ text }) => expect(text).not.toMatch(/(^|\s)#/m),
);

test('what is not run is on a page', () => {
  for (const { page, line } of notRun) {
    const lines = blocks.filter((block) => page.test(block.page)).flatMap(({ text }) => text.split('\n'));
    expect({ line, is: lines.some((each) => line.test(each)) }).toEqual({ line, is: true });
  }
});

describe('a newcomer', () => {
  let reader: Reader;
  beforeAll(async () => {
    reader = new Reader();
    const { ended, screen } = await reader.follow(
      scriptOf([], 'npm install --global ./studiolo-*.tgz', () => false),
      [],
    );
    expect({ ended, screen }).toMatchObject({ ended: true });
  });
  afterAll(() => reader.close());

  test.each(Object.keys(readers))('can do what %s says, as it stands there', async (page) => {
    const { before, keys = [], ends = [] } = readers[page]?.() ?? { before: 'false' };
    const ofPage = blocks.filter((block) => block.page === page);
    const { begun, ended, failures, screen } = await reader.follow(scriptOf(ofPage, before, isNotRun(page)), keys);
    const isRefused = (block: number) => ofPage[block]?.answer?.startsWith('An error occurred') === true;
    const unexpected = failures.filter(
      ({ block, command, code }) =>
        !isRefused(block) && !ends.some((end) => command.startsWith(end.command) && code === end.code),
    );
    const told = unexpected.length > 0 || !ended ? plain(screen).slice(-6_000) : '';
    expect({ unexpected, begun, ended, told }).toEqual({ unexpected: [], begun: ofPage.length, ended: true, told: '' });
    expect(screen).not.toMatch(/\n\s+at \S+ \(|Traceback/);
    for (const end of ends) expect(failures.map(({ command }) => command)).toContainEqual(startingWith(end.command));
    for (const { answer } of ofPage) if (answer !== undefined) expect(plain(screen)).toContain(answer);
  });

  test('the example template is what the recipe makes', () =>
    expect(readFileSync(path.join(reader.clone, 'examples/studiolo-domain.cfn.yaml'), 'utf8')).toBe(
      readFileSync(path.join(root, 'examples/studiolo-domain.cfn.yaml'), 'utf8'),
    ));
});

const startingWith = (text: string) => expect.stringMatching(new RegExp(`^${text.replaceAll(/[^\w ]/g, '\\$&')}`));
const plain = (screen: string) => screen.replaceAll('\r', '');
