import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { IDocumentManager } from '@jupyterlab/docmanager';
import type { IDefaultFileBrowser } from '@jupyterlab/filebrowser';
import type { ISettingRegistry } from '@jupyterlab/settingregistry';
import type { ITranslator, TranslationBundle } from '@jupyterlab/translation';
import type { AppVerbs } from '../apps/verbs';
import type { IStopWatch } from '../before-stop/stop-watch-token';
import type { EnvironmentVerbs } from '../environments/verbs';
import type { RepositoryVerbs } from '../repositories/verbs';
import type { ThisAppVerbs } from '../this-app/verbs';

/** What the panel is made with. */
export interface PanelServices {
  app: JupyterFrontEnd;
  fileBrowser: IDefaultFileBrowser | null;
  documents: IDocumentManager | null;
  settings: ISettingRegistry | null;
  stopWatch: IStopWatch | null;
  translator: ITranslator;
  trans: TranslationBundle;
}

/** What commands do with each kind of thing. */
export interface Verbs {
  thisApp: ThisAppVerbs;
  apps: AppVerbs;
  environments: EnvironmentVerbs;
  repositories: RepositoryVerbs;
}

/** What a furnished panel can do. */
export interface Furnishing {
  verbs: Verbs;
  refresh(): Promise<void>;
  /** Brings into view why this app stops, or does not. */
  why(): void;
  setVisible(visible: boolean): void;
  dispose(): void;
}
