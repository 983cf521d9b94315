import { Hono } from 'hono';
import { Job } from '../../protocol/job';
import {
  AskBranches,
  Branches,
  CloneRepository,
  RepositoryAccess,
  UpdateClone,
} from '../../protocol/repository-action';
import type { RepositoryVerbs } from '../verbs/repository-verbs';
import { answer, body, parameter } from './exchange';

export const repositoryRoutes = (repositories: RepositoryVerbs): Hono =>
  new Hono()
    .post('/repositories/clone', async (c) =>
      answer(c, 202, Job, await repositories.clone(await body(c, CloneRepository))),
    )
    .post('/repositories/fetch', async (c) => answer(c, 202, Job, await repositories.fetch(await body(c, UpdateClone))))
    .post('/repositories/pull', async (c) => answer(c, 202, Job, await repositories.pull(await body(c, UpdateClone))))
    .post('/repositories/branches', async (c) =>
      answer(c, 200, Branches, await repositories.branches(await body(c, AskBranches))),
    )
    .get('/repositories/access', async (c) =>
      answer(c, 200, RepositoryAccess, await repositories.access(parameter(c, UpdateClone.shape.url, 'url'))),
    );
