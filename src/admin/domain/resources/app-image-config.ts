import {
  type AppImageConfigContent,
  changeAppImageConfig,
  createAppImageConfig,
  deleteAppImageConfig,
  describeAppImageConfig,
} from '../../../aws/app-image-config';
import { membersAs, type Resource, settingsOf } from './resource';

/** An AppImageConfig: how an image's processes run. */
export const appImageConfig: Resource = {
  async read({ sagemaker }, { name }) {
    const found = await describeAppImageConfig(sagemaker, name);
    return found && { arn: found.arn, status: 'InService', settings: settingsOf(found.content) };
  },
  fixed: {},
  takesEffect: {
    KernelGatewayImageConfig: { effect: 'next-start', apps: ['KernelGateway'] },
    JupyterLabAppImageConfig: { effect: 'next-start', apps: ['JupyterLab'] },
    CodeEditorAppImageConfig: { effect: 'next-start', apps: ['CodeEditor'] },
  },
  create: ({ sagemaker }, { name }, settings, tags) =>
    createAppImageConfig(sagemaker, name, membersAs<AppImageConfigContent>(settings), tags),
  async change({ sagemaker }, { name }, leaves) {
    await changeAppImageConfig(sagemaker, name, () => membersAs<AppImageConfigContent>(leaves));
  },
  remove: ({ sagemaker }, { name }) => deleteAppImageConfig(sagemaker, name),
};
