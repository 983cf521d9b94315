import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ISettingRegistry } from '@jupyterlab/settingregistry';
import { IStatusBar } from '@jupyterlab/statusbar';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { watchStop } from './before-stop';
import { IStopWatch } from './stop-watch-token';

/** Tells in time that this app will stop, whether or not the panel is in view. Begins once JupyterLab stands. */
export const beforeStopPlugin: JupyterFrontEndPlugin<IStopWatch> = {
  id: 'studiolo:before-stop',
  description: 'Warns before this SageMaker Studio app stops: notification, countdown, page title.',
  autoStart: true,
  provides: IStopWatch,
  optional: [ISettingRegistry, IStatusBar, ITranslator],
  activate: (
    app: JupyterFrontEnd,
    registry: ISettingRegistry | null,
    statusBar: IStatusBar | null,
    translator: ITranslator | null,
  ): IStopWatch => {
    const trans = (translator ?? nullTranslator).load('studiolo');
    const watch = app.restored.then(() => watchStop({ app, registry, statusBar, trans }));
    return { learn: (told) => void watch.then((watching) => watching.learn(told)) };
  },
};
