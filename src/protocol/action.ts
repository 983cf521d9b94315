import * as z from 'zod/mini';
import { AppKey } from './app';

/** `POST api/apps/stop` → 202 `Job`. */
export const StopApp = z.object({ key: AppKey });
export type StopApp = z.infer<typeof StopApp>;

/** `POST api/environments/register` → 200 the `Environment` with its kernel. */
export const RegisterKernel = z.object({ prefix: z.string().check(z.startsWith('/')) });
export type RegisterKernel = z.infer<typeof RegisterKernel>;
