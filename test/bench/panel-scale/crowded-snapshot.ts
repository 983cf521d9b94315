import type { App } from '../../../src/protocol/app';
import { Snapshot } from '../../../src/protocol/snapshot';
import { quoted } from '../../protocol/in-words';

/** A snapshot of somebody with very many apps and environments; `turn` makes each different from the one before. */
export function crowdedSnapshot(apps: number, environments: number, turn: number): Snapshot {
  const takenAt = new Date().toISOString();
  const ready = <T>(value: T) => ({ state: 'ready', value, learntAt: takenAt, notices: [] }) as const;
  const since = new Date(Date.now() - 3_600_000 * 3).toISOString();
  const listed = Array.from({ length: apps }, (_, number): App => {
    const spaceName = `team-${number % 17}-experiment-${number}`;
    return {
      key: { appType: 'JupyterLab', appName: 'default', owner: { kind: 'space', spaceName } },
      status: number % 11 === 0 ? 'Pending' : number % 13 === 0 ? 'Failed' : 'InService',
      instanceType: 'ml.g5.xlarge',
      size: { vcpu: 4, memoryGiB: 16, gpu: { count: 1, model: 'NVIDIA A10G', memoryGiB: 24 } },
      since,
      sharing: number % 5 === 0 ? 'Shared' : 'Private',
      current: number === 0,
      billed: number % 13 !== 0,
      classic: false,
    };
  });
  const elsewhere = {
    state: 'missing',
    notices: [{ code: 'not-found', message: quoted('Not in this benchmark.') }],
  } as const;
  return Snapshot.parse({
    takenAt,
    thisApp: elsewhere,
    idle: elsewhere,
    keepAwake: elsewhere,
    apps: ready(listed),
    spaces: ready(
      listed.map(({ key, sharing }) => ({
        spaceName: key.owner.kind === 'space' ? key.owner.spaceName : '',
        sharing,
        own: sharing === 'Private',
        appType: 'JupyterLab',
        volumeGb: 50,
      })),
    ),
    cost: ready({
      source: { kind: 'price-list', date: takenAt.slice(0, 10), from: quoted('AWS Price List') },
      currency: 'USD',
      apps: listed.map(({ key }) => ({ key, perHour: 1.4, sinceStart: 4.2 + turn / 100, today: 4.2 })),
      sum: { perHour: 1.4 * apps, today: 4.2 * apps, unpriced: 0 },
      days: [],
    }),
    environments: ready(
      Array.from({ length: environments }, (_, number) => ({
        name: `environment-${number}`,
        prefix: `/home/sagemaker-user/.conda/envs/environment-${number}`,
        pythonVersion: '3.11.9',
        persistent: true,
        ipykernel: number % 3 !== 0,
        ...(number % 2 === 0 && {
          kernels: [{ name: `environment-${number}`, displayName: `Python (environment-${number})` }],
        }),
      })),
    ),
    repositories: elsewhere,
    jobs: [
      {
        id: 'stop',
        kind: 'stop-app',
        subject: 'an app',
        target: { kind: 'app', key: listed[1]?.key ?? listed[0]?.key },
        startedAt: takenAt,
        progress: { label: quoted(`Deleting (${turn})`) },
        outcome: { kind: 'running' },
      },
    ],
  });
}
