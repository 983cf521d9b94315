import { addressFault } from '../../src/protocol/clone-address';
import { repositoryName } from '../../src/protocol/repository-name';

test.each([
  'https://github.com/acme/models',
  'https://github.com/acme/models.git',
  'HTTPS://GitHub.com/acme/models/',
  'https://ana@bitbucket.org/acme/models.git',
  'https://git.example.com:8443/team/models.git',
  'https://git-codecommit.us-east-1.amazonaws.com/v1/repos/models',
  'https://git.example.com/équipe/modèles',
  'https://[2001:db8::1]:8443/team/models.git',
  'https://dev.azure.com/acme/My%20Project/_git/My%20Models',
  'https://git.example.com/team/-x',
  'https://git.example.com/acme/.github',
])('git may clone from %j', (address) => expect(addressFault(address)).toBeUndefined());

test.each([
  '',
  'models',
  'https://',
  'https://git.example.com',
  'https://git.example.com/',
  'https:///models',
  'https://@/models',
  'http://git.example.com/models',
  'ssh://git@git.example.com/models',
  'git@git.example.com:acme/models.git',
  'file:///home/ana/models',
  'ext::sh -c touch% x https://git.example.com/a',
  '--upload-pack=https://git.example.com/a',
  'https://git.example.com/a b',
  'https://git.example.com/a\nb',
  'https://git.example.com/a\u0000b',
  'https://git.example.com/a%00b',
  'https://git.example.com/a%0ab',
  'https://git.example.com/a\u202Eb',
  'https://git.example.com/a%E2%80%AEb',
  'https://git.example.com/a\u200Bb',
  'https://git.example.com:99999/models',
  'https://git.example.com:port/models',
  'https://ana:sec/ret@git.example.com/models',
  'https://-oProxyCommand=x/models',
  'https://git.example.com/team/..',
  'https://git.example.com/team/%2e%2e',
  'https://git.example.com/.git',
  'https://git.example.com/.git.git',
  'https://git.example.com/.GIT.git',
  `https://git.example.com/${'a'.repeat(2_000)}`,
  `https://${':'.repeat(200_000)}`,
])('%j is no https address of a repository', (address) => expect(addressFault(address)).toBe('not-https'));

test.each([
  'https://ana:secret@git.example.com/models',
  'https://:secret@git.example.com/models',
  'http://a:b@c/d',
  'https://ana%3Asecret@git.example.com/models',
  'https://ghp_0123456789@github.com/acme/models',
  'https://github_pat_0123456789@github.com/acme/models',
  'https://glpat-0123456789@gitlab.com/acme/models',
])('%j has a password in it', (address) => expect(addressFault(address)).toBe('password-in-address'));

test.each([
  'https://github.com/acme/models#readme',
  'https://github.com/acme/models?tab=readme-ov-file',
  'https://git.example.com/models.git?access_token=secret',
])('%j has more in it than the address of a repository', (address) =>
  expect(addressFault(address)).toBe('more-than-address'),
);

test.each([
  ['https://git.example.com/team/models.git', 'models'],
  ['https://git.example.com/team/models/', 'models'],
  ['https://git.example.com/team/models/.git', 'models'],
  ['https://git.example.com/_git/My%20Models', 'My Models'],
  ['https://git.example.com/100%', '100%'],
  ['https://git.example.com', ''],
])('the repository at %j is called %j', (address, name) => expect(repositoryName(address)).toBe(name));
