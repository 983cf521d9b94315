import { PathExt } from '@jupyterlab/coreutils';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { ActivitySource } from '../../protocol/idle';

/** What a source of activity is called: `train.ipynb`, `Terminal 3`. */
export function sourceName({ kind, name }: ActivitySource, trans: TranslationBundle): string {
  switch (kind) {
    case 'kernel':
      return PathExt.basename(name);
    case 'terminal':
      return trans.__('Terminal %1', name);
    case 'last-active-file':
      return trans.__('Activity file');
    case 'server-start':
      return trans.__('Server start');
  }
}
