import type { TranslationBundle } from '@jupyterlab/translation';
import { Poll } from '@lumino/polling';
import * as React from 'react';
import type { Job } from '../../protocol/job';
import { ForeignLines } from '../elements/foreign';
import type { EnvironmentRequests } from './requests';

interface JobLogViewProps {
  job: Job;
  requests: Pick<EnvironmentRequests, 'job'>;
  /** In its row it is folded up first. */
  shown?: 'always';
  trans: TranslationBundle;
}

/** How often the log of a running job is asked for while it is open. */
const LIVE_MS = 1_000;

/** The last lines of a job's log, once it is opened: live while the job runs. It follows its end unless it is scrolled up. */
export function JobLogView({ requests, job: { id, outcome, subject }, shown, trans }: JobLogViewProps) {
  const [open, setOpen] = React.useState(shown === 'always');
  const lines = useLog(requests, id, outcome.kind === 'running', open);
  const text = React.useRef<HTMLPreElement>(null);
  const atEnd = React.useRef(true);
  React.useLayoutEffect(() => {
    if (text.current && atEnd.current) text.current.scrollTop = text.current.scrollHeight;
  }, [lines]);
  return (
    <details className="studiolo-JobLog" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary aria-label={trans.__('Log of %1', subject)}>{trans.__('Log')}</summary>
      {open && (
        <pre
          ref={text}
          role="log"
          // Line after line would be too much to be told.
          aria-live="off"
          aria-label={trans.__('Log of %1', subject)}
          tabIndex={0}
          onScroll={({ currentTarget: node }) => {
            atEnd.current = node.scrollHeight - node.scrollTop - node.clientHeight < 20;
          }}
        >
          {lines ? <ForeignLines>{lines}</ForeignLines> : trans.__('Loading…')}
        </pre>
      )}
    </details>
  );
}

function useLog(requests: Pick<EnvironmentRequests, 'job'>, id: string, running: boolean, open: boolean) {
  const [lines, setLines] = React.useState<string[]>();
  React.useEffect(() => {
    if (!open) return undefined;
    const poll = new Poll({
      name: `studiolo:log-${id}`,
      factory: async () => setLines((await requests.job(id)).log),
      // When the job has ended, what is there is asked for once more, and that is all.
      frequency: { interval: running ? LIVE_MS : Poll.NEVER, backoff: running },
      standby: 'when-hidden',
    });
    return () => poll.dispose();
  }, [requests, id, running, open]);
  return lines;
}
