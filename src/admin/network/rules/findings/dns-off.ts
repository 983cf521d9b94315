import { at, rule, since } from '../rule';

export const dnsOff = rule({
  code: 'dns-off',
  severity: 'error',
  since,
  title: 'DNS is switched off in the VPC',
  why: "Apps find endpoints and file systems by name. Both of the VPC's attributes must be on for private names.",
  wrong: 'enableDnsSupport: true, enableDnsHostnames: false',
  right: 'enableDnsSupport: true, enableDnsHostnames: true',
  reads: ['vpcOnly', 'vpc', 'dns'],
  check({ vpc: { vpcId }, dns }) {
    const off = (['enableDnsSupport', 'enableDnsHostnames'] as const).filter((name) => !dns[name]);
    if (off.length === 0) return [];
    const options = off.map((name) => `aws ec2 modify-vpc-attribute --vpc-id ${vpcId} --${kebab(name)} Value=true`);
    return [
      {
        where: at('VPC', vpcId),
        reason: `${off.join(' and ')} of ${vpcId} ${off.length === 1 ? 'is' : 'are'} off`,
        remedy: `switch ${off.length === 1 ? 'it' : 'them'} on`,
        mend: options,
      },
    ];
  },
});

const kebab = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
