import { operation } from '../operation';
import { domainArn } from '../rules/arns';
import { existingDomain } from '../rules/existing';

/** Everything that is known of a domain. */
export const DescribeDomain = operation('DescribeDomain', {
  resource: (input, caller) => domainArn(caller, input.DomainId),
  action(call) {
    const domain = existingDomain(call, call.input.DomainId);
    return {
      DomainArn: domain.arn,
      DomainId: domain.DomainId,
      Url: domain.Url,
      HomeEfsFileSystemId: domain.HomeEfsFileSystemId,
      SingleSignOnApplicationArn: domain.SingleSignOnApplicationArn,
      Status: domain.Status,
      FailureReason: domain.FailureReason,
      CreationTime: domain.CreationTime,
      LastModifiedTime: domain.LastModifiedTime,
      // Last, as everywhere on a call's way: a member that a literal adds to a spread takes V8 half a microsecond.
      ...domain.settings,
    };
  },
});
