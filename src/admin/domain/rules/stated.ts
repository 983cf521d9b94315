import { over, type Settings } from '../../studio-file/settings';
import { refId, type Ref, type Studio, type Wanted } from '../../studio-file/wanted';
import { sameName } from '../listed';
import type { Found } from '../resources/resource';

/** What a user profile, a space or a domain states itself. */
export type Stated = (ref: Ref) => Settings;

/** What each states once all is as the file says; what the file says nothing of stays as it is. */
export function statedAfter(
  { resources }: Pick<Studio, 'resources'>,
  { present, others }: { present: ReadonlyMap<string, Found>; others: ReadonlyMap<string, Settings> },
): Stated {
  let declared: ReadonlyMap<string, Wanted> | undefined;
  return (ref) => {
    declared ??= new Map(resources.map((one) => [sameName(one.ref), one]));
    const wanted = declared.get(sameName(ref));
    if (!wanted) return others.get(sameName(ref)) ?? {};
    return over(present.get(refId(wanted.ref))?.settings ?? {}, wanted.settings);
  };
}
