import { Hono } from 'hono';
import * as z from 'zod';
import { RegisterKernel } from '../../protocol/action';
import { CondaProgram, Environment, EnvironmentSize } from '../../protocol/environment';
import {
  CreateEnvironment,
  ExportedEnvironment,
  ExportForm,
  InstallPackages,
  RemoveEnvironment,
  RepairEnvironment,
} from '../../protocol/environment-action';
import { Job } from '../../protocol/job';
import { section } from '../../protocol/notice';
import type { EnvironmentVerbs } from '../verbs/environment-verbs';
import { answer, body, parameter } from './exchange';

const Prefix = RegisterKernel.shape.prefix;

export const environmentRoutes = (environments: EnvironmentVerbs): Hono =>
  new Hono()
    .get('/environments', async (c) => answer(c, 200, section(z.array(Environment)), await environments.list()))
    .get('/environments/size', async (c) =>
      answer(c, 200, EnvironmentSize, await environments.size(parameter(c, Prefix, 'prefix'))),
    )
    .get('/environments/program', async (c) => answer(c, 200, CondaProgram, await environments.program()))
    .post('/environments/register', async (c) =>
      answer(c, 200, Environment, await environments.register(await body(c, RegisterKernel))),
    )
    .post('/environments/create', async (c) =>
      answer(c, 202, Job, await environments.create(await body(c, CreateEnvironment))),
    )
    .post('/environments/install', async (c) =>
      answer(c, 202, Job, await environments.install(await body(c, InstallPackages))),
    )
    .post('/environments/repair', async (c) =>
      answer(c, 202, Job, await environments.repair(await body(c, RepairEnvironment))),
    )
    .post('/environments/remove', async (c) =>
      answer(c, 202, Job, await environments.remove(await body(c, RemoveEnvironment))),
    )
    .get('/environments/export', async (c) => {
      const [prefix, form] = [parameter(c, Prefix, 'prefix'), parameter(c, ExportForm, 'form')];
      return answer(c, 200, ExportedEnvironment, await environments.exported(prefix, form));
    });
