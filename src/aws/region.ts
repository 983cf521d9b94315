import { loadConfig, NODE_REGION_CONFIG_FILE_OPTIONS, NODE_REGION_CONFIG_OPTIONS } from '@smithy/core/config';

/** The region that the profile in use has in `~/.aws/config`, as `aws configure` writes it; nothing where it has none. */
export async function regionOfProfile(): Promise<string | undefined> {
  try {
    return await loadConfig(NODE_REGION_CONFIG_OPTIONS, NODE_REGION_CONFIG_FILE_OPTIONS)();
  } catch {
    // No such file, profile or region: whoever needs one says how to name it.
    return undefined;
  }
}
