import {
  changeAppImageConfig,
  createAppImageConfig,
  deleteAppImageConfig,
  findAppImageConfig,
} from '../../../aws/app-image-config';
import type { SageMaker } from '../../../aws/client';
import { sameSettings } from '../../../aws/leaves';
import type { AppImageConfig } from '../verify/app-image-config';
import { contracts, type ImageAppType } from '../verify/app-type';
import type { Step } from './step';

/** Sees that the AppImageConfig says for the app type what the image needs; its other members stay. */
export const appImageConfigStep =
  (sagemaker: SageMaker, appImageConfig: AppImageConfig, appType: ImageAppType): Step =>
  async () => {
    const name = appImageConfig.AppImageConfigName;
    const { configMember } = contracts[appType];
    const content = { [configMember]: appImageConfig[configMember] };
    const before = await findAppImageConfig(sagemaker, name);
    const what = `AppImageConfig ${name}`;
    if (!before) {
      return {
        state: 'to-do',
        text: `make ${what}`,
        async carryOut(undo) {
          await createAppImageConfig(sagemaker, name, content);
          undo.made(what, () => deleteAppImageConfig(sagemaker, name));
        },
      };
    }
    if (sameSettings(before[configMember], appImageConfig[configMember])) {
      return { state: 'there', text: `${what} is as the image needs it`, value: undefined };
    }
    return {
      state: 'to-do',
      text: `change ${what} to what the image needs`,
      async carryOut(undo) {
        await changeAppImageConfig(sagemaker, name, () => content);
        undo.made(`change of ${what}`, async () => {
          await changeAppImageConfig(sagemaker, name, () => before);
        });
      },
    };
  };
