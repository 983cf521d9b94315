import { validationException } from '../errors';
import type { CreateDomainRequest } from '../model/shapes';

/** A domain of SageMaker Unified Studio that reaches the internet directly is the only kind that needs no VPC. */
const needsNoVpc = (domain: Pick<CreateDomainRequest, 'AppNetworkAccessType' | 'DomainSettings'>) =>
  domain.DomainSettings?.UnifiedStudioSettings !== undefined && domain.AppNetworkAccessType !== 'VpcOnly';

/** VpcId and SubnetIds are optional only for Unified-Studio domains with PublicInternetOnly (section 2). */
export function requireNetwork(domain: CreateDomainRequest): void {
  requireServiceForRStudio(domain);
  if (needsNoVpc(domain)) return;
  const missing = [domain.VpcId === undefined && 'VpcId', !domain.SubnetIds?.length && 'SubnetIds'].filter(Boolean);
  if (missing.length) throw validationException(`${missing.join(' and ')} must be given for this Domain.`);
}

/**
 * With RStudio in VpcOnly mode AppSecurityGroupManagement is required, and must be Service [BC doc CreateDomain]; the
 * sentence is ours.
 */
function requireServiceForRStudio(domain: CreateDomainRequest): void {
  if (domain.AppNetworkAccessType !== 'VpcOnly' || !domain.DomainSettings?.RStudioServerProDomainSettings) return;
  if (domain.AppSecurityGroupManagement === 'Service') return;
  throw validationException(
    `AppSecurityGroupManagement must be [Service] for Rstudio enabled domains in VpcOnly mode, not [${domain.AppSecurityGroupManagement ?? 'not set'}].`,
  );
}
