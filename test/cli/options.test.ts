import { requireKnown } from '../../src/cli/options';

const known = {
  name: { type: 'positional', valueHint: 'NAME' },
  json: { type: 'boolean' },
  reason: { type: 'string', valueHint: 'TEXT' },
};

test.each([[[]], [['a']], [['a', '--json']], [['--reason', 'why', 'a']], [['--reason=why']], [['--reason=--x']]])(
  '%j is understood',
  (words) => expect(() => requireKnown(words, known)).not.toThrow(),
);

test.each([
  [['a', 'b'], '"b" is not understood'],
  [['-x'], '"-x" is not understood'],
  [['--jso'], 'there is no option --jso, did you mean --json?'],
  [['--name', 'a'], 'there is no option --name'],
  [['--json=yes'], '--json takes no value'],
  [['--reason'], '--reason needs its value: --reason TEXT'],
  [['--reason', '--json'], '--reason needs its value'],
])('%j is not understood: %s', (words, message) => expect(() => requireKnown(words, known)).toThrow(message));

test('a place whose hint says so takes all that follow', () => {
  const packages = { ...known, packages: { type: 'positional', valueHint: 'PACKAGE…' } };
  expect(() => requireKnown(['a', 'b', 'c', 'd'], packages)).not.toThrow();
});
