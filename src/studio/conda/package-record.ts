import * as z from 'zod';

/**
 * What is read of a record in `conda-meta`: one of each installed package. Fields as conda's `PrefixRecord` has them
 * (https://docs.conda.io/projects/conda/en/stable/dev-guide/api/conda/models/records/); rattler writes `requested_specs`.
 */
export const CondaPackage = z.object({
  name: z.string(),
  version: z.string(),
  build: z.string(),
  url: z.string().nullish(),
  md5: z.string().nullish(),
  requested_spec: z.string().nullish(),
  requested_specs: z.array(z.string()).nullish(),
});
export type CondaPackage = z.infer<typeof CondaPackage>;

/** What pip has installed. */
export interface PipPackage {
  name: string;
  version: string;
}
