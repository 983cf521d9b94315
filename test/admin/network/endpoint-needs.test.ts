import { findingsOf } from '../../../src/admin/findings/outcome';
import { judge } from '../../../src/admin/findings/judge';
import { type Facts, known, none } from '../../../src/admin/findings/fact';
import { endpointNeeds, needsOf, serviceName } from '../../../src/admin/network/rules/endpoint-needs';
import { endpoints } from '../../../src/admin/network/rules/findings/endpoints';
import type { DomainNetwork, Endpoint, NetworkFacts } from '../../../src/admin/network/rules/live-network';
import { privateHosts } from '../../../src/admin/network/rules/private-urls';

const namesIn = (region: string) => endpointNeeds.map((need) => serviceName(need, region));

it('names services by partition: GovCloud as everywhere, AWS China some of them apart', () => {
  expect(namesIn('us-gov-west-1')).toEqual(
    namesIn('eu-west-1').map((name) => name.replace('eu-west-1', 'us-gov-west-1')),
  );
  const china = namesIn('cn-north-1');
  expect(china.filter((name) => name.startsWith('com.amazonaws.'))).toEqual(
    ['s3', 'logs', 'glue', 'elasticmapreduce', 'kms', 'ssm'].map((service) => `com.amazonaws.cn-north-1.${service}`),
  );
  expect(china).toContain('cn.com.amazonaws.cn-north-1.sagemaker.api');
  expect(china).toContain('aws.sagemaker.cn-north-1.studio');
});

it('names what browsers reach as the partition does', () => {
  expect(privateHosts('us-gov-west-1')[0]).toBe('*.studio.us-gov-west-1.sagemaker.aws');
  expect(privateHosts('cn-north-1')).toEqual([
    '*.studio.cn-north-1.sagemaker.com.cn',
    'api.sagemaker.cn-north-1.amazonaws.com.cn',
  ]);
});

/** What is judged of a domain of a region whose VPC has these endpoints, and no way to the internet. */
function judged(region: string, services: string[]) {
  const stated = { groupIds: [], efsFileSystemIds: [], lustreFileSystemIds: [], customImages: false, emr: false };
  const domain: DomainNetwork = {
    domainId: 'd-1a2b',
    region,
    accountId: '123456789012',
    access: 'VpcOnly',
    subnetIds: ['subnet-1'],
    dualstack: false,
    domainGroupIds: [],
    privateSpaces: { ...stated, instanceTypes: [] },
    sharedSpaces: { ...stated, instanceTypes: [] },
  };
  const subnet = { subnetId: 'subnet-1', zoneId: 'az1', zoneName: 'a', free: 9, cidr: '10.0.0.0/24', ipv6: [] };
  const all = services.map((service, at): Endpoint => ({
    vpcEndpointId: `vpce-${at}`,
    service,
    type: service.endsWith('.s3') ? 'Gateway' : 'Interface',
    state: 'available',
    privateDns: true,
    subnetIds: ['subnet-1'],
    routeTableIds: ['rtb-1'],
    groupIds: [],
  }));
  const facts = {
    vpcOnly: known(domain),
    vpc: known({ vpcId: 'vpc-1', cidrs: ['10.0.0.0/16'], tenancy: 'default' }),
    subnets: known([subnet]),
    vpcSubnets: known([subnet]),
    endpoints: known(all),
    routeTables: known([{ routeTableId: 'rtb-1', main: true, subnetIds: [], routes: [] }]),
    natGateways: known([]),
    uses: known(new Set(['private-urls'] as const)),
  };
  const rest = none('not of this test');
  const whole: Facts<NetworkFacts> = {
    domain: rest,
    dns: rest,
    zones: rest,
    groups: rest,
    prefixLists: rest,
    appGroups: rest,
    profileGroups: rest,
    fileSystems: rest,
    offerings: rest,
    need: rest,
    policies: rest,
    isolated: rest,
    internetExpected: rest,
    internetForbidden: rest,
    ...facts,
  };
  return findingsOf(judge([endpoints], whole)).map(({ where }) => where.id);
}

it.each(['cn-north-1', 'cn-northwest-1', 'us-gov-west-1', 'eu-west-1'])(
  'finds nothing in %s where each service has an endpoint of its name there',
  (region) => {
    const needed = needsOf(new Set(['private-urls'])).map((need) => serviceName(need, region));
    expect(judged(region, needed)).toEqual([]);
    expect(judged(region, needed.slice(1))).toEqual(needed.slice(0, 1));
    // The endpoint of a service in another region is none of this one.
    expect(judged(region, [...needed.slice(1), 'com.amazonaws.us-west-2.sagemaker.api'])).toEqual(needed.slice(0, 1));
  },
);

it('takes an endpoint for what it is where a partition puts other words before the name', () => {
  const needed = needsOf(new Set(['private-urls'])).map((need) => serviceName(need, 'cn-north-1'));
  expect(
    judged(
      'cn-north-1',
      needed.map((name) => name.replace(/^cn\./, '')),
    ),
  ).toEqual([]);
});
