import type { ActivitySource, Idle } from '../../src/protocol/idle';
import type { KeepAwake } from '../../src/protocol/keep-awake';
import type { Section } from '../../src/protocol/notice';
import type { Snapshot } from '../../src/protocol/snapshot';
import { quoted } from '../protocol/in-words';

/** Six in the evening. */
export const clock = { now: Date.parse('2026-11-25T18:00:00.000Z'), timeZone: 'UTC' };
export const minutesAgo = (minutes: number) => new Date(clock.now - minutes * 60_000).toISOString();

export const ready = <T>(value: T): Section<T> => ({ state: 'ready', value, learntAt: minutesAgo(0), notices: [] });

/** An app that stops `limit` minutes after whatever moved last. */
export function stopping(activity: ActivitySource[], limit = 60): Idle {
  const last = Math.max(...activity.map(({ lastActivity }) => Date.parse(lastActivity ?? '')));
  return {
    serverNow: minutesAgo(0),
    activity,
    limits: [{ level: 'domain', lifecycleManagement: 'ENABLED', idleMinutes: 120, minMinutes: 60, maxMinutes: 480 }],
    verdict: {
      kind: 'stops',
      idleSince: new Date(last).toISOString(),
      stopsAt: new Date(last + limit * 60_000).toISOString(),
      settings: { lifecycleManagement: 'ENABLED', timeoutMinutes: limit, decidedBy: 'space' },
    },
  };
}

export const kernel: ActivitySource = { kind: 'kernel', name: 'train.ipynb', lastActivity: minutesAgo(50) };
export const terminal: ActivitySource = { kind: 'terminal', name: '1', lastActivity: minutesAgo(12) };

export const awake: KeepAwake = {
  policy: { workHours: 12, askedHours: 24, setBy: 'administrator' },
  work: [],
  events: [{ at: minutesAgo(60), kind: 'asked', message: quoted('Asked to be kept awake for 2 h: training.') }],
};

const key = (spaceName: string) => ({
  appType: 'JupyterLab' as const,
  appName: 'default',
  owner: { kind: 'space' as const, spaceName },
});

export const snapshot: Snapshot = {
  takenAt: minutesAgo(0),
  thisApp: ready({
    domainId: 'd-acmemlplatf1',
    region: 'us-east-1',
    spaceName: 'ana-forecasting',
    sharing: 'Private',
    userProfileName: 'ana',
    appType: 'JupyterLab',
    appName: 'default',
    instanceType: 'ml.g5.xlarge',
    executionRole: { name: 'studio', arn: 'arn:aws:iam::123456789012:role/studio' },
    size: { vcpu: 4, memoryGiB: 16, gpu: { count: 1, model: 'NVIDIA A10G', memoryGiB: 24 } },
    since: minutesAgo(185),
  }),
  idle: ready(stopping([kernel, terminal])),
  keepAwake: ready(awake),
  apps: ready([
    {
      key: key('ana-forecasting'),
      status: 'InService',
      instanceType: 'ml.g5.xlarge',
      since: minutesAgo(185),
      current: true,
      billed: true,
      classic: false,
    },
    {
      key: key('a-space-whose-name-is-as-long-as-studio-lets-it-be-63-characters'),
      status: 'Failed',
      instanceType: 'ml.m5.24xlarge',
      current: false,
      billed: false,
      classic: false,
    },
  ]),
  spaces: ready([{ spaceName: 'ana-archive', own: true, appType: 'JupyterLab', volumeGb: 50 }]),
  cost: ready({
    source: { kind: 'price-list', date: '2026-11-25', from: quoted('AWS Price List') },
    currency: 'USD',
    apps: [{ key: key('ana-forecasting'), perHour: 1.408, sinceStart: 4.341 }],
    sum: { perHour: 1.408, today: 4.341, unpriced: 0 },
    days: [],
  }),
  environments: ready([
    {
      name: 'forecasting',
      prefix: '/home/sagemaker-user/.conda/envs/forecasting-with-a-name-that-is-too-long',
      pythonVersion: '3.11.7',
      persistent: true,
      ipykernel: true,
      kernels: [],
    },
  ]),
  repositories: {
    state: 'missing',
    notices: [{ code: 'permission', message: quoted('Not allowed.'), action: 'sagemaker:DescribeDomain' }],
  },
  jobs: [],
};
