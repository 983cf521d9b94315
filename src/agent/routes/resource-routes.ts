import { Hono } from 'hono';
import { LargestFolders, Resources } from '../../protocol/resources';
import type { ResourceVerbs } from '../verbs/resource-verbs';
import { answer } from './exchange';

export const resourceRoutes = (resources: ResourceVerbs): Hono =>
  new Hono()
    .get('/resources', async (c) => answer(c, 200, Resources, await resources.read()))
    .get('/volume/folders', async (c) => answer(c, 200, LargestFolders, await resources.largestFolders()));
