import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { tmpdir } from 'node:os';
import { Program } from '../emulator/program';

const program = new Program();
const folder = mkdtempSync(path.join(tmpdir(), 'studiolo-profile-'));
afterAll(async () => {
  await program.close();
  rmSync(folder, { recursive: true });
});
const file = path.join(folder, 'config');
writeFileSync(
  file,
  '[default]\nregion = eu-west-1\n[profile west]\nregion = us-west-2\n[profile bare]\noutput = json\n',
);

/** What `domain status` says without a server: it names the region that it asked. */
const asked = (variables: Record<string, string>) =>
  program.runIn(
    {
      PATH: process.env['PATH'],
      HOME: folder,
      AWS_CONFIG_FILE: file,
      AWS_ENDPOINT_URL: 'http://127.0.0.1:1',
      AWS_ACCESS_KEY_ID: 'AKIATEST000000000000',
      AWS_SECRET_ACCESS_KEY: 'emulated',
      ...variables,
    },
    ...['domain', 'status'],
  ).stderr;

test.each([
  ['the default profile', {}, 'ListDomains in eu-west-1: '],
  ['the profile in use', { AWS_PROFILE: 'west' }, 'ListDomains in us-west-2: '],
  [
    'the environment, before any profile',
    { AWS_PROFILE: 'west', AWS_DEFAULT_REGION: 'eu-north-1' },
    ' in eu-north-1: ',
  ],
  ['nobody', { AWS_PROFILE: 'bare' }, 'no region is known; name one with --region, or set AWS_REGION'],
])('the region is that of %s', (_, variables, says) => expect(asked(variables)).toContain(says));
