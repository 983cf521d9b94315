import { ListDomainsCommand } from '@aws-sdk/client-sagemaker';
import { Moto } from '../../lifecycle/moto';
import { StudioWorld } from './studio-world';

jest.setTimeout(300_000);

const moto = new Moto();
beforeAll(() => moto.start(), 120_000);
afterAll(() => moto.stop());

it("domain install refuses to replace a file's script, and names the file", async () => {
  const world = await new StudioWorld(moto.url).start();
  try {
    world.write('#!/bin/bash\ntrue\n', 'own.sh');
    const file = world.write(`studio: acme
account: '123456789012'
region: us-east-1
scripts: { base: { for: [JupyterLab], builtIn: true, run: [./own.sh] } }
domains:
  one:
    AuthMode: IAM
    VpcId: vpc-0a1b2c3d
    SubnetIds: [subnet-1]
    role: arn:aws:iam::123456789012:role/Studio
    scripts: [base]
`);
    expect(await world.run(['apply', file, '--yes'])).toMatchObject({ code: 0 });
    const { Domains = [] } = await world.direct.send(new ListDomainsCommand({}));
    const id = Domains[0]?.DomainId ?? '';
    const wheel = world.write('PK\x03\x04', 'studiolo-1.0.0-py3-none-any.whl');
    const words = [
      '--domain',
      id,
      '--index-url',
      'https://pypi.example/simple',
      '--wheel',
      wheel,
      '--existing',
      'replace',
    ];
    const { code, stderr } = await world.run(['domain', 'install', ...words, '--yes']);
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: expect.stringContaining(
        `domain ${id} in us-east-1 has script base from the file of studio acme; change the file`,
      ),
    });
    expect(await world.run(['plan', file])).toMatchObject({ code: 0 });
  } finally {
    await world.stop();
  }
});
