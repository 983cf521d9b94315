import { settingText } from '../../admin/domain/rules/difference';
import { effectiveSettings } from '../../admin/domain/rules/effective';
import { nothingNamed } from '../../admin/studio-file/nearest';
import type { Studio } from '../../admin/studio-file/wanted';
import { UsageError } from '../host';
import { type Sheet, table } from '../app/text/table';

const columns = [{ head: 'setting' }, { head: 'value' }, { head: 'from' }];

/** Each effective setting of a user profile or a space, and the level of the file that it comes from. UsageError. */
export function explainLines(studio: Studio, name: string, sheet: Sheet): string[] {
  const found = studio.resources.filter(
    ({ ref }) => ref.name === name && (ref.kind === 'user profile' || ref.kind === 'space'),
  );
  const known = studio.resources.flatMap(({ ref }) =>
    ref.kind === 'user profile' || ref.kind === 'space' ? [ref.name] : [],
  );
  if (found.length === 0) throw new UsageError(`--explain: ${nothingNamed('user profile or space', name, known)}`);
  return found.flatMap((one) => {
    const rows = effectiveSettings(studio, one).map(({ path, value, level }) => [path, settingText(value), level]);
    return [`${one.ref.kind} ${name} in domain ${one.ref.domain}`, ...table(columns, rows, sheet)];
  });
}
