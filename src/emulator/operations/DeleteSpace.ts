import { operation } from '../operation';
import { spaceArn } from '../rules/arns';
import { requireNothingBelow } from '../rules/deletion-order';
import { existingDomain, existingSpace } from '../rules/existing';
import { requireDeletable } from '../rules/resource-state';
import { timestamp } from '../rules/timestamps';
import { subnetFailure } from '../rules/unusable';

/** Deletes a space without live apps, in about 20 s (fact sheet, section 4). */
export const DeleteSpace = operation('DeleteSpace', {
  resource: (input, caller) => spaceArn(caller, input.DomainId, input.SpaceName),
  action(call) {
    const { clock, configuration, input, state } = call;
    const space = existingSpace(call, input.DomainId, input.SpaceName);
    requireDeletable(space);
    requireNothingBelow(call, space);
    state.put({
      ...space,
      Status: 'Deleting',
      willFail: subnetFailure(call, existingDomain(call, input.DomainId).settings),
      due: clock.after(configuration.durations.spaceDelete),
      LastModifiedTime: timestamp(clock),
    });
  },
});
