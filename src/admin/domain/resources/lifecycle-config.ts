import {
  createStudioLifecycleConfig,
  deleteStudioLifecycleConfig,
  findStudioLifecycleConfig,
} from '../../../aws/studio-lifecycle-config';
import { membersAs, type Resource } from './resource';

const renamed = 'AWS has no update for it; give the changed one another name';

/** A lifecycle configuration, which never changes. */
export const lifecycleConfig: Resource = {
  async read({ sagemaker }, { name }) {
    const found = await findStudioLifecycleConfig(sagemaker, name);
    if (!found) return undefined;
    const settings = { StudioLifecycleConfigAppType: found.appType, StudioLifecycleConfigContent: found.content };
    return { arn: found.arn, status: 'InService', settings, modified: Date.parse(found.created) };
  },
  fixed: { StudioLifecycleConfigAppType: renamed, StudioLifecycleConfigContent: renamed },
  takesEffect: {},
  async create({ sagemaker }, { name }, settings, tags) {
    const { StudioLifecycleConfigAppType: appType, StudioLifecycleConfigContent: content } =
      membersAs<Members>(settings);
    await createStudioLifecycleConfig(sagemaker, { name, appType, content }, tags);
  },
  remove: ({ sagemaker }, { name }) => deleteStudioLifecycleConfig(sagemaker, name),
};

interface Members {
  StudioLifecycleConfigAppType: 'JupyterLab' | 'CodeEditor';
  StudioLifecycleConfigContent: string;
}
