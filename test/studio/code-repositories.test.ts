import { repositoryName, suggestedRepositories } from '../../src/studio/code-repositories';
import { repositoryIdentity } from '../../src/studio/git-address';

test('domain, user profile and space suggest in that order', () => {
  const found = suggestedRepositories({
    space: ['https://g.com/c'],
    domain: ['https://g.com/a'],
    'user-profile': ['https://g.com/b'],
  });
  expect(found).toEqual([
    { url: 'https://g.com/a', name: 'a', suggestedBy: 'domain' },
    { url: 'https://g.com/b', name: 'b', suggestedBy: 'user-profile' },
    { url: 'https://g.com/c', name: 'c', suggestedBy: 'space' },
  ]);
});

test('one repository that two levels spell differently is kept once, as the first spells it', () => {
  const found = suggestedRepositories({
    domain: ['https://GitHub.com/acme/models.git', 'https://github.com/acme/models'],
    'user-profile': ['https://user@github.com/acme/models/'],
    space: ['https://github.com/acme/Models'],
  });
  expect(found.map(({ url }) => url)).toEqual(['https://GitHub.com/acme/models.git', 'https://github.com/acme/Models']);
});

test.each([
  ['https://github.com/acme/models.git/', 'https://github.com/acme/models'],
  ['HTTPS://User:secret@GitHub.COM/acme/models', 'https://github.com/acme/models'],
  ['https://host:8443/a/b.git', 'https://host:8443/a/b'],
  ['git@github.com:acme/models.git', 'https://github.com/acme/models'],
  ['GitHub.com:/acme/models', 'https://github.com/acme/models'],
  ['ssh://git@github.com/acme/models.git', 'https://github.com/acme/models'],
  ['ssh://git@github.com:2222/acme/models.git', 'https://github.com/acme/models'],
  ['git+ssh://github.com:22/acme/models', 'https://github.com/acme/models'],
  ['https://github.com:443/acme//models.git', 'https://github.com/acme/models'],
  ['https://github.com./acme/models', 'https://github.com/acme/models'],
  ['https://github.com/acme/our%20models', 'https://github.com/acme/our models'],
  ['https://github.com/acme/50%/models', 'https://github.com/acme/50%/models'],
  ['git@[2001:db8::1]:acme/models.git', 'https://[2001:db8::1]/acme/models'],
  ['codecommit::eu-west-1://ml@models', 'https://git-codecommit.eu-west-1.amazonaws.com/v1/repos/models'],
  ['codecommit::cn-north-1://models', 'https://git-codecommit.cn-north-1.amazonaws.com.cn/v1/repos/models'],
  ['ext::sh -c evil https://github.com/acme/models', 'ext::sh -c evil https://github.com/acme/models'],
  ['file:///srv/models.git', '/srv/models'],
  ['./a:b/models', './a:b/models'],
])('%s is known as %s', (url, identity) => {
  expect(repositoryIdentity(url)).toBe(identity);
});

test.each([
  ['https://github.com/acme/models.git', 'models'],
  ['https://github.com/acme/models/', 'models'],
  ['https://git-codecommit.eu-west-1.amazonaws.com/v1/repos/feature_store', 'feature_store'],
])('a clone of %s makes the folder %s', (url, name) => {
  expect(repositoryName(url)).toBe(name);
});
