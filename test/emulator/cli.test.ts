import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import { CreateDomainCommand, DescribeDomainCommand, ListDomainsCommand } from '@aws-sdk/client-sagemaker';
import { ROLE } from './studio';
import { Program } from './program';

// Processes start and end here, on a machine that may be busy.
jest.setTimeout(60_000);

const program = new Program();
afterAll(() => program.close());

const domain = new CreateDomainCommand({
  DomainName: 'acme',
  AuthMode: 'IAM',
  VpcId: 'vpc-1',
  SubnetIds: ['subnet-1'],
  DefaultUserSettings: { ExecutionRole: ROLE },
});

describe('studiolo emulate', () => {
  it('says where it listens, alone on its first line', async () => {
    const emulator = await program.start();
    expect(emulator.stdout).toBe(
      [
        `studiolo emulator listening on ${emulator.url}`,
        '',
        'In another terminal, for the AWS CLI, the SDKs and studiolo:',
        `  export AWS_ENDPOINT_URL_SAGEMAKER=${emulator.url}`,
        '  export AWS_REGION=us-east-1 AWS_DEFAULT_REGION=us-east-1',
        '  export AWS_ACCESS_KEY_ID=emulated AWS_SECRET_ACCESS_KEY=emulated',
        '',
        'It is empty: --seed FILE tells what is there from the start.',
        '',
      ].join('\n'),
    );
    expect(await emulator.client().send(new ListDomainsCommand({}))).toMatchObject({ Domains: [] });
    expect(emulator.stderr).toBe('');
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('stops cleanly on %s', async (signal) => {
    const emulator = await program.start('--state', program.at(`${signal}.state`));
    // A client that keeps its connection does not keep the emulator.
    await emulator.client().send(new ListDomainsCommand({}));
    expect(await emulator.end(signal)).toBe(0);
    expect(emulator.stderr).toBe('');
  });

  it('makes things happen as many times faster as told', async () => {
    const emulator = await program.start('--speed', '100000');
    const client = emulator.client();
    const { DomainId } = await client.send(domain);
    // Five minutes are three thousandths of a second: nothing has to be waited for but the clock itself.
    let status: string | undefined;
    while (status !== 'InService') status = (await client.send(new DescribeDomainCommand({ DomainId }))).Status;
  });

  it('has the account that it is told to have', async () => {
    const emulator = await program.start('--account', '210987654321');
    const { DomainArn } = await emulator.client().send(domain);
    expect(DomainArn).toMatch(/^arn:aws:sagemaker:us-east-1:210987654321:domain\/d-/);
  });

  it('brings about the faults that it is told to', async () => {
    const emulator = await program.start('--chaos', 'ListDomains.throttle=1');
    await expect(emulator.client().send(new ListDomainsCommand({}))).rejects.toMatchObject({
      name: 'ThrottlingException',
      message: 'Rate exceeded',
    });
    await expect(emulator.client().send(domain)).resolves.toMatchObject({ DomainId: expect.any(String) });
  });

  it('takes the seed that its guide shows', async () => {
    const guide = readFileSync(path.join(__dirname, '../../src/emulator/README.md'), 'utf8');
    const [, yaml = ''] = /```yaml\n([^]*?)```/.exec(guide) ?? [];
    writeFileSync(program.at('guide.yaml'), yaml);
    const emulator = await program.start('--seed', program.at('guide.yaml'));
    const listed = await emulator.client().send(new ListDomainsCommand({}));
    expect(listed.Domains).toMatchObject([{ DomainId: 'd-acme', Status: 'InService' }]);
  });

  it('warns before it listens where others can reach it', async () => {
    const emulator = await program.start('--host', '0.0.0.0').catch((error: unknown) => error);
    expect(emulator).toMatchObject({
      stdout: expect.stringMatching(/^studiolo emulator listening on http:\/\/0\.0\.0\.0:\d+\n/),
      stderr: 'warning: 0.0.0.0 may be reached from other machines, and nothing here checks a signature\n',
    });
  });

  it.each([
    [['--port', 'http'], '--port takes a whole number from 0 to 65535, not "http"'],
    [['--port=70000'], '--port takes a whole number from 0 to 65535, not "70000"'],
    [['--speed', '0'], '--speed takes a number from 0.001 to 1000000, not "0"'],
    [['--account', '12'], '--account takes the 12 digits of an AWS account id, not "12"'],
    [['--spee', '2'], 'there is no option --spee, did you mean --speed?'],
    [['--verbose'], 'there is no option --verbose'],
    [['--state'], '--state needs its value: --state FILE'],
    [['--state', '--port', '1'], '--state needs its value: --state FILE'],
    [['acme.yaml', 'more.yaml'], '"more.yaml" is not understood'],
    [['--chaos', 'ListAps.cut=1'], '--chaos: there is no operation ListAps'],
  ])('says what is wrong with %j in one line', (words, message) => {
    const { code, stdout, stderr } = program.run('emulate', ...words);
    expect({ code, stdout, stderr }).toEqual({
      code: 2,
      stdout: '',
      stderr: `studiolo: ${message}; see studiolo emulate --help\n`,
    });
  });

  it('says what the parts of --chaos are', () => {
    const { code, stderr } = program.run('emulate', '--chaos', 'ListApps.slow=0.5');
    expect(code).toBe(2);
    expect(stderr).toMatch(/^studiolo: --chaos: "ListApps.slow=0.5" is not understood; it takes e\.g\. .+\n$/);
  });

  it('says which port is in use', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const { code, stderr } = program.run('emulate', '--port', `${port}`);
    await new Promise((resolve) => server.close(resolve));
    expect([code, stderr]).toEqual([
      1,
      `studiolo: port ${port} is in use; name another with --port, or 0 for a free one\n`,
    ]);
  });

  it.each([
    ['UTF-16', Buffer.from('\ufeffaccount: "123456789012"\n', 'utf16le')],
    ['Latin-1', Buffer.from('# Zoë\naccount: "123456789012"\n', 'latin1')],
  ])('says of a seed in %s that it is not UTF-8', (_, bytes) => {
    const seed = program.at('foreign.yaml');
    writeFileSync(seed, bytes);
    const { code, stderr } = program.run('emulate', '--port', '0', '--seed', seed);
    expect([code, stderr]).toEqual([
      1,
      `studiolo: the seed cannot be read: ${seed} is not text in UTF-8; save it as such\n`,
    ]);
  });

  it('says which seed cannot be read', () => {
    const { code, stderr } = program.run('emulate', '--seed', program.at('none.yaml'));
    expect(code).toBe(1);
    expect(stderr).toMatch(/^studiolo: the seed cannot be read: there is no file .*none\.yaml\n$/);
  });

  it('reads no seed that is a folder or a pipe', () => {
    const [folder, pipe] = [program.at('folder'), program.at('pipe')];
    mkdirSync(folder);
    execFileSync('mkfifo', [pipe]);
    for (const seed of [folder, pipe]) {
      const { code, stderr } = program.run('emulate', '--seed', seed);
      expect([code, stderr]).toEqual([1, `studiolo: the seed cannot be read: ${seed} is not a file\n`]);
    }
  });

  it('says where a seed is wrong', () => {
    const seed = program.at('wrong.yaml');
    writeFileSync(seed, 'accountQuotas: 3\n');
    const { code, stderr } = program.run('emulate', '--seed', seed);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^studiolo: \S*wrong\.yaml:1:\d+: .+\n$/);
  });
});

it('tells what its seed holds', async () => {
  const emulator = await program.start('--seed', path.join(__dirname, '../../examples/acme.studio.yaml'));
  expect(emulator.stdout).toMatch(
    /\nIt holds 2 domains, \d+ user profiles, .* Domains: d-acmemlplatf1, d-acmeresearch\.\n$/,
  );
});

describe('studiolo', () => {
  it('tells its options', () => {
    const { code, stdout } = program.run('emulate', '--help');
    expect(code).toBe(0);
    for (const option of ['--port', '--host', '--state', '--seed', '--speed', '--account', '--chaos']) {
      expect(stdout).toContain(option);
    }
  });

  it('tells its version', () => {
    const { version } = JSON.parse(readFileSync(path.join(__dirname, '../../package.json'), 'utf8'));
    expect(program.run('--version')).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
  });

  it('says which commands there are', () => {
    const { code, stderr } = program.run('portal');
    expect(code).toBe(2);
    expect(stderr).toMatch(/^studiolo: there is no command portal; there are: .*emulate.*\n$/);
  });
});
