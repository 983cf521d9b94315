import { cutDockerfile } from '../../../src/admin/image/reading/dockerfile-instructions';
import { planned, whoRuns } from './dockerfile-text';
import { fuzzDockerfiles } from './fuzz-dockerfiles';

it('a Dockerfile, however broken, is judged or refused in words', () => {
  const { judged, refused } = fuzzDockerfiles(1_500);
  expect(judged + refused).toBe(1_500);
  expect(judged).toBeGreaterThan(100);
  expect(refused).toBeGreaterThan(100);
});

it.each([
  ['variables inside variables', `USER ${'${a:-'.repeat(10_000)}${'}'.repeat(10_000)}`],
  ['a value that doubles with each line', `ENV A=aaaaaaaa\n${'ENV A=$A$A\n'.repeat(60)}USER $A`],
  ['a shell variable that doubles', `RUN x=aaaaaaaa; ${'x=$x$x; '.repeat(60)}useradd $x\nUSER a`],
  ['lists inside lists', `RUN ${'( '.repeat(5_000)}useradd a${' )'.repeat(5_000)}\nUSER a`],
  ['a function that calls itself', 'RUN f() { f; f; useradd a; }; f\nUSER a'],
  ['more commands than anybody writes', `RUN ${'useradd a && '.repeat(5_000)}true\nUSER b`],
])('a Dockerfile with %s is not followed to its end', (_what, lines) => {
  expect(whoRuns(planned(`FROM debian:12\n${lines}\n`))).toMatch(/^\?:\?$/);
});

it.each([
  ['one word of 10 MB', `RUN echo ${'a'.repeat(10_000_000)}\n`, 2, 'longer than the 65535 bytes that an engine takes'],
  ['one byte more than an engine takes', `#${'é'.repeat(32_767)}a\n`, 2, '65535 bytes'],
  ['a word of 10 MB, line by line', `RUN echo ${`${'a'.repeat(60_000)}\\\n`.repeat(170)}\n`, 19, 'are not read'],
  ['words of 10 MB', 'RUN useradd a\n'.repeat(800_000), 74_898, 'more than 1048576 characters'],
  [
    'stages behind stages',
    Array.from({ length: 5_000 }, (_, at) => `FROM s${at} AS s${at + 1}\nRUN useradd u${at}\n`).join(''),
    1_000,
    'more than 500 stages',
  ],
])('a Dockerfile with %s is refused, with the line and why', (_what, lines, line, why) => {
  expect(() => planned(`FROM debian:12 AS s0\n${lines}`)).toThrow(
    expect.objectContaining({ line, message: expect.stringContaining(why) }),
  );
});

it('a line as long as an engine takes is read', () => {
  expect(cutDockerfile(`FROM debian:12\n#${'a'.repeat(65_534)}\nUSER a\n`)).toMatchObject({
    instructions: [{ keyword: 'FROM' }, { keyword: 'USER' }],
  });
});
