import { callersAccount } from '../../aws/caller';
import { connect } from '../../aws/client';
import { connectEc2 } from '../../aws/ec2';
import { connectEfs } from '../../aws/efs-mount-target';
import { connectIdentityCenter, identityCenterUntil } from '../../aws/identity-center';
import { thorough } from '../../aws/patience';
import { connectTagging } from '../../aws/tagged-resources';
import type { StudioContext } from '../../admin/domain/context';
import { contextOf } from '../change';
import { CommandError, type Host } from '../host';

/** What the commands of a file work with: in its region, which must be that of the environment where there is one. */
export function studioContext(host: Host, region: string): StudioContext {
  if (host.region !== undefined && !host.regionIsOfProfile && host.region !== region)
    throw new CommandError(
      `the file is for ${region}, and the environment for ${host.region}; set AWS_REGION to ${region}`,
    );
  const sagemaker = connect(region, thorough);
  const tagging = connectTagging(region);
  const [efs, ec2] = [connectEfs(region), connectEc2(region)];
  const identityCenter = connectIdentityCenter(region);
  const people = { ids: new Map<string, string>() };
  // Their clients are large, and most files need none.
  const iam = once(async () => (await import('../../aws/iam')).connectIam(region));
  const organizations = once(async () => (await import('../../aws/organizations')).connectOrganizations(region));
  const domainIds = new Map<string, string>();
  const until = (signal: AbortSignal): StudioContext => ({
    ...contextOf(host, signal),
    sagemaker: sagemaker.until(signal),
    tagging: tagging.until(signal),
    efs: efs.until(signal),
    ec2: ec2.until(signal),
    identityCenter: identityCenterUntil(identityCenter, signal),
    people,
    iam: async () => (await iam()).until(signal),
    organizations: async () => (await organizations()).until(signal),
    account: () => callersAccount(region, signal),
    domainIds,
    lasting: () => until(new AbortController().signal),
  });
  return until(host.ending);
}

/** Makes something when it is first asked for, and gives the same from then on. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}
