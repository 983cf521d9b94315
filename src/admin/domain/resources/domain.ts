import { changeDomain, createDomain, deleteDomain, describeDomain, type DomainSettings } from '../../../aws/domain';
import { absent } from '../../../aws/image';
import { domainIdOf, findDomainId } from '../context';
import { membersAs, type Reach, type Resource, settingsOf } from './resource';
import { userSettingsEffects } from './user-settings-effects';

const stopped: Reach = { effect: 'apps-stopped' };
const everywhere: Reach = { effect: 'next-start' };
const another = 'it is set once; make a domain with another name beside it, and move people there';

/** A domain. It is never replaced, and deleted by `studiolo destroy` alone. */
export const domain: Resource = {
  async read(context, { name }) {
    const id = await findDomainId(context, name);
    const found = id === undefined ? undefined : await describeDomain(context.sagemaker, id).catch(absent);
    if (!found) return undefined;
    const { domainArn = '', status, failureReason, settings } = found;
    return { arn: domainArn, status, failureReason, settings: settingsOf(settings) };
  },
  fixed: {
    AuthMode: another,
    DomainName: another,
    KmsKeyId: another,
    HomeEfsFileSystemKmsKeyId: another,
    VpcId: another,
    // administration.md, A1; the service model has it in updates too.
    'DomainSettings.RStudioServerProDomainSettings.DefaultResourceSpec': another,
  },
  takesEffect: {
    ...userSettingsEffects('DefaultUserSettings'),
    ...userSettingsEffects('DefaultSpaceSettings'),
    AppNetworkAccessType: stopped,
    AppSecurityGroupManagement: stopped,
    'DomainSettings.ExecutionRoleIdentityConfig': stopped,
    'DomainSettings.RStudioServerProDomainSettings': stopped,
    'DomainSettings.SecurityGroupIds': everywhere,
    'DomainSettings.TrustedIdentityPropagationSettings': everywhere,
    'DomainSettings.DockerSettings': everywhere,
    'DomainSettings.AmazonQSettings': everywhere,
    'DomainSettings.UnifiedStudioSettings': everywhere,
    'DomainSettings.IpAddressType': everywhere,
    SubnetIds: everywhere,
    TagPropagation: everywhere,
    HomeEfsFileSystemCreation: everywhere,
  },
  async create({ sagemaker, domainIds }, { name }, settings, tags) {
    domainIds.set(name, await createDomain(sagemaker, { ...membersAs<CreateRequest>(settings) }, tags));
  },
  async change(context, { name }, leaves) {
    await changeDomain(context.sagemaker, await domainIdOf(context, name), () => membersAs<DomainSettings>(leaves));
  },
  async remove(context, { name }) {
    await deleteDomain(context.sagemaker, await domainIdOf(context, name));
  },
};

type CreateRequest = Parameters<typeof createDomain>[1];
