import type { App } from '../../src/protocol/app';
import { Job } from '../../src/protocol/job';
import type { KeepAwake } from '../../src/protocol/keep-awake';
import type { Notice } from '../../src/protocol/notice';
import { Snapshot } from '../../src/protocol/snapshot';
import { quoted } from '../protocol/in-words';

/** When the values here are learnt. */
export const noon = '2026-11-24T12:00:00.000Z';

export const ready = <T>(value: T, notices: Notice[] = []) => ({
  state: 'ready' as const,
  value,
  learntAt: noon,
  notices,
});
export const missing = (notice: Notice) => ({ state: 'missing' as const, notices: [notice] });

export const mayNot = (action: string): Notice => ({
  code: 'permission',
  action,
  message: quoted(`This app's role may not call ${action}.`),
});

export const app = (spaceName: string, part: Partial<App> = {}): App => ({
  key: { appType: 'JupyterLab', appName: 'default', owner: { kind: 'space', spaceName } },
  status: 'InService',
  instanceType: 'ml.t3.medium',
  since: '2026-11-24T09:30:00.000Z',
  current: false,
  billed: true,
  classic: false,
  ...part,
});

/** Nothing keeps the app awake, and the user may ask for it. */
export const keepAwake = (part: Partial<KeepAwake> = {}): KeepAwake => ({
  policy: { workHours: 24, askedHours: 8, setBy: 'default' },
  work: [],
  events: [],
  ...part,
});

/** A snapshot of a small Studio, checked as every answer is. */
export function snapshot(part: Partial<Snapshot> = {}): Snapshot {
  return Snapshot.parse({
    takenAt: noon,
    thisApp: ready({
      domainId: 'd-acme',
      region: 'eu-west-1',
      spaceName: 'ana-forecasting',
      sharing: 'Private',
      appType: 'JupyterLab',
      appName: 'default',
      instanceType: 'ml.g5.xlarge',
      size: { vcpu: 4, memoryGiB: 16, gpu: { count: 1, model: 'A10G', memoryGiB: 24 } },
      image: { name: 'sagemaker-distribution-gpu', version: '2.4.1' },
      since: '2026-11-24T09:30:00.000Z',
    }),
    idle: ready({
      serverNow: noon,
      activity: [
        { kind: 'terminal', name: '1', id: '1', lastActivity: '2026-11-24T11:10:00.000Z' },
        // To the microsecond, as jupyter_server writes it.
        {
          kind: 'kernel',
          name: 'work/forecast.ipynb',
          id: 'session-of-forecast',
          lastActivity: '2026-11-24T11:42:00.000000Z',
        },
        {
          kind: 'kernel',
          name: 'train.ipynb',
          id: 'session-of-train',
          lastActivity: '2026-11-24T11:20:00.000Z',
          busy: true,
        },
      ],
      limits: [
        { level: 'domain', lifecycleManagement: 'ENABLED', idleMinutes: 60, minMinutes: 60, maxMinutes: 480 },
        { level: 'user-profile' },
      ],
      verdict: {
        kind: 'stops',
        stopsAt: '2026-11-24T12:42:00.000Z',
        idleSince: '2026-11-24T11:42:00.000Z',
        settings: { lifecycleManagement: 'ENABLED', timeoutMinutes: 60, decidedBy: 'domain' },
      },
    }),
    keepAwake: ready(keepAwake()),
    apps: ready([app('ana-forecasting', { current: true }), app('ana-geo')]),
    spaces: ready([
      { spaceName: 'ana-forecasting', sharing: 'Private', own: true, appType: 'JupyterLab', volumeGb: 100 },
      { spaceName: 'ana-geo', sharing: 'Private', own: true, appType: 'JupyterLab', volumeGb: 20 },
      { spaceName: 'ana-archive', sharing: 'Private', own: true, appType: 'JupyterLab', volumeGb: 50 },
    ]),
    cost: ready({
      source: { kind: 'price-list', date: '2026-11-24', from: quoted('AWS Price List') },
      currency: 'USD',
      apps: [{ key: app('ana-forecasting').key, perHour: 1.408, sinceStart: 3.52, today: 3.52 }],
      sum: { perHour: 1.408, today: 3.52, unpriced: 1 },
      storage: { gigabytes: 170, perMonth: 19.04 },
      days: [],
    }),
    environments: ready([
      {
        name: 'base',
        prefix: '/opt/conda',
        pythonVersion: '3.11.9',
        persistent: false,
        ipykernel: true,
        kernels: [{ name: 'python3', displayName: 'Python 3' }],
      },
      {
        name: 'forecasting',
        prefix: '/home/u/.conda/envs/forecasting',
        pythonVersion: '3.10.4',
        persistent: true,
        ipykernel: true,
        kernels: [],
      },
      {
        name: 'geo',
        prefix: "/home/u/it's/geo",
        pythonVersion: '3.12.1',
        persistent: true,
        ipykernel: false,
        kernels: [],
      },
    ]),
    repositories: ready([
      {
        url: 'https://github.com/acme/templates.git',
        name: 'templates',
        suggestedBy: 'domain',
        clonedAt: 'work/templates',
        workingTree: { kind: 'known', branch: 'main', commit: '04888ce', changed: 0, untracked: 0, conflicts: 0 },
      },
      { url: 'https://github.com/acme/features.git', name: 'features', suggestedBy: 'space' },
    ]),
    jobs: [],
    ...part,
  });
}

export const cloneJob = (outcome: Job['outcome'] = { kind: 'running' }): Job =>
  Job.parse({
    id: 'clone',
    kind: 'clone-repository',
    subject: 'https://github.com/acme/features.git',
    target: { kind: 'repository', url: 'https://github.com/acme/features.git' },
    startedAt: noon,
    progress: { label: quoted('Receiving objects'), fraction: 0.62 },
    outcome,
  });

export const stopJob = (spaceName: string, outcome: Job['outcome'] = { kind: 'running' }): Job =>
  Job.parse({
    id: `stop ${spaceName}`,
    kind: 'stop-app',
    subject: `JupyterLab in ${spaceName}`,
    target: { kind: 'app', key: app(spaceName).key },
    startedAt: noon,
    progress: { label: quoted('Deleting') },
    outcome,
  });
