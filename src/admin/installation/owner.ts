import { listTags } from '../../aws/tags';
import { inRegion } from '../converge/region-text';
import { isScriptConfigName, scriptTag, studioTag } from '../studio-file/wanted';
import type { InstallationContext } from './context';
import type { Current } from './current';
import { InstallationError } from './failure';
import type { BuiltInSlot } from './rules/built-in-slot';

/**
 * A built-in script that a Studio file says is that file's: what is put in its place, the next apply would undo. Rejects with
 * `InstallationError`, which names the file, and with `AwsError`.
 */
export async function requireNoFilesScript(
  context: InstallationContext,
  { at, domain }: Current,
  slots: readonly BuiltInSlot[],
): Promise<void> {
  for (const slot of slots) {
    const found = at[slot];
    if (!found || !isScriptConfigName(found.name)) continue;
    const { [studioTag]: studio, [scriptTag]: script } = await listTags(context.sagemaker, found.arn);
    if (studio === undefined || script === undefined) continue;
    throw new InstallationError(
      `domain ${domain.domainId}${inRegion(context)} has script ${script} from the file of studio ${studio}`,
      'change the file: its `scripts` can run install-studiolo too; then `studiolo apply` it',
    );
  }
}
