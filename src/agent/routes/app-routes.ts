import { Hono } from 'hono';
import { StopApp } from '../../protocol/action';
import { AppKey } from '../../protocol/app';
import { Job } from '../../protocol/job';
import { jsonText } from '../../protocol/json-text';
import {
  AppFailure,
  ChangeInstanceType,
  ChangingInstanceType,
  OpenSpace,
  RestartApp,
  SpaceAddress,
  SpaceOptions,
  StartApp,
  UpdateSpace,
} from '../../protocol/launch';
import { MonthCost } from '../../protocol/month-cost';
import { CreateSpace, DeleteSpace } from '../../protocol/space-action';
import { section } from '../../protocol/notice';
import type { AppVerbs } from '../verbs/app-verbs';
import { answer, body, parameter } from './exchange';

export const appRoutes = (apps: AppVerbs): Hono =>
  new Hono()
    .post('/apps/stop', async (c) => answer(c, 202, Job, await apps.stop(await body(c, StopApp))))
    .post('/apps/start', async (c) => answer(c, 202, Job, await apps.start(await body(c, StartApp))))
    .post('/apps/restart', async (c) => answer(c, 202, Job, await apps.restart(await body(c, RestartApp))))
    .post('/apps/change-type', async (c) =>
      answer(c, 202, ChangingInstanceType, await apps.changeType(await body(c, ChangeInstanceType))),
    )
    .get('/apps/failure', async (c) =>
      answer(c, 200, AppFailure, await apps.failure(parameter(c, jsonText(AppKey), 'key'))),
    )
    .get('/cost/month', async (c) => answer(c, 200, section(MonthCost), await apps.monthCost()))
    .get('/spaces/options', async (c) =>
      answer(c, 200, SpaceOptions, await apps.spaceOptions(parameter(c, OpenSpace.shape.spaceName, 'space'))),
    )
    .post('/spaces/update', async (c) => answer(c, 202, Job, await apps.updateSpace(await body(c, UpdateSpace))))
    .post('/spaces/create', async (c) => answer(c, 202, Job, await apps.createSpace(await body(c, CreateSpace))))
    .post('/spaces/delete', async (c) => answer(c, 202, Job, await apps.deleteSpace(await body(c, DeleteSpace))))
    .post('/spaces/open', async (c) => answer(c, 200, SpaceAddress, await apps.openSpace(await body(c, OpenSpace))));
