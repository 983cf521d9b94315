import { resourceInUse, validationException } from '../errors';
import { operation, type Call } from '../operation';
import { domainArn } from '../rules/arns';
import { requireDomainDefaults, requireSettings } from '../rules/default-settings';
import { isInRegion } from '../rules/identity-center';
import { homeFileSystem } from '../rules/home-file-system';
import { filledIn } from '../rules/filled-in';
import { newDomainId, newHexadecimals, newSingleSignOnApplicationArn } from '../rules/identifiers';
import { tagsOf } from '../rules/tags';
import { requireNetwork } from '../rules/network';
import { requireQuota } from '../rules/quotas';
import { created } from '../rules/timestamps';
import type { DomainRecord } from '../state/records';
import { domainRoleFailure, subnetFailure } from '../rules/unusable';

/** Makes a domain, Pending until its file system and applications stand. */
export const CreateDomain = operation('CreateDomain', {
  resource: (_input, caller) => domainArn(caller, '*'),
  action(call) {
    const { caller, clock, configuration, input, state } = call;
    const { Tags, DefaultUserSettings, ...request } = input;
    requireNetwork(input);
    requireDomainDefaults(input);
    for (const settings of [input.DefaultUserSettings, input.DefaultSpaceSettings ?? {}]) {
      requireSettings(call, settings, settings);
    }
    requireIdentityCenter(call);
    requireNewName(call);
    requireQuota(call, 'domain');

    const DomainId = newDomainId();
    const arn = domainArn(caller, DomainId);
    const Url = `https://${DomainId}.studio.${caller.region}.sagemaker.aws`;
    // Defaults of the service model's documentation (fact sheet, section 2).
    const settings: DomainRecord['settings'] = {
      AppNetworkAccessType: 'PublicInternetOnly',
      HomeEfsFileSystemCreation: 'Enabled',
      TagPropagation: 'DISABLED',
      DefaultUserSettings: filledIn(caller, DefaultUserSettings),
      ...request,
    };
    const domain: DomainRecord = {
      kind: 'domain',
      key: DomainId,
      arn,
      DomainId,
      Url,
      settings,
      HomeEfsFileSystemId: settings.HomeEfsFileSystemCreation === 'Enabled' ? `fs-${newHexadecimals()}` : undefined,
      SingleSignOnApplicationArn: request.AuthMode === 'SSO' ? newSingleSignOnApplicationArn(caller) : undefined,
      Status: 'Pending',
      FailureReason: undefined,
      willFail: subnetFailure(call, settings) ?? domainRoleFailure(call, settings),
      due: clock.after(configuration.durations.domainCreate),
      tags: tagsOf(Tags),
      ...created(clock),
    };
    state.put(domain);
    for (const record of homeFileSystem(caller, domain)) state.put(record);
    return { DomainArn: arn, DomainId, Url };
  },
});

/** Assumption from the modelled ResourceInUse: the name of a domain is taken once. */
function requireNewName({ input, state }: Call<'CreateDomain'>): void {
  const [other] = state.below('domain', input.DomainName);
  if (!other) return;
  throw resourceInUse(`Domain with DomainName ${input.DomainName} already exists. Please use a different DomainName.`);
}

/** An SSO domain is in the Region of Identity Center [developer guide, IAM Identity Center set up]. The sentence is ours. */
function requireIdentityCenter({ caller, configuration, input }: Call<'CreateDomain'>): void {
  if (input.AuthMode !== 'SSO' || isInRegion(configuration, caller.region)) return;
  throw validationException(`IAM Identity Center is not enabled in Region [${caller.region}].`);
}
