import type { JupyterFrontEnd } from '@jupyterlab/application';
import { URLExt } from '@jupyterlab/coreutils';
import { ServerConnection } from '@jupyterlab/services';
import type { IStatusBar } from '@jupyterlab/statusbar';
import type { TranslationBundle } from '@jupyterlab/translation';
import { nextStop } from '../../protocol/next-stop';
import { commandIds } from '../elements/command-ids';
import type { Preferences } from '../model/settings';
import { durationText } from '../texts/duration';
import { stopItemText } from '../texts/stop-item-text';
import { StopItem } from './stop-item';
import { TitlePrefix } from './stop-title';
import { StopWarning } from './stop-warning';
import { StopWatch } from './stop-watch';
import { dueWarning } from './warning-times';

export interface BeforeStopParts {
  app: JupyterFrontEnd;
  statusBar: IStatusBar | null;
  trans: TranslationBundle;
  preferences(): Preferences;
}

/** How often what is shown is counted down. It costs no request. */
const TICK_MS = 5000;

/**
 * Shows how long this app has left, wherever the user looks: in the status bar, by a notification when little is left,
 * and, while the page is in the background, by nothing but its title.
 */
export function watchStop({ app, preferences, statusBar, trans }: BeforeStopParts): StopWatch {
  const { serverSettings } = app.serviceManager;
  const execute = (id: string, args = {}) => void app.commands.execute(id, args);
  const warnings = () => preferences().warnings;
  const watch = new StopWatch({
    ask: async () => {
      const url = URLExt.join(serverSettings.baseUrl, 'studiolo', 'api/stop-time');
      const answer = await ServerConnection.makeRequest(url, { method: 'GET' }, serverSettings);
      if (!answer.ok) throw new ServerConnection.ResponseError(answer);
      return answer.json();
    },
    kernelActivity: () => kernelActivity(app.serviceManager),
    warnings,
  });
  const warning = new StopWarning({
    trans,
    warnings,
    keepAwakeHours: () => preferences().keepAwakeHours,
    keepAwake: (minutes) => execute(commandIds.keepAwake, { minutes }),
    saveAll: () => execute('docmanager:save-all'),
  });
  const title = new TitlePrefix(document);
  const item = new StopItem(() => execute(commandIds.why));
  statusBar?.registerStatusItem('studiolo:stop', {
    item,
    align: 'right',
    rank: 90,
    isActive: () => item.isActive,
    activeStateChanged: item.activeChanged,
  });

  const near = (left = watch.left(Date.now())) => left !== undefined && dueWarning(left, warnings()) !== undefined;
  const show = () => {
    const now = Date.now();
    const { told } = watch;
    const left = watch.left(now);
    const next = nextStop(told ?? {}, left, now);
    const text = preferences().statusBar ? stopItemText(next, new Date(now), trans) : undefined;
    const caption = trans.__('When this app stops. Click to see why.');
    item.tell(text === undefined ? undefined : { text, caption, urgency: near(left) ? 'near' : 'calm' });
    const stops = next.kind === 'stops' || next.kind === 'any-moment' ? left : undefined;
    const inTitle = stops !== undefined && document.hidden && near(stops) && preferences().pageTitle;
    title.show(inTitle ? trans.__('(stops in %1) ', durationText(stops, trans)) : '');
  };
  const learn = () => {
    const now = Date.now();
    // In the background a notification would be seen too late: once somebody looks, it is asked again.
    if (watch.told && !document.hidden) warning.judge(watch.left(now), watch.told, now);
    show();
  };
  const look = () => {
    show();
    if (!document.hidden && near()) watch.ask();
  };
  watch.learnt.connect(learn);
  document.addEventListener('visibilitychange', look);
  setInterval(show, TICK_MS);
  app.commands.commandExecuted.connect((_, { id, result }) => {
    if (id !== commandIds.keepAwake && id !== commandIds.release) return;
    result.then(
      () => watch.ask(),
      () => undefined,
    );
  });
  watch.ask();
  return watch;
}

/** When a kernel that has a session was last active: Studio's check sees no others. */
function kernelActivity({ kernels, sessions }: JupyterFrontEnd['serviceManager']): number | undefined {
  const counted = new Set([...sessions.running()].map(({ kernel }) => kernel?.id));
  const moments = [...kernels.running()].flatMap(({ id, last_activity }) => {
    const moment = counted.has(id) && last_activity !== undefined ? Date.parse(last_activity) : NaN;
    return Number.isNaN(moment) ? [] : [moment];
  });
  return moments.length === 0 ? undefined : Math.max(...moments);
}
