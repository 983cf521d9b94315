import { autoMl, jobDefinitions, presigning, schedules, spaceActions, trainingProcessingTuning } from '../actions';
import type { Ask } from './ask';
import type { Company } from './company';

/** A working day that keeps to every guardrail: of a data scientist, and of who administers Studio. */
export const workingDay = ({ each }: Company): Ask[] => [
  ...each('opens the own profile', presigning),
  ...each('works in the own private space', spaceActions),
  ...each('looks at what is there', ['ListApps', 'DescribeApp', 'DescribeSpace', 'DescribeTrainingJob']),
  ...each('runs a job as the company wants it', [...trainingProcessingTuning, 'CreateTransformJob', ...autoMl]),
  ...each('changes and stops the own job', ['UpdateTrainingJob', 'StopTrainingJob']),
  ...each('serves a model', ['CreateModel', 'CreateEndpointConfig', 'CreateEndpoint', 'InvokeEndpoint']),
  ...each('watches a model', [...jobDefinitions, ...schedules]),
  ...each('tags the own space with a project', ['AddTags', 'DeleteTags']),
  ...each('passes the execution role to SageMaker', ['iam:PassRole']),
  ...each('reads and writes data', ['s3:GetObject', 's3:PutObject', 's3:ListBucket']),
  ...each('stops and deletes what is old', ['StopNotebookInstance', 'DeleteNotebookInstance'], {}, { as: 'ana' }),
  ...each('administers domains and profiles', [
    'CreateDomain',
    'UpdateDomain',
    'CreateUserProfile',
    'UpdateUserProfile',
    'DeleteUserProfile',
  ]),
  ...each('administers images and scripts', [
    'CreateImage',
    'CreateImageVersion',
    'CreateAppImageConfig',
    'CreateStudioLifecycleConfig',
  ]),
  ...each('tags a principal with a project', ['iam:TagRole', 'iam:TagUser']),
];
