import { resourceInUse } from '../errors';
import { operation } from '../operation';
import { appImageConfigArn } from '../rules/image-arns';
import { tagsOf } from '../rules/tags';
import { created } from '../rules/timestamps';

/**
 * Makes an app image config: how an image is run as an app of one type or several. Any user and group of the model's
 * range is taken; whether an app can run as it shows when one is launched (fact sheet, section 4).
 */
export const CreateAppImageConfig = operation('CreateAppImageConfig', {
  resource: (input, caller) => appImageConfigArn(caller, input.AppImageConfigName),
  action({ caller, clock, input, state }) {
    const { AppImageConfigName, Tags, ...configs } = input;
    // Observed: fact sheet, section 4.
    if (state.get('app-image-config', AppImageConfigName)) {
      throw resourceInUse('The ID or Name specified is already in use.');
    }
    const arn = appImageConfigArn(caller, AppImageConfigName);
    state.put({
      ...configs,
      kind: 'app-image-config',
      key: AppImageConfigName,
      arn,
      AppImageConfigName,
      tags: tagsOf(Tags),
      ...created(clock),
    });
    return { AppImageConfigArn: arn };
  },
});
