import type { SageMaker } from '../../aws/client';
import { listDomains } from '../../aws/domain';
import type { Ec2 } from '../../aws/ec2';
import type { Efs } from '../../aws/efs-mount-target';
import type { IdentityCenter } from '../../aws/identity-center';
import type { Tagging } from '../../aws/tagged-resources';
import { Conflict, StepError } from '../converge/failure';
import { inRegion } from '../converge/region-text';
import type { PolicyContext } from '../guardrails/account/policy-context';
import { isDomainId } from '../studio-file/wanted';

/** Ids of Identity Center that were found: of users and groups (`user ana`), of its store, of domains' applications. */
export interface People {
  ids: Map<string, string>;
}

/** What the commands of a Studio file work with. */
export interface StudioContext extends PolicyContext {
  sagemaker: SageMaker;
  tagging: Tagging;
  /** For what domains leave behind. */
  efs: Efs;
  ec2: Ec2;
  /** For who may sign in. */
  identityCenter: IdentityCenter;
  people: People;
  /** The account of whoever asks. */
  account(): Promise<string>;
  /** Ids of domains that were found by their names. */
  domainIds: Map<string, string>;
  lasting(): StudioContext;
}

/** The id of a domain that the file names by its name or id; nothing where there is none. Rejects with `AwsError`. */
export async function findDomainId({ sagemaker, domainIds }: StudioContext, key: string): Promise<string | undefined> {
  if (isDomainId(key)) return key;
  if (!domainIds.has(key))
    for (const { domainName, domainId } of await listDomains(sagemaker)) domainIds.set(domainName, domainId);
  return domainIds.get(key);
}

/** The same, of one that must be there. */
export async function domainIdOf(context: StudioContext, key: string): Promise<string> {
  const id = await findDomainId(context, key);
  if (id === undefined) throw new Conflict(`there is no domain ${key}${inRegion(context)}`, 'run the command again');
  return id;
}

/** Rejects with `StepError` in another account than that one. */
export async function requireAccount(context: StudioContext, account: string): Promise<void> {
  const is = await context.account();
  if (is === account) return;
  throw new StepError(
    `the file is for account ${account}, and these credentials are of ${is}`,
    'sign in to the account of the file, or name a profile that is signed in there by AWS_PROFILE',
  );
}
