import { s3Uri, s3UriText } from '../../src/studio/s3-uri';

test.each([
  ['s3://tools/a/b.zip', { bucket: 'tools', key: 'a/b.zip' }],
  ['s3://tools', { bucket: 'tools', key: '' }],
  ['s3://tools/', { bucket: 'tools', key: '' }],
  ['s3://my.tools-1/a b//c', { bucket: 'my.tools-1', key: 'a b//c' }],
])('%s is a place in S3', (text, place) => {
  expect(s3Uri(text)).toEqual(place);
});

test.each([
  '',
  's3://',
  's3:/tools/a',
  'https://tools/a',
  's3://Tools/a',
  's3://a/b',
  's3:///a',
  's3://-a-/b',
  'xs3://tools/a',
])('%p is none', (text) => {
  expect(s3Uri(text)).toBeUndefined();
});

test('what is parsed is written as it was', () => {
  expect(s3UriText({ bucket: 'tools', key: 'a/b' })).toBe('s3://tools/a/b');
});
