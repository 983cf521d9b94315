import * as React from 'react';
import { say } from '../../protocol/message';
import type { Notice } from '../../protocol/notice';
import { ClientError } from '../model/client';

/** What a row's button is doing: at rest, at work, or refused with the reason. */
export interface Acting {
  busy: boolean;
  trouble?: Notice;
  /** Runs an action unless one is running; keeps what it was refused for. */
  act: (action: () => Promise<unknown>) => void;
}

export function useActing(): Acting {
  const [{ busy, trouble }, set] = React.useState<{ busy: boolean; trouble?: Notice }>({ busy: false });
  const act = (action: () => Promise<unknown>) => {
    if (busy) return;
    set({ busy: true });
    action().then(
      () => set({ busy: false }),
      (error: unknown) => {
        const message = error instanceof Error ? error.message : String(error);
        const unforeseen = { code: 'failed' as const, message: say('quoted', { words: message }) };
        set({ busy: false, trouble: error instanceof ClientError ? error.notice : unforeseen });
      },
    );
  };
  return trouble ? { busy, trouble, act } : { busy, act };
}
