import type { PlannedImage } from '../contents';
import type { Rule } from '../rule';

/** What a Dockerfile alone can tell: whom its platform is for, and whether its base stays the same. */
export const dockerfile: Rule<PlannedImage> = ({ image }) => [...platform(image), ...pinned(image)];

/** `--platform` of the FROM that the image begins with. */
function platform({ config, lines, base }: PlannedImage): ReturnType<Rule> {
  const where = { in: 'dockerfile', line: lines['--platform'] ?? base.line } as const;
  const remedy = 'build for linux/amd64';
  if (config.os !== undefined && config.os !== 'linux')
    return [{ code: 'operating-system', message: `the image is for ${config.os}`, where, remedy }];
  if (config.architecture === undefined || config.architecture === 'amd64') return [];
  return [
    {
      code: 'architecture',
      message: `the image is for ${config.architecture}; every instance type of Studio apps has an x86-64 one`,
      where,
      remedy,
    },
  ];
}

function pinned({ base }: PlannedImage): ReturnType<Rule> {
  if (base.image === 'scratch' || /@sha256:[0-9a-f]{64}$/.test(base.image)) return [];
  const tag = /:([^/:@]+)$/.exec(base.image)?.[1];
  const where = { in: 'dockerfile', line: base.line } as const;
  const dockerfile = [`FROM ${base.image.replace(/:[^/:@]+$/, '')}@sha256:<digest>`];
  // A full version is not written twice by careful publishers; SageMaker Distribution promises so for three numbers.
  if (tag !== undefined && /^v?\d+\.\d+\.\d+/.test(tag)) {
    return [
      {
        code: 'base-by-version',
        message: `the base image is ${base.image}; a publisher can still build that version anew`,
        where,
        remedy: `hold it by digest, which skopeo inspect docker://${base.image} tells, or publish, which does so by itself`,
        dockerfile,
      },
    ];
  }
  return [
    {
      code: 'base-unpinned',
      message: `the base image is ${base.image}, which can change under the same name`,
      where,
      remedy: 'name it by digest, or by a full version',
      dockerfile,
    },
  ];
}
