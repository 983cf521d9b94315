import * as React from 'react';
import type { Idle } from '../../protocol/idle';
import type { Snapshot } from '../../protocol/snapshot';
import { stopStory, type StopStory } from '../../protocol/stop-story';
import { ButtonRow } from '../elements/button-row';
import { NoticeView } from '../elements/notice-view';
import { TextButton } from '../elements/text-button';
import { Details } from './details';
import { Headline, stopsSoon } from './headline';
import { costlyApp, NeverStops } from './never-stops';
import type { ThisAppProps } from './props';
import { useServerNow } from './server-now';
import { noticeKey } from '../texts/notice-text';

interface StopViewProps extends ThisAppProps {
  idle: Idle;
  snapshot: Snapshot;
  skew: number;
}

/** When this app stops, what can be done about it, and behind *Details* all that this rests on. */
export function StopView(props: StopViewProps) {
  const { KeepAwakeButtons, idle, skew, snapshot, stopThisApp, trans, wish } = props;
  const { keepAwake } = snapshot;
  const place = React.useRef<HTMLDivElement>(null);
  const now = useServerNow(skew, place);
  const awake = keepAwake.state === 'ready' ? keepAwake.value : undefined;
  const story = stopStory(idle, awake, now.getTime());
  const costly = story.kind === 'never' ? costlyApp(snapshot) : undefined;
  const stop = stopThisApp(snapshot);
  const [chosen, choose] = React.useState<boolean | undefined>(wish.wanted || undefined);
  const open = chosen ?? wantsLooking(story, now);
  React.useEffect(() => {
    const show = () => choose(true);
    wish.changed.connect(show);
    return () => void wish.changed.disconnect(show);
  }, [wish]);
  return (
    <div className="studiolo-Stop" ref={place}>
      <Headline story={story} now={now} trans={trans} />
      {costly && <NeverStops app={costly} snapshot={snapshot} trans={trans} />}
      <ButtonRow label={trans.__('This app')}>
        {costly
          ? stop && <TextButton onClick={stop}>{trans.__('Stop this app')}</TextButton>
          : awake && <KeepAwakeButtons keepAwake={awake} />}
        <button
          type="button"
          className="studiolo-Fold studiolo-mod-end"
          aria-expanded={open}
          onClick={() => choose(!open)}
        >
          {trans.__('Details')} <span aria-hidden="true">{open ? '▾' : '▸'}</span>
        </button>
      </ButtonRow>
      {keepAwake.notices
        .filter(({ code }) => code !== 'permission')
        .map((notice) => (
          <NoticeView key={noticeKey(notice)} notice={notice} trans={trans} />
        ))}
      {open && <Details {...props} story={story} now={now} />}
    </div>
  );
}

/** Details open by themselves when little time is left or something is wrong. */
const wantsLooking = (story: StopStory, now: Date) => story.kind === 'unknown' || stopsSoon(story, now);
