import {
  changeAppImageConfig,
  createAppImageConfig,
  deleteAppImageConfig,
  findAppImageConfig,
  type AppImageConfigContent,
} from '../../../../aws/app-image-config';
import { sameSettings } from '../../../../aws/leaves';
import type { StepKind } from '../../../converge/kind';
import type { PublishContext } from '../context';
import type { StepThatDoes } from '../publish-step';
import { listedBy } from './listed-by';

type Make = StepThatDoes<'make-config'>;
type Delete = StepThatDoes<'delete-config'>;
type Change = StepThatDoes<'change-config'>;
type Now = AppImageConfigContent | undefined;

const read = ({ sagemaker }: PublishContext, { name }: { name: string }): Promise<Now> =>
  findAppImageConfig(sagemaker, name);
const what = ({ name }: { name: string }) => `AppImageConfig ${name}`;
const reached = (now: Now, { content }: Make | Change) =>
  now !== undefined &&
  configParts.every((part) => content[part] === undefined || sameSettings(now[part], content[part]));
/** Of the parts that the step is about. */
const fingerprint = (now: Now, { content }: Make | Change) => configFingerprint(now, content);

export const makeConfig: StepKind<Make, PublishContext, Now> = {
  sign: '+',
  what,
  text: (step) => `make ${what(step)}`,
  read,
  reached,
  fingerprint,
  perform: ({ sagemaker }, { name, content }) => createAppImageConfig(sagemaker, name, content),
};

export const changeConfig: StepKind<Change, PublishContext, Now> = {
  sign: '~',
  what,
  text: (step) => `change ${what(step)} to what the image needs`,
  read,
  reached,
  fingerprint,
  async perform({ sagemaker }, { name, content }) {
    await changeAppImageConfig(sagemaker, name, () => content);
  },
};

export const deleteConfig: StepKind<Delete, PublishContext, Now> = {
  sign: '-',
  what,
  text: (step) => `delete ${what(step)}`,
  read,
  reached: (now) => now === undefined,
  namedBy: ({ sagemaker }, { name, holders }) =>
    listedBy(sagemaker, holders, ({ AppImageConfigName }) => AppImageConfigName === name),
  perform: ({ sagemaker }, { name }) => deleteAppImageConfig(sagemaker, name),
};

export const configParts = [
  'KernelGatewayImageConfig',
  'JupyterLabAppImageConfig',
  'CodeEditorAppImageConfig',
] as const satisfies (keyof AppImageConfigContent)[];

/** The parts that `about` has, as they are now, in words. */
export const configFingerprint = (now: Now, about: AppImageConfigContent) =>
  Object.fromEntries(
    configParts.flatMap((part) => (about[part] === undefined ? [] : [[part, JSON.stringify(now?.[part]) ?? 'none']])),
  );
