import { AwsError } from '../../src/aws/errors';
import { mostPages, readPages } from '../../src/aws/page';

/** A list whose page `number` goes on to the next, and which may end. */
const list = (last = Infinity) => {
  const asked: (string | undefined)[] = [];
  return {
    asked,
    page: (token: string | undefined) => {
      asked.push(token);
      const number = Number(token ?? 0);
      return Promise.resolve({ items: [number], ...(number < last && { nextToken: String(number + 1) }) });
    },
  };
};

test('a list is read to its end', async () => {
  expect(await readPages(list(2).page)).toEqual({ items: [0, 1, 2], pages: 3, complete: true });
});

test('as much as is enough is read, and it is said that there is more', async () => {
  const read = await readPages(list().page, (pages) => pages >= 2);
  expect(read).toEqual({ items: [0, 1], pages: 2, complete: false, nextToken: '2' });
});

test('a list that never ends ends at a limit, and does not pass for the whole', async () => {
  const { asked, page } = list();
  await expect(readPages(page)).rejects.toThrow(AwsError);
  expect(asked).toHaveLength(mostPages);
  await expect(readPages(page)).rejects.toThrow(/it goes on after 1000 pages/);
});

test('a list that gives the same page again and again is not read again', async () => {
  let calls = 0;
  const same = () => Promise.resolve({ items: [++calls], nextToken: 'again' });
  await expect(readPages(same)).rejects.toThrow(/the same page again/);
  expect(calls).toBe(2);
});
