import { contentOf } from '../scripts/content';
import type { Part } from '../scripts/part';
import { appTypeOf, type BuiltInSlot } from './rules/built-in-slot';
import { lifecycleConfigName } from './rules/naming';
import type { Script } from './rules/steps';

/** A lifecycle configuration that is made from parts. */
export interface Draft extends Script {
  /** The script as a shell runs it. */
  script: string;
}

/** The lifecycle configuration that runs these parts at a slot of a domain. */
export function draft(domainId: string, slot: BuiltInSlot, parts: readonly Part[], version: string): Draft {
  const appType = appTypeOf(slot);
  const { base64, script } = contentOf(parts, version);
  return {
    name: lifecycleConfigName(appType, domainId, script),
    appType,
    scripts: parts.map(({ name }) => name),
    characters: base64.length,
    content: base64,
    script,
  };
}
