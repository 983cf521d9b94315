import type { Configuration } from '../configuration';
import { parseArn } from './arns';
import type { Context } from './context';
import type { Launch, LaunchScript } from './launch';
import type { LaunchImage } from './launch-image';

/** Says how a launch ends: undefined for InService, else the app's FailureReason. */
export type Launcher = (context: Context, launch: Launch) => string | undefined;

/**
 * A launcher that runs nothing: the configuration says which scripts fail and whom an image runs as.
 * One that really runs the scripts takes its place by having the same type.
 */
export const launchOutcome: Launcher = ({ configuration }, { appType, scripts, image }) => {
  for (const script of scripts) {
    if (!script.attached || fails(script, configuration)) return scriptFailure(script);
  }
  return image && !startsAs(image, appType, configuration) ? 'InternalFailure' : undefined;
};

const scriptName = ({ arn }: LaunchScript) => parseArn(arn).path.join('/');

const fails = (script: LaunchScript, { failingLifecycleConfigs }: Configuration) =>
  failingLifecycleConfigs.includes(scriptName(script));

/** `ConfigurationError: LifecycleConfig` is what Studio shows [DOC troubleshooting]; the rest of the sentence is ours. */
const scriptFailure = ({ arn }: LaunchScript) =>
  `ConfigurationError: LifecycleConfig execution failed for script [${arn}]. Check its logs in CloudWatch Logs.`;

/**
 * An image starts if its processes run as the user that its AppImageConfig names, and that is one that the type of
 * app accepts: 1000/100, for KernelGateway also 0/0 (fact sheet, section 4; section 9 on what users see: InternalFailure).
 */
function startsAs({ name, user }: LaunchImage, appType: string, { imageUsers }: Configuration): boolean {
  const actual = imageUsers[name] ?? { uid: 1000, gid: 100 };
  const accepted = is(user, 1000, 100) || (appType === 'KernelGateway' && is(user, 0, 0));
  return accepted && is(actual, user.uid, user.gid);
}

const is = (user: { uid: number; gid: number }, uid: number, gid: number) => user.uid === uid && user.gid === gid;
