import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { IDocumentManager } from '@jupyterlab/docmanager';

/** Paths of the documents that are open in this page and have changes that are not saved. */
export function unsavedDocuments(shell: JupyterFrontEnd.IShell, documents: IDocumentManager | null): string[] {
  const paths = [...shell.widgets('main')].flatMap((widget) => {
    const context = documents?.contextForWidget(widget);
    return context?.model.dirty ? [context.path] : [];
  });
  return [...new Set(paths)];
}
