import { PathExt } from '@jupyterlab/coreutils';
import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import type { ActivitySource, Idle, IdleSettings } from '../../protocol/idle';
import { clockTime, fullTime } from '../texts/clock-time';
import { durationText } from '../texts/duration';
import { idleLine, levelName } from '../texts/idle-line';
import { useServerNow } from '../ticking';

/** When the app stops, how far it is on the way there, what counts as activity, and who decided the limit. */
export function IdleView({ idle, skew, trans }: { idle: Idle; skew: number; trans: TranslationBundle }) {
  const place = React.useRef<HTMLDivElement>(null);
  const now = useServerNow(skew, place);
  const { verdict } = idle;
  const newestFirst = [...idle.activity].sort((a, b) => timeOf(b) - timeOf(a));
  // None decides where what moved last has gone since.
  const deciding =
    verdict.kind === 'stops'
      ? newestFirst.find((source) => timeOf(source) === Date.parse(verdict.idleSince))
      : undefined;
  return (
    <div className="studiolo-Idle" ref={place}>
      <p className="studiolo-Idle-line">
        <IdleLine line={idleLine(verdict, now, trans)} />
      </p>
      {verdict.kind === 'stops' && <Meter verdict={verdict} now={now} trans={trans} />}
      {verdict.kind !== 'unknown' && <p className="studiolo-Quiet">{limitText(verdict.settings, trans)}</p>}
      <h3 id="studiolo-activity">{trans.__('What counts as activity')}</h3>
      {newestFirst.length === 0 ? (
        <p className="studiolo-Quiet">{trans.__('Nothing: no kernel and no terminal is running.')}</p>
      ) : (
        <ul className="studiolo-Activity" aria-labelledby="studiolo-activity">
          {newestFirst.map((source) => (
            <ActivityRow
              key={`${source.kind} ${source.name}`}
              source={source}
              decides={source === deciding}
              now={now}
              trans={trans}
            />
          ))}
        </ul>
      )}
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

const timeOf = ({ lastActivity }: ActivitySource) => (lastActivity === undefined ? 0 : Date.parse(lastActivity));

type Stops = Extract<Idle['verdict'], { kind: 'stops' }>;

function Meter({ verdict, now, trans }: { verdict: Stops; now: Date; trans: TranslationBundle }) {
  const start = Date.parse(verdict.idleSince);
  const whole = Date.parse(verdict.stopsAt) - start;
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

function ActivityRow({
  source,
  decides,
  now,
  trans,
}: {
  source: ActivitySource;
  decides: boolean;
  now: Date;
  trans: TranslationBundle;
}) {
  const { busy, kind, lastActivity, name } = source;
  const names = {
    kernel: PathExt.basename(name),
    terminal: trans.__('Terminal %1', name),
    'last-active-file': trans.__('Last-active file'),
    'server-start': trans.__('Start of the server'),
  };
  return (
    <li>
      <span className="studiolo-Activity-name" title={name}>
        {names[kind]}
      </span>
      {decides && (
        <span className="studiolo-Badge studiolo-mod-current" title={trans.__('The idle time is counted from this.')}>
          {trans.__('decides')}
        </span>
      )}
      <span className="studiolo-Activity-time">
        {lastActivity === undefined ? (
          trans.__('not active yet')
        ) : (
          <time dateTime={lastActivity} title={fullTime(lastActivity)}>
            {clockTime(lastActivity, now)}
          </time>
        )}
      </span>
      {busy && (
        <span className="studiolo-Line">
          <span className="studiolo-Badge studiolo-mod-warn">{trans.__('busy: Studio’s check does not see this')}</span>
        </span>
      )}
    </li>
  );
}
