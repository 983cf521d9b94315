import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import type { SpaceOptions } from '../../../protocol/launch';
import { type Filled, NumberField } from '../../elements/number-field';
import { durationText } from '../../texts/duration';

/** What is changed of a space's settings. */
export interface SpaceChange {
  idleMinutes: Filled;
  volumeGb: Filled;
}

export const unchanged: SpaceChange = { idleMinutes: undefined, volumeGb: undefined };

/** Whether nothing of it is refused. */
export const isAllowed = ({ idleMinutes, volumeGb }: SpaceChange): boolean =>
  idleMinutes !== 'wrong' && volumeGb !== 'wrong';

/** What is to be sent of it. */
export function changeOf({ idleMinutes, volumeGb }: SpaceChange): { idleMinutes?: number; volumeGb?: number } {
  return {
    ...(typeof idleMinutes === 'number' && { idleMinutes }),
    ...(typeof volumeGb === 'number' && { volumeGb }),
  };
}

interface SpaceFieldsProps {
  options: SpaceOptions;
  onChange: (part: Partial<SpaceChange>) => void;
  trans: TranslationBundle;
}

/** The fields of a space's idle time and volume, with what is allowed. */
export function SpaceFields({ onChange, options: { idle, idleMinutesOfSpace, volume }, trans }: SpaceFieldsProps) {
  return (
    <>
      {idle?.lifecycleManagement === 'ENABLED' ? (
        <NumberField
          label={trans.__('Idle timeout (minutes)')}
          hint={trans.__(
            '%1 to %2',
            durationText((idle.minMinutes ?? 60) * 60_000, trans),
            durationText((idle.maxMinutes ?? 525_600) * 60_000, trans),
          )}
          value={idleMinutesOfSpace ?? idle.timeoutMinutes}
          min={idle.minMinutes ?? 60}
          max={idle.maxMinutes ?? 525_600}
          onChange={(idleMinutes) => onChange({ idleMinutes })}
        />
      ) : (
        <p>{trans.__('Idle shutdown is off here.')}</p>
      )}
      {volume && (
        <NumberField
          label={trans.__('Storage (GB)')}
          hint={trans.__('Up to %1. Can only grow, once every 6 h.', volume.maximum)}
          value={volume.gigabytes}
          min={volume.gigabytes}
          max={volume.maximum}
          onChange={(volumeGb) => onChange({ volumeGb })}
        />
      )}
    </>
  );
}
