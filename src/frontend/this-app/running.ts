import { PathExt } from '@jupyterlab/coreutils';
import type { IDocumentManager } from '@jupyterlab/docmanager';
import type { Kernel, Session, Terminal } from '@jupyterlab/services';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { ActivitySource } from '../../protocol/idle';

type Manager<T> = Pick<T, Extract<keyof T, 'refreshRunning' | 'running' | 'shutdown'>>;

interface RunningParts {
  sessions: Manager<Session.IManager>;
  kernels: Manager<Kernel.IManager>;
  terminals: Manager<Terminal.IManager> & Pick<Terminal.IManager, 'isAvailable'>;
  documents: Pick<IDocumentManager, 'findWidget' | 'contextForWidget'> | null;
}

/** A kernel that computes nothing, or a terminal, of which that is never told. */
export interface IdleThing {
  kind: 'session' | 'kernel' | 'terminal';
  id: string;
  /** What the user knows it by. */
  name: string;
  /** ISO 8601; absent where it is not told. */
  lastActivity: string | undefined;
  saved: 'saved' | 'unsaved';
}

/** What runs in this Jupyter server, ended through JupyterLab's own managers, so that its tabs learn of it. */
export class Running {
  constructor(private readonly parts: RunningParts) {}

  /** Whether there is a way to end it. */
  canShutDown({ id, kind }: ActivitySource): boolean {
    return id !== undefined && (kind === 'kernel' || kind === 'terminal');
  }

  async shutDown({ id, kind }: ActivitySource): Promise<void> {
    if (id === undefined) return;
    if (kind === 'kernel') await this.parts.sessions.shutdown(id);
    if (kind === 'terminal') await this.parts.terminals.shutdown(id);
  }

  /** Whether this page has changes to a kernel's notebook that are not saved. */
  saved({ kind, name }: Pick<ActivitySource, 'kind' | 'name'>): 'saved' | 'unsaved' {
    const { documents } = this.parts;
    const widget = kind === 'kernel' ? documents?.findWidget(name) : undefined;
    return widget && documents?.contextForWidget(widget)?.model.dirty ? 'unsaved' : 'saved';
  }

  /** Kernels that compute nothing, with a notebook or without, and all terminals, as the server tells now. */
  async idle(activity: ActivitySource[], trans: TranslationBundle): Promise<IdleThing[]> {
    const { kernels, sessions, terminals } = this.parts;
    const terminal = terminals.isAvailable();
    await Promise.all([
      sessions.refreshRunning(),
      kernels.refreshRunning(),
      ...(terminal ? [terminals.refreshRunning()] : []),
    ]);
    const withNotebook = [...sessions.running()];
    const taken = new Set(withNotebook.map(({ kernel }) => kernel?.id));
    return [
      ...withNotebook.flatMap(({ id, kernel, path }): IdleThing[] => {
        if (kernel?.execution_state !== 'idle') return [];
        const saved = this.saved({ kind: 'kernel', name: path });
        return [{ kind: 'session', id, name: PathExt.basename(path), lastActivity: kernel.last_activity, saved }];
      }),
      ...[...kernels.running()].flatMap(
        ({ execution_state: state, id, last_activity: lastActivity, name }): IdleThing[] =>
          state !== 'idle' || taken.has(id) ? [] : [{ kind: 'kernel', id, name, lastActivity, saved: 'saved' }],
      ),
      ...(terminal ? [...terminals.running()] : []).map(({ name }): IdleThing => {
        const lastActivity = activity.find((one) => one.kind === 'terminal' && one.name === name)?.lastActivity;
        return { kind: 'terminal', id: name, name: trans.__('Terminal %1', name), lastActivity, saved: 'saved' };
      }),
    ];
  }

  /** Ends one of them. */
  async end({ id, kind }: IdleThing): Promise<void> {
    const { kernels, sessions, terminals } = this.parts;
    await { session: sessions, kernel: kernels, terminal: terminals }[kind].shutdown(id);
  }
}
