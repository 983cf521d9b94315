import type { Configuration } from '../configuration';
import { parseArn } from './arns';
import type { Context } from './context';
import type { Launch, LaunchScript } from './launch';
import type { LaunchImage } from './launch-image';

/**
 * How a launch ends as far as it is known before its scripts are run: undefined for InService, else the app's
 * FailureReason. The configuration says whom an image runs as and, unless scripts are really run, which of them fail.
 */
export function launchOutcome({ configuration }: Context, { appType, scripts, image }: Launch): string | undefined {
  for (const script of scripts) {
    if (!script.attached || fails(script, configuration)) return scriptFailure(script.arn);
  }
  return image && !startsAs(image, appType, configuration) ? 'InternalFailure' : undefined;
}

const scriptName = ({ arn }: LaunchScript) => parseArn(arn).path.join('/');

const fails = (script: LaunchScript, { failingLifecycleConfigs, runsScripts }: Configuration) =>
  !runsScripts && failingLifecycleConfigs.includes(scriptName(script));

/** `ConfigurationError: LifecycleConfig` is what Studio shows [DOC troubleshooting]; the rest of the sentence is ours. */
export const scriptFailure = (arn: string) =>
  `ConfigurationError: LifecycleConfig execution failed for script [${arn}]. Check its logs in CloudWatch Logs.`;

/**
 * An image starts if its processes run as the user that its AppImageConfig names, and that is one that the type of
 * app accepts: 1000/100, for KernelGateway also 0/0 (fact sheet, section 4; section 9 on what users see: InternalFailure).
 */
function startsAs({ name, user }: LaunchImage, appType: string, { imageUsers }: Configuration): boolean {
  const actual = (Object.hasOwn(imageUsers, name) && imageUsers[name]) || { uid: 1000, gid: 100 };
  const accepted = is(user, 1000, 100) || (appType === 'KernelGateway' && is(user, 0, 0));
  return accepted && is(actual, user.uid, user.gid);
}

const is = (user: { uid: number; gid: number }, uid: number, gid: number) => user.uid === uid && user.gid === gid;
