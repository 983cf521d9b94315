import { causeOf } from '../../src/studio/git-cause';

test.each([
  [
    'Cloning into /x...\nremote: Enumerating objects: 5, done.\nerror: RPC failed; curl 56 GnuTLS recv error (-9)\n' +
      'fetch-pack: unexpected disconnect\nfatal: early EOF\nfatal: index-pack failed\n',
    'error: RPC failed; curl 56 GnuTLS recv error (-9)',
  ],
  [
    'kex_exchange_identification: Connection closed by remote host\nfatal: Could not read from remote repository.\n\n' +
      'Please make sure you have the correct access rights\nand the repository exists.\n',
    'kex_exchange_identification: Connection closed by remote host',
  ],
  [
    'warning: redirecting to https://ada:secret@h/x\nfatal: protocol error: bad line length character: Welc\n',
    'fatal: protocol error: bad line length character: Welc',
  ],
  [
    'remote: ERROR: The project is archived.\nfatal: the remote end hung up unexpectedly\n',
    'remote: ERROR: The project is archived.',
  ],
  ['fatal: unable to access https://ada:secret@h/x\n', 'fatal: unable to access https://h/x'],
  ['fatal: Could not read from remote repository.\n', 'fatal: Could not read from remote repository.'],
  [
    'Receiving objects:  10% (1/10)\rReceiving objects: 100% (10/10)\rfatal: pack has bad object\n',
    'fatal: pack has bad object',
  ],
  ['\n', undefined],
])('of %j the cause is told, not what follows from it', (stderr, cause) => {
  expect(causeOf(stderr)).toBe(cause);
});
