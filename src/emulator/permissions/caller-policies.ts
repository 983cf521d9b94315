import type { Judge } from '../../iam/evaluate';
import type { Caller } from '../caller';

/** Where a caller's requests come from; without it, from the address that they do come from. */
export interface CallerNetwork {
  sourceIp?: string | undefined;
  /** Behind a VPC endpoint there is no source IP, but the address within the VPC. */
  vpcEndpoint?: string | undefined;
  vpc?: string | undefined;
  vpcSourceIp?: string | undefined;
}

/** A caller whose requests are decided by policies. */
export interface CallerPolicies {
  /** As AWS names it: a user's ARN, or a session's. It is in the account that it calls. */
  principalArn: string;
  /** Of a session whose role has a path, which its own ARN leaves out. */
  roleArn?: string | undefined;
  judge: Judge;
  /** The principal's own and those of its session. */
  tags: Readonly<Record<string, string>>;
  sourceIdentity?: string | undefined;
  /** The organization that its account is in. */
  organization?: string | undefined;
  network: CallerNetwork;
  /** Of who works inside Studio: the keys that its credentials bring. */
  studio?: { DomainId: string; UserProfileName: string } | undefined;
}

/** Callers by access key. Who is not named may do everything. */
export type Permissions = ReadonlyMap<string, CallerPolicies>;

/** The caller as the seed names it, if it does: who it is, and where it comes from. */
export function identified(permissions: Permissions | undefined, caller: Caller): Caller {
  const who = permissions?.get(caller.accessKeyId);
  if (!who) return caller;
  const { principalArn, sourceIdentity, network } = who;
  const sourceIPAddress = network.vpcSourceIp ?? network.sourceIp ?? caller.sourceIPAddress;
  return { ...caller, principalArn, sourceIdentity, sourceIPAddress };
}
