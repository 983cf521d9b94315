import * as z from 'zod';
import type { Studio } from '../../admin/studio-file/wanted';

/** Where a plan may be carried out. */
export const Where = z.object({ account: z.string(), region: z.string() });

export const whereOf = ({ account, region }: Studio): z.infer<typeof Where> => ({ account, region });
