import { resourceInUse, validationException } from '../errors';
import { operation } from '../operation';
import { lifecycleConfigArn } from '../rules/image-arns';
import { tagsOf } from '../rules/tags';
import { created, timestamp } from '../rules/timestamps';

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** Makes a lifecycle configuration, whose content never changes: there is no update (service model). */
export const CreateStudioLifecycleConfig = operation('CreateStudioLifecycleConfig', {
  resource: (input, caller) => lifecycleConfigArn(caller, input.StudioLifecycleConfigName),
  action({ caller, clock, input, state }) {
    const { StudioLifecycleConfigName: name, StudioLifecycleConfigContent: content, Tags, ...rest } = input;
    // [BC doc]: "This content must be base64 encoded." The sentence is ours.
    if (!BASE64.test(content)) throw validationException('StudioLifecycleConfigContent must be base64 encoded.');
    const arn = lifecycleConfigArn(caller, name);
    if (state.get('lifecycle-config', name)) throw resourceInUse(`StudioLifecycleConfig [${arn}] already exists.`);
    state.put({
      ...rest,
      kind: 'lifecycle-config',
      key: name,
      arn,
      StudioLifecycleConfigName: name,
      StudioLifecycleConfigContent: content,
      tags: tagsOf(Tags),
      ...created(clock),
      // Some milliseconds later, as AWS answers it [FB#25].
      LastModifiedTime: timestamp(clock) + 0.012,
    });
    return { StudioLifecycleConfigArn: arn };
  },
});
