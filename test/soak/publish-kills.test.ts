import { killedAt, type Moment, undisturbed } from '../admin/image/killed-publishing';
import { countOf, tellCount } from './count';

jest.setTimeout(7_200_000);
/** Beside a kill at each call, before and after it was done. */
const random = countOf('SOAK_PUBLISH_KILLS', 60);
const lanes = 3;

it(`publishing is finished by running it again, after kills at each call and ${random} at any time`, async () => {
  const { calls, milliseconds, end } = await undisturbed();
  const moments: Moment[] = [
    ...Array.from({ length: calls }).flatMap((_, index): Moment[] => [
      { at: 'call', index, done: false },
      { at: 'call', index, done: true },
    ]),
    ...Array.from({ length: random }, (): Moment => ({ at: 'time', milliseconds: Math.random() * milliseconds })),
  ];
  const wrong: string[] = [];
  let killed = 0;
  const left = [...moments];
  const lane = async () => {
    for (let moment = left.shift(); moment; moment = left.shift()) {
      const came = await killedAt(moment, end);
      if (came.killed) killed += 1;
      wrong.push(...came.wrong);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  expect(wrong).toEqual([]);
  tellCount(`${killed} kills of publishing an image, of ${moments.length} at ${calls} calls and at any time`);
});
