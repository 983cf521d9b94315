import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import type { Idle, SettingLevel, StatedLimits } from '../../protocol/idle';
import { Fact, Facts } from '../elements/facts';
import { durationText } from '../texts/duration';

/** What domain, user profile and space each say about idleness, and which of them has decided. */
export function LimitsView({ idle, trans }: { idle: Idle; trans: TranslationBundle }) {
  const { limits, verdict } = idle;
  if (limits.length === 0) return null;
  const decidedBy = verdict.kind === 'unknown' ? undefined : verdict.settings.decidedBy;
  return (
    <Facts>
      {limits.map((limit) => (
        <Fact key={limit.level} name={levelTitle(limit.level, trans)}>
          {statedText(limit, trans)}
          {limit.level === decidedBy && (
            <>
              {' '}
              <span className="studiolo-Badge studiolo-mod-current">{trans.__('in effect')}</span>
            </>
          )}
        </Fact>
      ))}
    </Facts>
  );
}

function levelTitle(level: SettingLevel, trans: TranslationBundle): string {
  switch (level) {
    case 'domain':
      return trans.__('Domain');
    case 'user-profile':
      return trans.__('User');
    case 'space':
      return trans.__('Space');
  }
}

/** `1 h (1 h to 8 h allowed)`, `off`, `not set`. */
function statedText(stated: StatedLimits, trans: TranslationBundle): string {
  const { idleMinutes, lifecycleManagement, maxMinutes, minMinutes } = stated;
  if (lifecycleManagement === 'DISABLED') return trans.__('off');
  const minutes = (count: number) => durationText(count * 60_000, trans);
  const idle = idleMinutes === undefined ? undefined : trans.__('%1', minutes(idleMinutes));
  if (idle !== undefined && minMinutes !== undefined && maxMinutes !== undefined)
    return trans.__('%1 (%2 to %3 allowed)', idle, minutes(minMinutes), minutes(maxMinutes));
  const parts = [
    idle,
    minMinutes === undefined ? undefined : trans.__('at least %1', minutes(minMinutes)),
    maxMinutes === undefined ? undefined : trans.__('at most %1', minutes(maxMinutes)),
  ].filter((part) => part !== undefined);
  if (parts.length > 0) return parts.join(', ');
  return lifecycleManagement === 'ENABLED' ? trans.__('on') : trans.__('not set');
}
