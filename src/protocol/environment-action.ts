import * as z from 'zod/mini';

/** A name for a new environment: what conda, a folder and a shell all take without quotes. */
export const EnvironmentName = z.string().check(
  z.minLength(1, 'rule-name-needed'),
  z.maxLength(100, 'rule-at-most-100'),
  z.regex(/^[A-Za-z0-9_.-]*$/, 'rule-environment-characters'),
  z.regex(/^[^.-]/, 'rule-environment-start'),
  z.refine((name) => !/^(base|root)$/i.test(name), 'rule-environment-base'),
);

/** What conda calls a match specification: `numpy`, `python=3.12`, `conda-forge::xgboost>=2`. Never an option. */
export const PackageSpec = z
  .string()
  .check(z.trim(), z.maxLength(200, 'rule-at-most-200'), z.regex(/^[A-Za-z0-9_][^\p{Cc}]*$/u, 'rule-package'));

const Prefix = z.string().check(z.startsWith('/', 'rule-absolute-path'));
const Packages = z.array(PackageSpec).check(z.minLength(1, 'rule-one-package'), z.maxLength(200));

/**
 * `POST api/environments/create` → 202 `Job`. The new one is `~/.conda/envs/<name>`, on the home volume, and becomes a
 * kernel if it has ipykernel. `file` is an `environment.yml`: an absolute path, or one relative to the server's root
 * folder; without `name`, the file's own is taken.
 */
export const CreateEnvironment = z.discriminatedUnion('from', [
  z.object({ from: z.literal('packages'), name: EnvironmentName, packages: Packages }),
  z.object({
    from: z.literal('file'),
    name: z.optional(EnvironmentName),
    file: z.string().check(z.minLength(1, 'rule-file-needed')),
  }),
  z.object({ from: z.literal('clone'), name: EnvironmentName, prefix: Prefix }),
]);
export type CreateEnvironment = z.infer<typeof CreateEnvironment>;

/**
 * `POST api/environments/remove` → 202 `Job`. Refused (409) for conda's own environment and the server's, and for a folder
 * that holds anything besides one environment; unless `confirmed` says that the asker was told, while something that runs
 * uses it or that is not known; and, where it is `outside`, unless `typed` is its full path, as a person typed it.
 */
export const RemoveEnvironment = z.object({
  prefix: Prefix,
  confirmed: z.optional(z.literal('in-use')),
  typed: z.optional(z.string()),
});
export type RemoveEnvironment = z.infer<typeof RemoveEnvironment>;

/**
 * `POST api/environments/install` → 202 `Job`. Refused (409) for conda's own environment and the server's, unless
 * `confirmed` says that the asker was told.
 */
export const InstallPackages = z.object({
  prefix: Prefix,
  packages: Packages,
  confirmed: z.optional(z.literal('protected')),
});
export type InstallPackages = z.infer<typeof InstallPackages>;

/**
 * `POST api/environments/repair` → 202 `Job`. `ipykernel`: installs it and registers the kernel. `kernel`: takes the
 * kernels away that cannot start, as what they start is gone. `volume`: makes the same environment on the home volume; the old one stays.
 */
export const RepairEnvironment = z.object({ prefix: Prefix, what: z.enum(['ipykernel', 'kernel', 'volume']) });
export type RepairEnvironment = z.infer<typeof RepairEnvironment>;

/** `exact`: with builds. `versions`: without. `asked`: only what was asked for, as it was asked for. */
export const ExportForm = z.enum(['exact', 'versions', 'asked']);
export type ExportForm = z.infer<typeof ExportForm>;

/** `GET api/environments/export?prefix=/…&form=…`: the text of an `environment.yml`. */
export const ExportedEnvironment = z.object({ prefix: z.string(), form: ExportForm, text: z.string() });
export type ExportedEnvironment = z.infer<typeof ExportedEnvironment>;
