import type { AppType } from '../../protocol/app';
import type { StatedAppSettings } from '../../aws/app-settings';
import type { ActivitySource, Idle, SettingLevel, StatedLimits } from '../../protocol/idle';
import type { Notice, Section } from '../../protocol/notice';
import { effectiveIdleSettings, type StatedByLevel } from '../../studio/idle-settings';
import { editorIdleCheck, idleCheck, idleVerdict, type IdleCheck, type KnownSettings } from '../../studio/idle';
import { CachedSource, type ReadOptions } from '../cached-source';
import type { LookStartup, Whereabouts, Runtime } from '../configuration';
import type { LabServer } from '../lab-server';
import { ActivityReader, type Activity } from './activity';
import { activityMonitor } from './idle-check';
import type { Metadata } from './metadata';
import type { Stated } from './settings';
import { both, say } from '../../protocol/message';

/** What the levels state of idleness: all that is needed of their settings. */
export type StatedIdleness = Pick<Stated, 'unread' | 'notices'> & {
  levels: Partial<Record<SettingLevel, Pick<StatedAppSettings, 'jupyterLab' | 'codeEditor'>>>;
};

export interface IdleParts {
  settings: { stated(options: ReadOptions): Promise<StatedIdleness> };
  metadata: Pick<Metadata, 'key'>;
  startup: Pick<LookStartup, 'server'>;
  whereabouts: Pick<Whereabouts, 'lastActiveFile' | 'imageVersion'>;
  runtime: Runtime;
  server: LabServer;
  /** The latest moment that looks before this process have seen anything move. */
  highest: string | undefined;
}

export function idleOf({ highest, metadata, whereabouts, server, settings, startup, runtime }: IdleParts): IdleSource {
  const image = {
    serverPrefix: startup.server.prefix,
    server: startup.server.url === undefined ? ('none' as const) : ('asked' as const),
    ...(whereabouts.imageVersion && { imageVersion: whereabouts.imageVersion }),
  };
  const reader = new ActivityReader(server, whereabouts.lastActiveFile, highest);
  return new IdleSource(runtime, settings, metadata.key.appType, image, reader);
}

/** When this app stops for idleness, and what counts as activity now. */
export class IdleSource {
  constructor(
    private readonly runtime: Runtime,
    private readonly settings: { stated(options: ReadOptions): Promise<StatedIdleness> },
    private readonly appType: AppType,
    private readonly image: { serverPrefix: string; server: 'asked' | 'none'; imageVersion?: string },
    private readonly reader: ActivityReader,
  ) {
    this.activity = new CachedSource({
      subject: say('jupyter-server'),
      runtime,
      load: async () => {
        const value = await reader.read();
        return { value, notices: value.notices };
      },
      pause: () => 0,
    });
  }

  async read(options: ReadOptions): Promise<Section<Idle>> {
    // What moved last is asked of the server next door, however seldom the settings are.
    const [stated, section] = await Promise.all([
      this.settings.stated(options),
      this.activity.read({ until: options.until }),
    ]);
    if (stated.unread.length === 0) this.learnt = stated;
    else if (stated.notices.some(({ code }) => code === 'permission')) this.refusedAt = this.runtime.uptime();
    return this.judge(stated, section);
  }

  /** The settings as they were last learnt whole. They do not change while the app runs (AWS documentation). */
  learnt: StatedIdleness | undefined;

  /** When AWS last refused to tell a level's, in seconds since the machine started: it does so until a policy is changed. */
  refusedAt: number | undefined;

  /** The latest moment that anything was seen to move. */
  get highest(): string | undefined {
    return this.reader.highest;
  }

  /** The same by settings that are known. */
  async by(stated: StatedIdleness, until: number): Promise<Section<Idle>> {
    return this.judge(stated, await this.activity.read({ until }));
  }

  private async judge(stated: StatedIdleness, activity: Section<Activity>): Promise<Section<Idle>> {
    const monitor = await (this.monitor ??= activityMonitor(this.image.serverPrefix));
    const { sources, highest, whole }: Activity =
      activity.state === 'ready' ? activity.value : { sources: [], whole: false, notices: [] };
    const unread = sources.length === 0 && highest === undefined && !whole;
    const check = unread ? unknownActivity(activity.notices) : this.check(sources, monitor.version);
    const value: Idle = {
      serverNow: this.runtime.now().toISOString(),
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
    const message = say('no-server-asked');
    return [{ code: 'uncertain', message }];
  }

  private inForce(stated: StatedIdleness): KnownSettings {
    const [unread] = stated.unread;
    if (unread) {
      const why = stated.notices[0]?.message ?? say('not-read');
      return { known: false, reason: say(unknownSettings[unread], { why }) };
    }
    if (this.appType !== 'JupyterLab' && this.appType !== 'CodeEditor') {
      return { known: false, reason: say('no-idle-shutdown', { appType: this.appType }) };
    }
    return { known: true, settings: effectiveIdleSettings(this.states(stated)) };
  }

  /** None for an app type that has no idle shutdown. */
  private limits(stated: StatedIdleness): StatedLimits[] {
    if (this.appType !== 'JupyterLab' && this.appType !== 'CodeEditor') return [];
    const states = this.states(stated);
    return levels.flatMap((level) => (states[level] ? { level, ...states[level] } : []));
  }

  private states(stated: StatedIdleness): StatedByLevel {
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
  reason: both(say('activity-unread'), why?.message),
});

const levels = ['domain', 'user-profile', 'space'] as const;
const unknownSettings = {
  domain: 'domain-settings-unknown',
  'user-profile': 'profile-settings-unknown',
  space: 'space-settings-unknown',
} as const;
