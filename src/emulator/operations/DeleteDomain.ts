import { operation } from '../operation';
import { domainArn } from '../rules/arns';
import { requireNothingBelow } from '../rules/deletion-order';
import { existingDomain } from '../rules/existing';
import { requireDeletable } from '../rules/resource-state';
import { timestamp } from '../rules/timestamps';
import { subnetFailure } from '../rules/unusable';

/** Deletes an empty domain; its file system stays behind unless the RetentionPolicy says otherwise [BC doc]. */
export const DeleteDomain = operation('DeleteDomain', {
  resource: (input, caller) => domainArn(caller, input.DomainId),
  action(call) {
    const { clock, configuration, input, state } = call;
    const domain = existingDomain(call, input.DomainId);
    requireDeletable(domain);
    requireNothingBelow(call, domain);
    state.put({
      ...domain,
      Status: 'Deleting',
      deletesFileSystem: input.RetentionPolicy?.HomeEfsFileSystem === 'Delete',
      willFail: subnetFailure(call, domain.settings),
      due: clock.after(configuration.durations.domainDelete),
      LastModifiedTime: timestamp(clock),
    });
  },
});
