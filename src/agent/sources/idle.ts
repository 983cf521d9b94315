import type { AppType } from '../../protocol/app';
import type { ActivitySource, Idle, StatedLimits } from '../../protocol/idle';
import type { Notice, Section } from '../../protocol/notice';
import { effectiveIdleSettings, type StatedByLevel } from '../../studio/idle-settings';
import { editorIdleCheck, idleCheck, idleVerdict, type IdleCheck, type KnownSettings } from '../../studio/idle';
import { CachedSource, type ReadOptions } from '../cached-source';
import type { World } from '../configuration';
import type { Activity, ActivityReader } from './activity';
import { activityMonitor } from './idle-check';
import type { Settings, Stated } from './settings';

/** When this app stops for idleness, and what counts as activity now. */
export class IdleSource {
  constructor(
    private readonly world: World,
    private readonly settings: Settings,
    private readonly appType: AppType,
    private readonly image: { serverPrefix: string; server: 'asked' | 'none'; imageVersion?: string },
    reader: ActivityReader,
  ) {
    this.activity = new CachedSource({
      subject: 'The Jupyter server',
      world,
      load: async () => {
        const value = await reader.read();
        return { value, notices: value.notices };
      },
      pause: () => 0,
    });
  }

  async read(options: ReadOptions): Promise<Section<Idle>> {
    const [stated, activity, monitor] = await Promise.all([
      this.settings.stated(options),
      // What moved last is asked of the server next door, however seldom the settings are.
      this.activity.read({ until: options.until }),
      (this.monitor ??= activityMonitor(this.image.serverPrefix)),
    ]);
    const { sources, highest, whole }: Activity =
      activity.state === 'ready' ? activity.value : { sources: [], whole: false, notices: [] };
    const unread = sources.length === 0 && highest === undefined && !whole;
    const check = unread ? unknownActivity(activity.notices) : this.check(sources, monitor.version);
    const value: Idle = {
      serverNow: this.world.now().toISOString(),
      activity: sources,
      limits: this.limits(stated),
      verdict: idleVerdict(sources, this.inForce(stated), check, highest),
    };
    const learntAt = activity.state === 'ready' ? activity.learntAt : value.serverNow;
    return {
      state: 'ready',
      value,
      learntAt,
      notices: [...stated.notices, ...activity.notices, ...monitor.notices, ...this.doubts(value)],
    };
  }

  private check(sources: ActivitySource[], activityMonitorVersion: string | undefined): IdleCheck {
    const image = this.image.imageVersion ? { imageVersion: this.image.imageVersion } : {};
    if (this.appType !== 'CodeEditor') {
      return idleCheck({ ...image, ...(activityMonitorVersion && { activityMonitorVersion }) });
    }
    const written = sources.some(({ kind }) => kind === 'last-active-file');
    return editorIdleCheck({ ...image, lastActiveFile: written ? 'there' : 'missing' });
  }

  private doubts({ verdict }: Idle): Notice[] {
    if (verdict.kind !== 'stops' || this.appType !== 'JupyterLab' || this.image.server !== 'none') return [];
    const message = 'No Jupyter server is asked here: kernels and terminals may have moved later than this says.';
    return [{ code: 'uncertain', message }];
  }

  private inForce(stated: Stated): KnownSettings {
    const [unread] = stated.unread;
    if (unread) {
      const why = stated.notices[0]?.message ?? 'They could not be read.';
      return { known: false, reason: `The idle settings of the ${levelName[unread]} are not known. ${why}` };
    }
    if (this.appType !== 'JupyterLab' && this.appType !== 'CodeEditor') {
      return { known: false, reason: `Studio has no idle shutdown for ${this.appType} apps.` };
    }
    return { known: true, settings: effectiveIdleSettings(this.states(stated)) };
  }

  /** None for an app type that has no idle shutdown. */
  private limits(stated: Stated): StatedLimits[] {
    if (this.appType !== 'JupyterLab' && this.appType !== 'CodeEditor') return [];
    const states = this.states(stated);
    return levels.flatMap((level) => (states[level] ? { level, ...states[level] } : []));
  }

  private states(stated: Stated): StatedByLevel {
    const states: StatedByLevel = {};
    for (const level of levels) {
      const settings = stated.levels[level];
      if (settings) states[level] = this.appType === 'CodeEditor' ? settings.codeEditor : settings.jupyterLab;
    }
    return states;
  }

  /** Looked for once: what the server has loaded does not change while it runs. */
  private monitor: ReturnType<typeof activityMonitor> | undefined;
  private readonly activity: CachedSource<Activity>;
}

/** What counts could not be looked at: that nothing has moved is not known then. */
const unknownActivity = ([why]: Notice[]): IdleCheck => ({
  present: false,
  reason: `What was active here could not be read.${why ? ` ${why.message}` : ''}`,
});

const levels = ['domain', 'user-profile', 'space'] as const;
const levelName = { domain: 'domain', 'user-profile': 'user profile', space: 'space' };
