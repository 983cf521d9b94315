import { Hono, type Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import * as z from 'zod';
import { RegisterKernel, StopApp } from '../protocol/action';
import { Environment, EnvironmentSize } from '../protocol/environment';
import {
  CreateEnvironment,
  ExportedEnvironment,
  ExportForm,
  InstallPackages,
  RemoveEnvironment,
  RepairEnvironment,
} from '../protocol/environment-action';
import type { Failure } from '../protocol/failure';
import { FollowedJob, Job } from '../protocol/job';
import { AskKeepAwake, KeepAwake } from '../protocol/keep-awake';
import { AppKey } from '../protocol/app';
import {
  AppFailure,
  OpenSpace,
  RestartApp,
  SpaceAddress,
  SpaceOptions,
  StartApp,
  UpdateSpace,
} from '../protocol/launch';
import { AskBranches, Branches, CloneRepository, RepositoryAccess, UpdateClone } from '../protocol/repository-action';
import { section } from '../protocol/notice';
import { Snapshot } from '../protocol/snapshot';
import { StopTime } from '../protocol/stop-time';
import type { Agent } from './agent';
import type { World } from './configuration';
import { Refusal, refusalOf } from './refusal';

const Prefix = RegisterKernel.shape.prefix;
const largestBody = 64 * 1024;

/** The agent's HTTP side, as `src/protocol/README.md` lists it. */
export function routes(agent: Agent, world: Pick<World, 'log'>): Hono {
  const app = new Hono();
  app.use(
    bodyLimit({
      maxSize: largestBody,
      onError: () => {
        throw badRequest(`a body has more than ${largestBody} bytes`);
      },
    }),
  );
  app.get('/api/snapshot', async (c) => {
    const fresh = checked(z.literal('apps').optional(), c.req.query('fresh'), 'fresh');
    return answer(c, 200, Snapshot, await agent.snapshot(fresh));
  });
  app.get('/api/stop-time', async (c) => answer(c, 200, StopTime, await agent.stopTime()));
  app.post('/api/apps/stop', async (c) => answer(c, 202, Job, await agent.stopApp(await body(c, StopApp))));
  app.post('/api/apps/start', async (c) => answer(c, 202, Job, await agent.startApp(await body(c, StartApp))));
  app.post('/api/apps/restart', async (c) => answer(c, 202, Job, await agent.restartApp(await body(c, RestartApp))));
  app.get('/api/apps/failure', async (c) => {
    const key = checked(z.string().transform(json).pipe(AppKey), c.req.query('key'), 'key');
    return answer(c, 200, AppFailure, await agent.appFailure(key));
  });
  app.get('/api/spaces/options', async (c) => {
    const space = checked(OpenSpace.shape.spaceName, c.req.query('space'), 'space');
    return answer(c, 200, SpaceOptions, await agent.spaceOptions(space));
  });
  app.post('/api/spaces/update', async (c) => answer(c, 202, Job, await agent.updateSpace(await body(c, UpdateSpace))));
  app.post('/api/spaces/open', async (c) =>
    answer(c, 200, SpaceAddress, await agent.openSpace(await body(c, OpenSpace))),
  );
  app.get('/api/environments', async (c) =>
    answer(c, 200, section(z.array(Environment)), await agent.listEnvironments()),
  );
  app.get('/api/environments/size', async (c) => {
    const prefix = checked(Prefix, c.req.query('prefix'), 'prefix');
    return answer(c, 200, EnvironmentSize, await agent.environmentSize(prefix));
  });
  app.post('/api/environments/register', async (c) =>
    answer(c, 200, Environment, await agent.registerKernel(await body(c, RegisterKernel))),
  );
  app.post('/api/environments/create', async (c) =>
    answer(c, 202, Job, await agent.createEnvironment(await body(c, CreateEnvironment))),
  );
  app.post('/api/environments/install', async (c) =>
    answer(c, 202, Job, await agent.installPackages(await body(c, InstallPackages))),
  );
  app.post('/api/environments/repair', async (c) =>
    answer(c, 202, Job, await agent.repairEnvironment(await body(c, RepairEnvironment))),
  );
  app.post('/api/environments/remove', async (c) =>
    answer(c, 202, Job, await agent.removeEnvironment(await body(c, RemoveEnvironment))),
  );
  app.get('/api/environments/export', async (c) => {
    const prefix = checked(Prefix, c.req.query('prefix'), 'prefix');
    const form = checked(ExportForm, c.req.query('form'), 'form');
    return answer(c, 200, ExportedEnvironment, await agent.exportEnvironment(prefix, form));
  });
  app.post('/api/repositories/clone', async (c) =>
    answer(c, 202, Job, await agent.cloneRepository(await body(c, CloneRepository))),
  );
  app.get('/api/keep-awake', async (c) => answer(c, 200, KeepAwake, await agent.keepAwake()));
  app.post('/api/keep-awake/ask', async (c) =>
    answer(c, 200, KeepAwake, await agent.askKeepAwake(await body(c, AskKeepAwake))),
  );
  app.post('/api/keep-awake/release', async (c) => answer(c, 200, KeepAwake, await agent.releaseKeepAwake()));
  app.post('/api/repositories/fetch', async (c) =>
    answer(c, 202, Job, await agent.fetchClone(await body(c, UpdateClone))),
  );
  app.post('/api/repositories/pull', async (c) =>
    answer(c, 202, Job, await agent.pullClone(await body(c, UpdateClone))),
  );
  app.post('/api/repositories/branches', async (c) =>
    answer(c, 200, Branches, await agent.branches(await body(c, AskBranches))),
  );
  app.get('/api/repositories/access', async (c) => {
    const url = checked(UpdateClone.shape.url, c.req.query('url'), 'url');
    return answer(c, 200, RepositoryAccess, await agent.repositoryAccess(url));
  });
  app.get('/api/jobs/:id', (c) => {
    const job = agent.job(c.req.param('id'));
    if (!job)
      throw new Refusal(404, 'not-found', { code: 'not-found', message: 'That action is not followed any more.' });
    return answer(c, 200, FollowedJob, job);
  });
  app.post('/api/jobs/:id/cancel', (c) => {
    const job = agent.cancelJob(c.req.param('id'));
    if (!job)
      throw new Refusal(409, 'conflict', { code: 'failed', message: 'That action cannot be cancelled any more.' });
    return answer(c, 202, Job, job);
  });
  app.notFound((c) => {
    const message = `The agent has no ${c.req.method} ${c.req.path}.`;
    return failure(
      c,
      new Refusal(404, 'not-found', {
        code: 'not-found',
        message,
        remedy: 'Reload the page: it may be of another version.',
      }),
    );
  });
  app.onError((error, c) => {
    const refusal = refusalOf(error);
    if (refusal.status === 500) world.log(`${c.req.method} ${c.req.path} failed: ${error.message}`);
    return failure(c, refusal);
  });
  return app;
}

/** What does not fit the schema is not sent: the other side would refuse it too, and say less. */
function answer<T extends z.ZodType>(c: Context, status: 200 | 202, schema: T, value: z.input<T>): Response {
  return c.json(schema.parse(value), status);
}

function failure(c: Context, { status, code, notice }: Refusal): Response {
  const told: Failure = { failure: { code, notice } };
  return c.json(told, status);
}

async function body<T extends z.ZodType>(c: Context, schema: T): Promise<z.infer<T>> {
  const text = await c.req.text();
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw badRequest('the body is not JSON');
  }
  return checked(schema, value, 'the body');
}

function json(text: string, context: z.RefinementCtx): unknown {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue('not JSON');
    return z.NEVER;
  }
}

function checked<T extends z.ZodType>(schema: T, value: unknown, what: string): z.infer<T> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) =>
    path.length > 0 ? `${path.join('.')}: ${message}` : message,
  );
  throw badRequest(`${what} does not fit: ${problems.join('; ')}`);
}

const badRequest = (why: string) =>
  new Refusal(400, 'bad-request', { code: 'failed', message: `The request was not understood: ${why}.` });
