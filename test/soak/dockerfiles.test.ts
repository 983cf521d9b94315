import { fuzzDockerfiles } from '../admin/image/fuzz-dockerfiles';

jest.setTimeout(3_600_000);
const count = Number(process.env['SOAK_DOCKERFILES'] ?? 100_000);

it(`judges or refuses ${count} mutated Dockerfiles in words`, () => {
  const { judged, refused } = fuzzDockerfiles(count);
  expect(judged + refused).toBe(count);
  process.stdout.write(`soak: ${count} mutated Dockerfiles, ${judged} judged, ${refused} refused\n`);
});
