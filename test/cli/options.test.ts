import { requireKnown } from '../../src/cli/options';

const known = {
  name: { type: 'positional', valueHint: 'NAME', required: false },
  json: { type: 'boolean' },
  reason: { type: 'string', valueHint: 'TEXT' },
  region: { type: 'string', valueHint: 'REGION' },
  format: { type: 'enum', options: ['conda', 'pip'] },
};

test.each([
  [[]],
  [['a']],
  [['a', '--json']],
  [['--reason', 'why', 'a']],
  [['--reason=why']],
  [['--reason=--x']],
  [['--reason', '--network host']],
  [['--format', 'pip']],
  [['--', '-x']],
  [['--region', 'us-gov-west-1']],
])('%j is understood', (words) => expect(() => requireKnown(words, known)).not.toThrow());

test.each([
  [['a', 'b'], '"b" is not understood'],
  [['-x'], '"-x" is not understood'],
  [['--jso'], 'there is no option --jso, did you mean --json?'],
  [['--name', 'a'], 'there is no option --name'],
  [['--json=yes'], '--json takes no value'],
  [['--reason'], '--reason needs its value: --reason TEXT'],
  [['--reason', '--json'], '--reason needs its value'],
  [['--format', 'cnda'], '--format takes one of conda, pip, not "cnda", did you mean conda?'],
  [['--format', 'x'], '--format takes one of conda, pip, not "x"'],
  [['--reason', 'a', '--reason=b'], '--reason is given twice'],
  [['--region', 'bad region'], '--region takes a region, such as us-east-1, not "bad region"'],
  [['--region=EU-WEST-1'], '--region takes a region, such as us-east-1, not "EU-WEST-1"'],
])('%j is not understood: %s', (words, message) => expect(() => requireKnown(words, known)).toThrow(message));

test('a place whose hint says so takes all that follow', () => {
  const packages = { ...known, packages: { type: 'positional', valueHint: 'PACKAGE…' } };
  expect(() => requireKnown(['a', 'b', 'c', 'd'], packages)).not.toThrow();
});

test.each([
  [[], 'NAME is missing'],
  [[''], 'NAME is missing'],
  [['a'], '--domain is needed: --domain d-…'],
  [['a', '--domain', ''], '--domain needs its value: --domain d-…'],
])('of what a command needs, %j lacks something: %s', (words, message) => {
  const needed = {
    name: { type: 'positional', valueHint: 'NAME' },
    domain: { type: 'string', required: true, valueHint: 'd-…' },
  };
  expect(() => requireKnown(words, needed)).toThrow(message);
});
