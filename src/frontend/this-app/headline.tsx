import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import type { Counting, StopStory } from '../../protocol/stop-story';
import { durationText } from '../texts/duration';
import { stopLine, stopReason } from '../texts/idle-line';
import { silentWork } from '../texts/why-open';

interface HeadlineProps {
  story: StopStory;
  now: Date;
  trans: TranslationBundle;
}

/** When the app stops, how far it is on the way there, and what may surprise. */
export function Headline({ now, story, trans }: HeadlineProps) {
  const silent = silentWork(story, trans);
  const reason = stopReason(story, now, trans);
  const counts = story.kind === 'stops' || story.kind === 'any-moment';
  return (
    <>
      <p className="studiolo-Headline">
        <span aria-hidden="true" className={`studiolo-Dot studiolo-mod-${markOf(story, now)}`} />
        <Line text={stopLine(story, now, trans)} />
      </p>
      {reason !== undefined && (
        <div className="studiolo-Reason">
          {counts && <Meter counting={story} now={now} trans={trans} />}
          <span>{reason}</span>
        </div>
      )}
      {silent !== undefined && <p className="studiolo-Silent">{silent}</p>}
    </>
  );
}

/** Less than this is soon. */
export const SOON_MS = 15 * 60_000;

/** Whether the app stops soon, or is due. */
export const stopsSoon = (story: StopStory, now: Date): boolean =>
  story.kind === 'any-moment' || (story.kind === 'stops' && Date.parse(story.stopsAt) - now.getTime() < SOON_MS);

function markOf(story: StopStory, now: Date): string {
  if (story.kind === 'never' || stopsSoon(story, now)) return 'pending';
  return story.kind === 'unknown' ? 'none' : 'inservice';
}

/** The answer stands out, what is in brackets does not. */
function Line({ text }: { text: string }) {
  const bracket = text.endsWith(')') ? text.lastIndexOf(' (') : text.length;
  return (
    <span>
      <strong>{text.slice(0, bracket)}</strong>
      {text.slice(bracket)}
    </span>
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
