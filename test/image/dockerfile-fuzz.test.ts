import { planned, whoRuns } from './dockerfile-text';
import { fuzzDockerfiles } from './fuzz-dockerfiles';

it('a Dockerfile, however broken, is judged or refused in words', () => {
  const { judged, refused } = fuzzDockerfiles(1_500);
  expect(judged + refused).toBe(1_500);
  expect(judged).toBeGreaterThan(100);
  expect(refused).toBeGreaterThan(100);
});

it.each([
  ['variables inside variables', `USER ${'${a:-'.repeat(50_000)}${'}'.repeat(50_000)}`],
  ['a value that doubles with each line', `ENV A=aaaaaaaa\n${'ENV A=$A$A\n'.repeat(60)}USER $A`],
  ['a shell variable that doubles', `RUN x=aaaaaaaa; ${'x=$x$x; '.repeat(60)}useradd $x\nUSER a`],
  ['lists inside lists', `RUN ${'( '.repeat(5_000)}useradd a${' )'.repeat(5_000)}\nUSER a`],
  ['a function that calls itself', 'RUN f() { f; f; useradd a; }; f\nUSER a'],
  ['more commands than anybody writes', `RUN ${'useradd a && '.repeat(5_000)}true\nUSER b`],
])('a Dockerfile with %s is not followed to its end', (_what, lines) => {
  expect(whoRuns(planned(`FROM debian:12\n${lines}\n`))).toMatch(/^\?:\?$/);
});
