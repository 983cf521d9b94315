import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import * as z from 'zod';
import { FollowedJob, Job } from '../../protocol/job';
import { Snapshot } from '../../protocol/snapshot';
import type { Agent } from '../agent';
import type { Attendance } from '../attendance';
import type { Runtime } from '../configuration';
import { Refusal, refusalOf } from '../refusal';
import { appRoutes } from './app-routes';
import { environmentRoutes } from './environment-routes';
import { answer, badRequest, failure, parameter } from './exchange';
import { keepAwakeRoutes } from './keep-awake-routes';
import { resourceRoutes } from './resource-routes';
import { repositoryRoutes } from './repository-routes';
import { say } from '../../protocol/message';

const largestBody = 64 * 1024;
/** What pages ask that do not show the panel. */
const passing = new Set(['/api/stop-time', '/api/ahead']);

/** The agent's HTTP side, as `src/protocol/README.md` lists it. `attendance` is told of every question. */
export function routes(agent: Agent, runtime: Pick<Runtime, 'log'>, attendance?: Attendance): Hono {
  const app = new Hono();
  if (attendance) app.use((c, next) => attendance.attend(passing.has(c.req.path) ? 'passing' : 'looking', next));
  app.use(
    bodyLimit({
      maxSize: largestBody,
      onError: () => {
        throw badRequest(say('body-too-large', { bytes: largestBody }));
      },
    }),
  );
  app.get('/api/snapshot', async (c) =>
    answer(c, 200, Snapshot, await agent.snapshot(parameter(c, z.literal('apps').optional(), 'fresh'))),
  );
  // The pointer has come to the panel's icon: that the agent has been started is all.
  app.get('/api/ahead', (c) => c.json({}));
  app.route('/api', appRoutes(agent.apps));
  app.route('/api', environmentRoutes(agent.environments));
  app.route('/api', repositoryRoutes(agent.repositories));
  app.route('/api', keepAwakeRoutes(agent.keepAwake));
  app.route('/api', resourceRoutes(agent.resources));
  app.get('/api/jobs/:id', (c) => {
    const job = agent.job(c.req.param('id'));
    if (!job) throw new Refusal(404, 'not-found', { code: 'not-found', message: say('job-gone') });
    return answer(c, 200, FollowedJob, job);
  });
  app.post('/api/jobs/:id/cancel', (c) => {
    const job = agent.cancelJob(c.req.param('id'));
    if (!job) throw new Refusal(409, 'conflict', { code: 'failed', message: say('job-over') });
    return answer(c, 202, Job, job);
  });
  app.notFound((c) => {
    const message = say('no-route', { method: c.req.method, path: c.req.path });
    const remedy = say('reload-page');
    return failure(c, new Refusal(404, 'not-found', { code: 'not-found', message, remedy }));
  });
  app.onError((error, c) => {
    const refusal = refusalOf(error);
    if (refusal.status === 500) runtime.log(`${c.req.method} ${c.req.path} failed: ${error.message}`);
    return failure(c, refusal);
  });
  return app;
}
