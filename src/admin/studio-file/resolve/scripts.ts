import { createHash } from 'node:crypto';
import { contentOf } from '../../scripts/content';
import { partsOfChosen, scriptsNamed } from '../../scripts/chosen-scripts';
import { MissingParameter, ScriptError } from '../../scripts/script-error';
import type { Mistake } from '../mistake';
import type { StudioFileForm } from '../studio-file-form';
import { lifecycleConfigArn, type ScriptConfig } from './resolving';

/** Composes the file's scripts, relative to its folder. Each that cannot be composed is a mistake. */
export async function scriptConfigs(
  form: StudioFileForm,
  folder: string,
  version: string,
  wrong: (mistake: Mistake) => void,
): Promise<ScriptConfig[]> {
  const configs: ScriptConfig[] = [];
  for (const [script, { for: appTypes, run }] of Object.entries(form.scripts ?? {})) {
    try {
      const asked = run.flatMap((one) => (typeof one === 'string' ? [{ name: one, values: {} }] : withValues(one)));
      const content = contentOf(partsOfChosen(await scriptsNamed(asked, folder), {}), version).base64;
      for (const appType of appTypes) {
        const name = scriptConfigName(script, appType, content);
        configs.push({ script, appType, name, arn: lifecycleConfigArn(form, name), content });
      }
    } catch (error) {
      if (!(error instanceof ScriptError)) throw error;
      const message = error instanceof MissingParameter ? `${error.what}; write ${error.given}` : error.message;
      wrong({ path: ['scripts', script, 'run'], message });
    }
  }
  return configs;
}

const withValues = (one: Readonly<Record<string, Readonly<Record<string, string | number | boolean>>>>) =>
  Object.entries(one).map(([name, values]) => ({
    name,
    values: Object.fromEntries(Object.entries(values).map(([key, value]) => [key, String(value)])),
  }));

/** Content cannot be changed in AWS, so the name carries its hash: 63 characters at most. */
function scriptConfigName(script: string, appType: string, content: string): string {
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 12);
  return `${script.slice(0, 38).replace(/-+$/, '')}-${appType.toLowerCase()}-${hash}`;
}
