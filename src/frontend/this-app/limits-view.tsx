import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import type { Idle, StatedLimits } from '../../protocol/idle';
import { durationText } from '../texts/duration';
import { levelName } from '../texts/idle-line';

/** What domain, user profile and space each say about idleness, and which of them has decided. */
export function LimitsView({ idle, trans }: { idle: Idle; trans: TranslationBundle }) {
  const { limits, verdict } = idle;
  if (limits.length === 0) return null;
  const decidedBy = verdict.kind === 'unknown' ? undefined : verdict.settings.decidedBy;
  return (
    <details className="studiolo-More">
      <summary>{trans.__('Who says so')}</summary>
      <dl className="studiolo-Facts">
        {limits.map((limit) => (
          <div key={limit.level}>
            <dt>{capital(levelName(limit.level, trans))}</dt>
            <dd>
              {statedText(limit, trans)}
              {limit.level === decidedBy && (
                <>
                  {' '}
                  <span className="studiolo-Badge studiolo-mod-current">{trans.__('decides')}</span>
                </>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

const capital = (text: string) => text.charAt(0).toLocaleUpperCase() + text.slice(1);

/** `1 h, at least 1 h, at most 8 h`, `off`, `says nothing`. */
function statedText(stated: StatedLimits, trans: TranslationBundle): string {
  const { idleMinutes, lifecycleManagement, maxMinutes, minMinutes } = stated;
  if (lifecycleManagement === 'DISABLED') return trans.__('off');
  const minutes = (count: number) => durationText(count * 60_000, trans);
  const parts = [
    idleMinutes === undefined ? undefined : trans.__('after %1', minutes(idleMinutes)),
    minMinutes === undefined ? undefined : trans.__('at least %1', minutes(minMinutes)),
    maxMinutes === undefined ? undefined : trans.__('at most %1', minutes(maxMinutes)),
  ].filter((part) => part !== undefined);
  if (parts.length > 0) return parts.join(', ');
  return lifecycleManagement === 'ENABLED' ? trans.__('on') : trans.__('says nothing');
}
