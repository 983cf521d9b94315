import { operation } from '../operation';
import { existingApp } from '../rules/app-owner';
import { requireStoppable } from '../rules/app-stop';
import { appArn } from '../rules/arns';
import { timestamp } from '../rules/timestamps';

/** Stops an app; it is Deleting, then listed as Deleted for 24 h. */
export const DeleteApp = operation('DeleteApp', {
  resource: (input, caller) => appArn(caller, input),
  action(call) {
    const { clock, configuration, input, state } = call;
    const app = existingApp(call, 'DeleteApp', input);
    requireStoppable(app);
    state.put({
      ...app,
      Status: 'Deleting',
      scripts: undefined,
      due: clock.after(configuration.durations.appDelete),
      LastModifiedTime: timestamp(clock),
    });
  },
});
