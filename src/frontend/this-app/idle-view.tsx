import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import type { Idle, IdleSettings } from '../../protocol/idle';
import type { KeepAwake } from '../../protocol/keep-awake';
import type { Section } from '../../protocol/notice';
import { type Counting, stopStory } from '../../protocol/stop-story';
import { NoticeView } from '../elements/notice-view';
import { durationText } from '../texts/duration';
import { levelName, stopLine } from '../texts/idle-line';
import { whyOpen } from '../texts/why-open';
import { ActivityList, type ActivityProps } from './activity-list';
import { LimitsView } from './limits-view';
import type { ThisAppProps } from './props';
import { useServerNow } from './server-now';

interface IdleViewProps extends Pick<ActivityProps, 'refresh' | 'running' | 'trans'> {
  idle: Idle;
  keepAwake: Section<KeepAwake>;
  skew: number;
  KeepAwakeView: ThisAppProps['KeepAwakeView'];
}

/** When the app stops and why, how far it is on the way there, what counts as activity, and what keeps it awake. */
export function IdleView({ KeepAwakeView, idle, keepAwake, refresh, running, skew, trans }: IdleViewProps) {
  const place = React.useRef<HTMLDivElement>(null);
  const now = useServerNow(skew, place);
  const { verdict } = idle;
  const awake = keepAwake.state === 'ready' ? keepAwake.value : undefined;
  const story = stopStory(idle, awake, now.getTime());
  return (
    <div className="studiolo-Idle" ref={place}>
      <p className="studiolo-Idle-line">
        <IdleLine line={stopLine(story, now, trans)} />
      </p>
      {(story.kind === 'stops' || story.kind === 'any-moment') && <Meter counting={story} now={now} trans={trans} />}
      {whyOpen(story, now, trans).map((sentence, index) => (
        <p key={index}>{sentence}</p>
      ))}
      {verdict.kind !== 'unknown' && <p className="studiolo-Quiet">{limitText(verdict.settings, trans)}</p>}
      <LimitsView idle={idle} trans={trans} />
      <h3 id="studiolo-activity">{trans.__('What counts as activity')}</h3>
      <ActivityList idle={idle} story={story} running={running} refresh={refresh} now={now} trans={trans} />
      <p className="studiolo-Quiet">{trans.__('Typing, saving and silent computing do not count.')}</p>
      {awake && <KeepAwakeView keepAwake={awake} now={now} />}
      {keepAwake.notices.map((notice) => (
        <NoticeView key={notice.message} notice={notice} trans={trans} />
      ))}
    </div>
  );
}

/** The answer stands out, the reason in brackets does not. */
function IdleLine({ line }: { line: string }) {
  const bracket = line.endsWith(')') ? line.lastIndexOf(' (') : line.length;
  return (
    <>
      <strong>{line.slice(0, bracket)}</strong>
      {line.slice(bracket)}
    </>
  );
}

function Meter({ counting, now, trans }: { counting: Counting; now: Date; trans: TranslationBundle }) {
  const start = Date.parse(counting.idleSince);
  const whole = Date.parse(counting.stopsAt) - start;
  const idle = Math.min(whole, Math.max(0, now.getTime() - start));
  const fraction = whole > 0 ? idle / whole : 1;
  return (
    <div
      className={`studiolo-Meter ${fraction > 0.8 ? 'studiolo-mod-near' : ''}`}
      role="meter"
      aria-label={trans.__('Idle time')}
      aria-valuemin={0}
      aria-valuemax={Math.round(whole / 60_000)}
      aria-valuenow={Math.round(idle / 60_000)}
      aria-valuetext={trans.__('idle for %1 of %2', durationText(idle, trans), durationText(whole, trans))}
    >
      <div style={{ width: `${(fraction * 100).toFixed(1)}%` }} />
    </div>
  );
}

/** `Stops after 2 h without activity, set for this space (1 h to 8 h allowed)`. */
function limitText(settings: IdleSettings, trans: TranslationBundle): string {
  if (settings.lifecycleManagement === 'DISABLED') return trans.__('An administrator can switch it on.');
  const minutes = (count: number) => durationText(count * 60_000, trans);
  const text = trans.__(
    'Stops after %1 without activity, as set for %2',
    minutes(settings.timeoutMinutes),
    levelName(settings.decidedBy, trans),
  );
  const { minMinutes, maxMinutes } = settings;
  if (minMinutes === undefined && maxMinutes === undefined) return trans.__('%1.', text);
  if (minMinutes === undefined) return trans.__('%1 (at most %2 allowed).', text, minutes(maxMinutes ?? 0));
  if (maxMinutes === undefined) return trans.__('%1 (at least %2 allowed).', text, minutes(minMinutes));
  return trans.__('%1 (%2 to %3 allowed).', text, minutes(minMinutes), minutes(maxMinutes));
}
