import { readFileSync, unlinkSync } from 'node:fs';
import path from 'node:path';
import { Moto } from '../../lifecycle/moto';
import { StudioWorld } from './studio-world';

jest.setTimeout(300_000);

const moto = new Moto();
beforeAll(() => moto.start(), 120_000);
afterAll(() => moto.stop());

describe.each([
  ['aws-cn', 'cn-north-1', 'amazonaws.com.cn'],
  ['aws-us-gov', 'us-gov-west-1', 'amazonaws.com'],
])('in the partition %s', (partition, region, registry) => {
  const file = `studio: acme
account: '123456789012'
region: ${region}
keys: { storage: arn:${partition}:kms:${region}:123456789012:key/0a1b2c3d-0000-0000-0000-000000000000 }
roles: { ml: arn:${partition}:iam::123456789012:role/Studio }
scripts: { base: { for: [JupyterLab], default: true, run: [./own.sh] } }
domains:
  one:
    AuthMode: IAM
    VpcId: vpc-0a1b2c3d
    SubnetIds: [subnet-1]
    KmsKeyId: { key: storage }
    role: ml
    scripts: [base]
    userProfiles: { ana: { idle: 2h }, bo: { person: bo@acme.example } }
    spaces: { study: { owner: ana, SpaceSettings: { AppType: JupyterLab } } }
`;

  it('a file is applied, imported, told as drift and destroyed', async () => {
    const world = await new StudioWorld(moto.url).start(`account: '123456789012'\nregion: ${region}\n`);
    const there = { AWS_REGION: region };
    const at = (...words: string[]) => world.run(words, there);
    try {
      world.write('#!/bin/bash\ntrue\n', 'own.sh');
      const written = world.write(file);
      expect(await at('apply', written, '--yes')).toMatchObject({ code: 0 });
      expect(await at('plan', written)).toMatchObject({ code: 0 });
      expect(await at('drift', written)).toMatchObject({ code: 0 });
      expect(await at('import', '--studio', 'acme', '--out', 'imported.yaml')).toMatchObject({ code: 0 });
      const imported = readFileSync(path.join(world.folder, 'imported.yaml'), 'utf8');
      expect(imported).toContain(
        `arn:${partition}:sagemaker:${region}:123456789012:studio-lifecycle-config/base-jupyterlab-`,
      );
      expect(imported).not.toContain('arn:aws:');
      unlinkSync(path.join(world.folder, '.cache', 'studiolo', 'known', `123456789012-${region}-acme.json`));
      expect(await at('plan', 'imported.yaml')).toMatchObject({ stdout: expect.stringContaining(' unchanged') });
      expect(await at('destroy', written, '--yes')).toMatchObject({ code: 0 });
      expect(await at('plan', written)).toMatchObject({ code: 3 });
    } finally {
      await world.stop();
    }
  });

  it('people of Identity Center are assigned to a domain of it, and all of it carries its partition', async () => {
    const seed = `account: '123456789012'\nregion: ${region}\nidentityCenter: { users: { ana: {}, bo: {} }, groups: { staff: [bo] } }\n`;
    const world = await new StudioWorld(moto.url).start(seed);
    const there = { AWS_REGION: region };
    const texts = async (words: string, query: string) =>
      (await world.aws(...words.split(' '), '--region', region, '--query', query, '--output', 'text')).trim();
    try {
      world.write('#!/bin/bash\ntrue\n', 'own.sh');
      const sso = file.replace('AuthMode: IAM', 'AuthMode: SSO').replace('bo: { person: bo@acme.example }', 'bo: {}');
      const written = world.write(`${sso}    userProfilesFrom: { group: staff }\n`);
      expect(await world.run(['apply', written, '--yes'], there)).toMatchObject({ code: 0 });
      expect(await world.run(['plan', written], there)).toMatchObject({ code: 0 });
      const own = `arn:${partition}:`;
      const domain = await texts('sagemaker list-domains', 'Domains[0].DomainId');
      const application = await texts(`sagemaker describe-domain --domain-id ${domain}`, 'SingleSignOnApplicationArn');
      expect(application).toMatch(`${own}sso::123456789012:application/`);
      expect(await texts('sso-admin list-instances', 'Instances[].InstanceArn')).toMatch(`${own}sso:::instance/`);
      const described = `sso-admin describe-application --application-arn ${application}`;
      expect(await texts(described, 'ApplicationProviderArn')).toBe(`${own}sso::aws:applicationProvider/sagemaker`);
      const store = await texts('sso-admin list-instances', 'Instances[].IdentityStoreId');
      // The SDKs of the tests are older than these ARNs.
      const day = new Date().toISOString().slice(0, 10).replaceAll('-', '');
      const answer = await fetch(world.url, {
        method: 'POST',
        headers: {
          'content-type': 'application/x-amz-json-1.1',
          'x-amz-target': 'AWSIdentityStore.ListUsers',
          'x-amz-date': `${day}T000000Z`,
          authorization: `AWS4-HMAC-SHA256 Credential=AKIATEST/${day}/${region}/identitystore/aws4_request, SignedHeaders=host, Signature=0`,
        },
        body: JSON.stringify({ IdentityStoreId: store }),
      });
      const UserArn: unknown = expect.stringMatching(`^${own}identitystore:::user/`);
      expect(await answer.json()).toMatchObject({ Users: [{ UserArn }, { UserArn }] });
      const assignments = `sso-admin list-application-assignments --application-arn ${application}`;
      expect(await texts(assignments, 'length(ApplicationAssignments)')).toBe('2');
      expect(await world.run(['destroy', written, '--yes'], there)).toMatchObject({ code: 0 });
    } finally {
      await world.stop();
    }
  });

  it('a rehearsal makes up what there would be there', async () => {
    const world = await new StudioWorld(moto.url).start();
    try {
      world.write('#!/bin/bash\ntrue\n', 'own.sh');
      const short = file.replace(/^ {4}role: ml$/m, '    role: ml\n    images: [r]');
      const written = world.write(`${short}images: { r: { for: [JupyterLab] } }\n`);
      await world.while(['emulate', written, '--port', '0'], /http:\/\/127\.0\.0\.1:\d+/, async (url) => {
        const there = { AWS_REGION: region, AWS_ENDPOINT_URL: url, AWS_ENDPOINT_URL_SAGEMAKER: url };
        expect(await world.run(['plan', written], there)).toMatchObject({ code: 0 });
        const words = ['sagemaker', 'describe-image-version', '--image-name', 'r', '--region', region];
        const image = JSON.parse(await world.aws(...words, '--endpoint-url', url));
        expect(image).toMatchObject({
          BaseImage: `123456789012.dkr.ecr.${region}.${registry}/r:latest`,
          ImageVersionArn: `arn:${partition}:sagemaker:${region}:123456789012:image-version/r/1`,
        });
      });
    } finally {
      await world.stop();
    }
  });
});
