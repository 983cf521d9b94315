import type { ExportedEnvironment, ExportForm } from '../../../protocol/environment-action';
import { environmentFile } from '../../../studio/conda/environment-file';
import { installedPackages } from '../../sources/installed-packages';
import type { EnvironmentsReader } from '../../sources/environments';
import { Refusal } from '../../refusal';
import { known } from '../register-kernel';
import { say } from '../../../protocol/message';

/** An `environment.yml` of an environment, from its own records: no program is started. */
export async function exportEnvironment(
  reader: EnvironmentsReader,
  prefix: string,
  form: ExportForm,
): Promise<ExportedEnvironment> {
  const { name } = await known(reader, prefix);
  const { conda, odd, pip } = await installedPackages(prefix);
  if (
    form === 'asked' &&
    !conda.some(({ requested_spec, requested_specs }) => requested_spec || requested_specs?.length)
  )
    throw new Refusal(409, 'conflict', {
      code: 'failed',
      message: say('asked-not-recorded', { name }),
      remedy: say('export-versions'),
    });
  return { prefix, form, text: environmentFile({ name, conda, pip, form, odd }) };
}
