import { killedAt, type Moment, undisturbed } from './killed-publishing';

// Each run is a real program, on a busy machine too.
jest.setTimeout(600_000);

it('is finished by running it again, wherever it was killed', async () => {
  const { calls, end } = await undisturbed();
  // A few of the calls, in the order of the work; the soak takes all of them.
  const moments = [0.3, 0.5, 0.65, 0.8, 0.9].map((part, index): Moment => ({
    at: 'call',
    index: Math.floor(part * calls),
    done: index % 2 === 0,
  }));
  for (const moment of moments) expect(await killedAt(moment, end)).toEqual({ killed: true, wrong: [] });
});
