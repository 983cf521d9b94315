import type { JupyterFrontEnd } from '@jupyterlab/application';
import { URLExt } from '@jupyterlab/coreutils';
import { ServerConnection } from '@jupyterlab/services';
import type { ISettingRegistry } from '@jupyterlab/settingregistry';
import type { IStatusBar } from '@jupyterlab/statusbar';
import type { TranslationBundle } from '@jupyterlab/translation';
import { nextStop } from '../../protocol/next-stop';
import { commandIds } from '../elements/command-ids';
import { preferencesOf, settingsId } from '../model/settings';
import { stopItemText } from '../texts/stop-item-text';
import type { LastMinutes } from './last-minutes';
import { StopItem } from './stop-item';
import { StopWatch } from './stop-watch';
import { dueWarning } from './warning-times';

export interface BeforeStopParts {
  app: JupyterFrontEnd;
  registry: ISettingRegistry | null;
  statusBar: IStatusBar | null;
  trans: TranslationBundle;
}

/** How often what is shown is counted down. It costs no request. */
const TICK_MS = 5000;

/**
 * Shows how long this app has left, wherever the user looks: in the status bar, by a notification when little is left,
 * and, while the page is in the background, by nothing but its title.
 */
export async function watchStop({ app, registry, statusBar, trans }: BeforeStopParts): Promise<StopWatch> {
  const settings = await registry?.load(settingsId);
  const preferences = () => preferencesOf(settings);
  const { commands, serviceManager } = app;
  const { serverSettings } = serviceManager;
  const warnings = () => preferences().warnings;
  const watch = new StopWatch({
    ask: async () => {
      const url = URLExt.join(serverSettings.baseUrl, 'studiolo', 'api/stop-time');
      const answer = await ServerConnection.makeRequest(url, { method: 'GET' }, serverSettings);
      if (!answer.ok) throw new ServerConnection.ResponseError(answer);
      return answer.json();
    },
    kernelActivity: () => kernelActivity(serviceManager),
    warnings,
  });
  const item = new StopItem(() => void commands.execute(commandIds.why));
  statusBar?.registerStatusItem('studiolo:stop', {
    item,
    align: 'right',
    rank: 90,
    isActive: () => item.isActive,
    activeStateChanged: item.activeChanged,
  });

  let lastMinutes: LastMinutes | undefined;
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
    lastMinutes?.title(near(stops) ? stops : undefined);
  };
  const learn = async () => {
    show();
    // Where it cannot be loaded now, the next answer tries again.
    if (near() && !lastMinutes) {
      const { LastMinutes } = await import('./last-minutes');
      lastMinutes ??= new LastMinutes({ commands, preferences, trans });
    }
    lastMinutes?.warn(watch, Date.now());
    show();
  };
  const look = () => {
    show();
    if (!document.hidden && near()) watch.ask();
  };
  watch.learnt.connect(() => void learn());
  document.addEventListener('visibilitychange', look);
  setInterval(show, TICK_MS);
  const ask = () => watch.ask();
  commands.commandExecuted.connect((_, { id, result }) => {
    if (id === commandIds.keepAwake || id === commandIds.release) result.then(ask, () => undefined);
  });
  settings?.changed.connect(ask);
  ask();
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
