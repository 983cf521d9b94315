import type { IDocumentManager } from '@jupyterlab/docmanager';
import type { Session, Terminal } from '@jupyterlab/services';
import type { ActivitySource } from '../../protocol/idle';

interface RunningParts {
  sessions: Pick<Session.IManager, 'shutdown'>;
  terminals: Pick<Terminal.IManager, 'shutdown'>;
  documents: Pick<IDocumentManager, 'findWidget' | 'contextForWidget'> | null;
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
  saved({ kind, name }: ActivitySource): 'saved' | 'unsaved' {
    const { documents } = this.parts;
    const widget = kind === 'kernel' ? documents?.findWidget(name) : undefined;
    return widget && documents?.contextForWidget(widget)?.model.dirty ? 'unsaved' : 'saved';
  }
}
