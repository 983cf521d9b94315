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
  /** What it has put into the environment, relative to that. */
  files: z.array(z.string()).nullish(),
});
export type CondaPackage = z.infer<typeof CondaPackage>;

/** What pip, uv, poetry or another installer of Python's has put beside conda's packages. */
export interface PipPackage {
  name: string;
  /** As `pip freeze` writes it: `name==1.2`, `name @ git+https://…`, `-e /a/folder`. Absent: where it is from is not known. */
  requirement?: string;
}
