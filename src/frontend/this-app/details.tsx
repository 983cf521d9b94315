import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import type { Idle, IdleSettings } from '../../protocol/idle';
import type { Snapshot } from '../../protocol/snapshot';
import type { StopStory } from '../../protocol/stop-story';
import { TextButton } from '../elements/text-button';
import { durationText } from '../texts/duration';
import { levelName } from '../texts/idle-line';
import { whyOpen } from '../texts/why-open';
import { ActivityList } from './activity-list';
import { thisAppCommands } from './commands';
import { AppFacts } from './facts';
import { LimitsView } from './limits-view';
import type { ThisAppProps } from './props';
import { ResourceFacts } from './resource-facts';

interface DetailsProps extends ThisAppProps {
  idle: Idle;
  story: StopStory;
  snapshot: Snapshot;
  now: Date;
}

/** What the headline rests on: activity, limits by level, what keeps the app awake; then what it uses, instance and image. */
export function Details(props: DetailsProps) {
  const { KeepAwakeDetails, commands, idle, model, now, resources, running, snapshot, story, trans } = props;
  const { keepAwake, thisApp } = snapshot;
  const { verdict } = idle;
  return (
    <div className="studiolo-Details">
      {whyOpen(story, now, trans).map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      <h4 id="studiolo-activity">{trans.__('Activity')}</h4>
      <ActivityList idle={idle} story={story} running={running} model={model} now={now} trans={trans} />
      {idle.activity.some((source) => running.canShutDown(source)) && (
        <TextButton onClick={() => void commands.execute(thisAppCommands.idle.id)}>
          {trans.__('Shut down idle…')}
        </TextButton>
      )}
      <p className="studiolo-Quiet">{trans.__('Studio ignores typing, saving and code that prints nothing.')}</p>
      <h4>{trans.__('Where this limit comes from')}</h4>
      {verdict.kind !== 'unknown' && <p>{limitText(verdict.settings, trans)}</p>}
      <LimitsView idle={idle} trans={trans} />
      {keepAwake.state === 'ready' && <KeepAwakeDetails keepAwake={keepAwake.value} now={now} />}
      <h4>{trans.__('Resources')}</h4>
      <ResourceFacts model={resources} trans={trans} />
      {thisApp.state === 'ready' && (
        <>
          <h4>{trans.__('App')}</h4>
          <AppFacts app={thisApp.value} now={now} trans={trans} />
        </>
      )}
    </div>
  );
}

/** `Stops after 2 h without activity (1 h to 8 h allowed), set for this space`. */
function limitText(settings: IdleSettings, trans: TranslationBundle): string {
  if (settings.lifecycleManagement === 'DISABLED')
    return trans.__('Idle shutdown is off. An administrator can turn it on.');
  const minutes = (count: number) => durationText(count * 60_000, trans);
  const { decidedBy, maxMinutes, minMinutes, timeoutMinutes } = settings;
  const level = levelName(decidedBy, trans);
  const after = minutes(timeoutMinutes);
  if (minMinutes !== undefined && maxMinutes !== undefined)
    return trans.__(
      'Stops after %1 without activity, set for %2 (%3 to %4 allowed).',
      after,
      level,
      minutes(minMinutes),
      minutes(maxMinutes),
    );
  if (minMinutes !== undefined)
    return trans.__('Stops after %1 without activity, set for %2 (at least %3).', after, level, minutes(minMinutes));
  if (maxMinutes !== undefined)
    return trans.__('Stops after %1 without activity, set for %2 (at most %3).', after, level, minutes(maxMinutes));
  return trans.__('Stops after %1 without activity, set for %2.', after, level);
}
