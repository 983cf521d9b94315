import { fuzzDockerfiles } from './fuzz-dockerfiles';

it('a Dockerfile, however broken, is judged or refused in words', () => {
  const { judged, refused } = fuzzDockerfiles(1_500);
  expect(judged + refused).toBe(1_500);
  expect(judged).toBeGreaterThan(100);
  expect(refused).toBeGreaterThan(100);
});
