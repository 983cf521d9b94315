import * as React from 'react';
import type { Notice } from '../../protocol/notice';
import { ClientError } from '../model/client';

/** What came of a question. */
export type Answer<T> = { state: 'asking' } | { state: 'answered'; value: T } | { state: 'refused'; notice: Notice };

/** Asks once, when what shows the answer is first shown. */
export function useAnswer<T>(ask: () => Promise<T>): Answer<T> {
  const [asking] = React.useState(() => answerOf(ask()));
  const [answer, setAnswer] = React.useState<Answer<T>>({ state: 'asking' });
  React.useEffect(() => {
    let shown = true;
    void asking.then((come) => shown && setAnswer(come));
    return () => void (shown = false);
  }, [asking]);
  return answer;
}

function answerOf<T>(asking: Promise<T>): Promise<Answer<T>> {
  return asking.then(
    (value) => ({ state: 'answered', value }),
    (error: unknown) => {
      if (!(error instanceof ClientError)) throw error;
      return { state: 'refused', notice: error.notice };
    },
  );
}
