import { z } from 'zod';
import { at, rule, since } from '../rule';
import { meet } from '../ranges';

const Statement = z.object({
  Sid: z.string().optional(),
  Condition: z.record(z.string(), z.record(z.string(), z.unknown())).optional(),
});
/** What is read of a policy. */
export const PolicyDocument = z.object({ Statement: z.union([Statement, z.array(Statement)]) });

export const sourceIpBehindSharedEgress = rule({
  code: 'source-ip-behind-shared-egress',
  severity: 'warning',
  since,
  title: 'A policy tells people apart by an address that all share',
  why: 'Behind a NAT gateway all have its address, and through an endpoint requests come without a public one: a rule on aws:SourceIp lets everybody in the VPC pass, or nobody.',
  wrong: 'IpAddress: { aws:SourceIp: 203.0.113.7/32 }, the address of the NAT gateway',
  right: 'StringEquals: { aws:SourceVpce: vpce-… }, or aws:VpcSourceIp with private ranges',
  accept: 'when the whole VPC is meant',
  reads: ['vpc', 'natGateways', 'policies'],
  check: ({ vpc, natGateways, policies }) =>
    policies.flatMap(({ name, document, through }) => {
      const shared = natGateways.flatMap(({ publicIps }) => publicIps.map((ip) => `${ip}/32`));
      return sourceIps(document).flatMap(({ sid, ranges }) => {
        const where = at('policy', name);
        const which = `${name}${sid === undefined ? '' : `, statement ${sid}`}`;
        const remedy = 'use aws:SourceVpce, or aws:VpcSourceIp with private ranges';
        if (through === 'endpoint') {
          const reason = `${which} has aws:SourceIp ${ranges.join(', ')}; requests through an endpoint have no public address`;
          return [{ where, reason, remedy }];
        }
        const met = shared.filter((ip) => meet(ranges.filter(isRange), [ip]));
        if (met.length === 0) return [];
        const reason = `${which} has aws:SourceIp ${ranges.join(', ')}, which is ${met.join(', ')}, the address of everything behind the NAT gateways of ${vpc.vpcId}`;
        return [{ where, reason, remedy }];
      });
    }),
});

/** Each statement's addresses in conditions on aws:SourceIp; keys of conditions are spelt in any case. */
function sourceIps(document: string): { sid: string | undefined; ranges: string[] }[] {
  const parsed = PolicyDocument.safeParse(asJson(document));
  if (!parsed.success) return [];
  return [parsed.data.Statement].flat().flatMap(({ Sid, Condition = {} }) => {
    const ranges = Object.values(Condition).flatMap((keys) =>
      Object.entries(keys).flatMap(([key, value]) =>
        key.toLowerCase() === 'aws:sourceip' ? [value].flat().map(String) : [],
      ),
    );
    return ranges.length === 0 ? [] : [{ sid: Sid, ranges }];
  });
}

const isRange = (text: string) => /^[\d.]+(\/\d+)?$|^[\da-f:]+(\/\d+)?$/i.test(text);

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
