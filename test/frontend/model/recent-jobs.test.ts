import { RecentJobs } from '../../../src/frontend/model/recent-jobs';
import { stopJob } from '../values';
import { quoted } from '../../protocol/in-words';

const names = (recent: RecentJobs, jobs: ReturnType<typeof stopJob>[], now: number) =>
  recent.of(jobs, now).map(({ subject }) => subject);

test('what has ended well is told for a minute, what failed as long as the agent tells it', () => {
  const recent = new RecentJobs();
  const running = stopJob('a');
  const done = stopJob('b', { kind: 'done', message: quoted('b is stopped.') });
  const failed = stopJob('c', { kind: 'failed', notice: { code: 'failed', message: quoted('No.') } });
  const all = [running, done, failed];
  expect(names(recent, all, 0)).toHaveLength(3);
  expect(names(recent, all, 59_000)).toHaveLength(3);
  expect(names(recent, all, 60_000)).toEqual(['JupyterLab in a', 'JupyterLab in c']);
  expect(names(recent, all, 600_000)).toEqual(['JupyterLab in a', 'JupyterLab in c']);
});
