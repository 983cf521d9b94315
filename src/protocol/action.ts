import * as z from 'zod';
import { AppKey } from './app';

/** `POST api/apps/stop` → 202 `Job`. */
export const StopApp = z.object({ key: AppKey });
export type StopApp = z.infer<typeof StopApp>;

/** `POST api/environments/register` → 200 the `Environment` with its kernel. */
export const RegisterKernel = z.object({ prefix: z.string().startsWith('/') });
export type RegisterKernel = z.infer<typeof RegisterKernel>;

/**
 * `POST api/repositories/clone` → 202 `Job`. `folder`, relative to the server's root
 * folder (`''` for it), is where the repository's own folder is made: `<folder>/<Repository.name>`.
 */
export const CloneRepository = z.object({ url: z.string(), folder: z.string() });
export type CloneRepository = z.infer<typeof CloneRepository>;
