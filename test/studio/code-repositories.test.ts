import { repositoryIdentity, repositoryName, suggestedRepositories } from '../../src/studio/code-repositories';

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
  ['git@github.com:acme/models.git', 'git@github.com:acme/models'],
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
