import { Client, ClientError } from '../../../src/frontend/model/client';
import { EnvironmentSize } from '../../../src/protocol/environment';
import { Snapshot } from '../../../src/protocol/snapshot';
import { FarEnd } from '../server';
import { snapshot } from '../values';
import { inWords, quoted } from '../../protocol/in-words';

const far = new FarEnd();
const client = new Client(far.send, 'http://lab/jupyterlab/default/');
const ask = () => client.get('api/snapshot', Snapshot);

test('an answer that fits its schema is returned', async () => {
  far.show(snapshot());
  await expect(ask()).resolves.toEqual(snapshot());
});

test.each([
  ['no server answers', 'no network', 'The Jupyter server does not answer.', /Studio/],
  [
    'the server extension is not there',
    { status: 404, body: '<html>404</html>' },
    'The studiolo server extension is not loaded.',
    /server extension enable studiolo/,
  ],
  [
    'the page is signed out',
    { status: 403, body: { message: 'Forbidden' } },
    'The Jupyter server refused this page (HTTP 403).',
    /log in/,
  ],
  [
    'something between fails',
    { status: 502, body: '<html>Bad Gateway</html>' },
    'The Jupyter server answered HTTP 502.',
    undefined,
  ],
  [
    'the answer is of another version',
    { status: 200, body: { takenAt: 'soon' } },
    'This page and the server run different versions of studiolo.',
    /Reload/,
  ],
  [
    'the answer is not JSON',
    { status: 200, body: '<html>Welcome</html>' },
    'This page and the server run different versions of studiolo.',
    /Reload/,
  ],
] as const)('when %s it says so, and what to do', async (_, answer, message, remedy) => {
  far.answers.set('GET snapshot', answer);
  const error = await ask().catch((thrown: unknown) => thrown);
  if (!(error instanceof ClientError)) throw error;
  expect(inWords(error.notice)).toMatchObject({ message });
  if (remedy) expect(inWords(error.notice)).toMatchObject({ remedy: expect.stringMatching(remedy) });
});

test('what the agent or the door tells is told on, word for word', async () => {
  far.fail('GET snapshot', 503, 'no-node', 'Node.js was not found.');
  await expect(ask()).rejects.toMatchObject({ code: 'no-node', notice: { message: quoted('Node.js was not found.') } });
});

test('an error of our own making is not taken for a network that is away', async () => {
  const broken = new Client(() => Promise.reject(new RangeError('a bug')), 'http://lab/');
  await expect(broken.get('api/environments/size', EnvironmentSize)).rejects.toThrow(RangeError);
});
